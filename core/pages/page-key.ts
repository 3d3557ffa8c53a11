import { createHash, randomBytes } from 'node:crypto'
import QuickLRU from 'quick-lru'
import * as z from 'zod/mini'
import { integrationState, type StatePlace } from '../platform/state'
import { timing } from '../timing'

/**
 * The key that an installation's links and pages are signed with. It is random and kept in Botpress, since the first link is
 * needed before the bot's owner has any secret to fill in, and stays good while one is filled in.
 */

const pageKeyState = integrationState(
  'pageKey',
  z.lazy(() => z.object({ key: z.string().check(z.minLength(20)), of: z.string() })),
)

type Place = StatePlace & { ctx: { webhookId: string } }

/** What this process knows of keys, by webhook ID. */
const known = new QuickLRU<string, string>({ maxSize: 1_000, maxAge: timing.pageKeyTrust })

/**
 * The key, made when there is none. When one client secret takes the place of another a new key is made, so that links from
 * before end.
 *
 * @param place of which nobody else makes the key at the same time: to be called under the set-up lock.
 * @param clientSecret undefined while none is filled in.
 */
export async function ensurePageKey(place: Place, clientSecret: string | undefined): Promise<string> {
  const stored = await pageKeyState.read(place)
  const of = clientSecret === undefined ? '' : createHash('sha256').update(clientSecret).digest('hex')
  const isGood = stored !== undefined && (of === '' || stored.of === '' || stored.of === of)
  const key = isGood ? stored.key : randomBytes(32).toString('base64url')
  const after = { key, of: of === '' && isGood ? stored.of : of }
  if (after.key !== stored?.key || after.of !== stored.of) await pageKeyState.write(place, after)
  known.set(place.ctx.webhookId, key)
  return key
}

/** The key as it was made; undefined before that, and then no ticket is valid. */
export async function readPageKey(place: Place): Promise<string | undefined> {
  const remembered = known.get(place.ctx.webhookId)
  if (remembered !== undefined) return remembered
  const key = (await pageKeyState.read(place))?.key
  if (key !== undefined) known.set(place.ctx.webhookId, key)
  return key
}

/** Takes the key away with the installation: its links end. */
export async function clearPageKey(place: Place): Promise<void> {
  known.delete(place.ctx.webhookId)
  await pageKeyState.write(place, null)
}

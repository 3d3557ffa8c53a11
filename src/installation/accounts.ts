import pMap from 'p-map'
import QuickLRU from 'quick-lru'
import { LeftAccountError } from '../../core/desk'
import { reasonOf } from '../../core/platform/reason'
import { within } from '../../core/platform/within'
import type { Session } from '../../core/session/session'
import { hasSessionsIn } from '../../core/session/sessions'
import { callerFor } from '../hubspot/caller'
import { timing } from '../timing'
import { type Installation, portalIdOf } from './installation'
import { note } from './memory'
import { heedReconnection } from './stored-credentials'
import { tokenSource } from './token-refresher'

/**
 * Which HubSpot accounts this installation has to do with. There are three kinds:
 *
 * - the *connected* one, where new conversations go;
 * - those it *left*: the bot's owner connected another account, and sessions may still be open in the old one. There are
 *   no tokens for it any more, but its webhooks bear the same app's signature, and session, user and conversation are all
 *   in Botpress. So what agents wrote there is delivered as long as the session has not ended, and with whatever happens
 *   next (a webhook, a message of the end user) the session ends, since nobody can serve it. Nothing of it ever goes to
 *   the connected account.
 * - *strangers*, in which the same app is installed for somebody else: none of our business.
 */
export type Accounts = {
  /** ID of the one that is connected. */
  connected: string
  /** Whether events of this account are to be handled. */
  isOurs(portalId: string): boolean
  /** Whether that is known of all; if not, the webhook has to come again. */
  allKnown: boolean
}

/**
 * Tells the accounts apart that events come from. The account that this process remembers costs a look now and then;
 * events of another one make it look at once, and strangers do not decide how often: looks at the same time are one, and
 * a short while old they still do. When Botpress does not say, that is a passing fault of these events alone.
 *
 * @param deadline epoch ms.
 * @throws what `portalIdOf` throws.
 */
export async function accountsAmong(
  installation: Installation,
  portalIds: string[],
  deadline: number,
): Promise<Accounts> {
  const { memory, logger } = installation
  const others = async () => {
    const connected = await portalIdOf(installation, deadline)
    return [...new Set(portalIds)].filter((portalId) => portalId !== connected)
  }
  const kinds = memory.otherAccounts ?? new QuickLRU({ maxSize: 200, maxAge: timing.strangerTrust })
  note(memory, { otherAccounts: kinds })
  const until = Math.min(deadline, Date.now() + timing.accountLook)
  let isSure = true
  try {
    const trust = (await others()).length > 0 ? timing.accountTrust : timing.sessionTrust
    await within(until, 'look which HubSpot account is connected', heedReconnection(installation, trust))
    const unknown = (await others()).filter((portalId) => !kinds.has(portalId))
    const look = async (portalId: string) => kinds.set(portalId, await kindOf(installation, portalId))
    await within(until, 'look whether there are sessions in another account', pMap(unknown, look, { concurrency: 8 }))
  } catch (error) {
    isSure = false
    logger.warn('It is not known now which HubSpot account is connected. %s', reasonOf(error))
  }
  const notConnected = await others()
  const left = isSure ? notConnected.filter((portalId) => kinds.get(portalId) === 'left') : []
  return {
    connected: await portalIdOf(installation, deadline),
    isOurs: (portalId) => left.includes(portalId) || !notConnected.includes(portalId),
    // What is of the account that this process knows is handled in any case.
    allKnown: isSure || notConnected.length === 0,
  }
}

/** Every session bears the account that it was opened in. */
async function kindOf(installation: Installation, portalId: string): Promise<'left' | 'stranger'> {
  return (await hasSessionsIn(installation, portalId)) ? 'left' : 'stranger'
}

/** The same installation, for one account alone: no call with its caller reaches another, whatever is connected by then. */
export function inAccount(installation: Installation, portalId: string): Installation {
  return { ...installation, hubspot: callerFor(tokenSource(installation, portalId)) }
}

/** Whether the session is in the account that this process knows to be connected. */
export function isServed({ memory }: Installation, session: Session): boolean {
  return memory.credentials === undefined || memory.credentials.portalId === session.account
}

/** @throws {LeftAccountError} when the session is in another account than the one this process knows to be connected. */
export async function assertKnownServed(installation: Installation, session: Session): Promise<void> {
  if (isServed(installation, session)) return
  throw new LeftAccountError('HubSpot', session.account, installation.memory.credentials?.portalId ?? '')
}

/**
 * To be called before anything of a session goes to HubSpot. Looks now and then whether another account was connected.
 *
 * @throws {LeftAccountError} when the session is in an account that was left; what `portalIdOf` throws.
 */
export async function assertServed(installation: Installation, session: Session, deadline: number): Promise<void> {
  const look = (trust: number) =>
    within(deadline, 'look which account is connected', heedReconnection(installation, trust))
  await portalIdOf(installation, deadline)
  // A message must not be lost because Botpress cannot say; no token leads to another account in any case.
  await look(timing.sessionTrust).catch(() => undefined)
  // The account may have been connected again.
  if (!isServed(installation, session)) await look(timing.accountTrust)
  await assertKnownServed(installation, session)
}

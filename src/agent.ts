import QuickLRU from 'quick-lru'
import { getActor } from './hubspot/conversations'
import { HubSpotError } from './hubspot/errors'
import { isName } from './hubspot/is-name'
import type { Installation } from './installation'
import { nameLine } from './messages/plain'
import { shorten } from './messages/split-text'
import { reasonOf } from './reason'
import { timing } from './timing'

/**
 * Actor IDs are a letter and an ID, `A-123` for a person. HubSpot's webhook page also speaks of a plain user ID, so a bare
 * number is taken as a person's.
 *
 * @returns undefined for what can be no ID.
 */
export function actorIdFrom(value: string | undefined): string | undefined {
  const text = value?.trim() ?? ''
  if (!isName(text)) return undefined
  return /^\d+$/.test(text) ? `A-${text}` : text
}

const userIds = new QuickLRU<string, string>({ maxSize: 10_000, maxAge: timing.agentTrust })

/**
 * The Botpress user that stands for an agent, with name and picture as in HubSpot. Looked up once per process and hour.
 *
 * @param portalId the HubSpot account the agent belongs to.
 * @param needsName whether the name is what it is about, so that a passing fault in looking it up is thrown.
 */
export async function agentUser(
  installation: Installation,
  portalId: string,
  actorId: string,
  deadline: number,
  needsName = false,
): Promise<string> {
  const agent = `${portalId}:${actorId}`
  const key = `${installation.key}:${agent}`
  const known = userIds.get(key)
  if (known !== undefined) return known
  const { client } = installation
  const { user } = await client.getOrCreateUser({ tags: { agent }, discriminateByTags: ['agent'] })
  const age = Date.now() - Number(user.tags.profileAt ?? 0)
  // Other processes look agents up as well, and each is young: what one of them stored lately is good for all.
  if (age >= timing.agentTrust) {
    const profile = await profileOf(installation, actorId, deadline, needsName)
    const now = {
      ...(profile ?? { name: user.name ?? nameless }),
      tags: profile ? { profileAt: String(Date.now()) } : {},
    }
    await client.updateUser({ id: user.id, ...now })
    if (profile === undefined) return user.id
  }
  userIds.set(key, user.id)
  return user.id
}

/** What an agent is called of whom HubSpot tells no name, or cannot tell now. */
const nameless = 'Agent'

type Profile = { name: string; pictureUrl?: string }

/** undefined when HubSpot cannot say now: what the agent wrote is worth more than the name on it. */
async function profileOf(
  installation: Installation,
  actorId: string,
  deadline: number,
  needsName: boolean,
): Promise<Profile | undefined> {
  try {
    const until = Math.min(deadline, Date.now() + timing.agentLookup)
    const actor = await getActor(installation.hubspot, actorId, until)
    const name = shorten(nameLine(actor.name ?? '') || nameless, 200)
    return actor.avatar && actor.avatar.length <= 40_000 ? { name, pictureUrl: actor.avatar } : { name }
  } catch (error) {
    if (needsName && error instanceof HubSpotError && error.passing) throw error
    // Whatever it is, the reply itself is delivered; a revoked connection is reported wherever HubSpot is needed.
    installation.logger.forBot().warn('The name of an agent could not be looked up. %s', reasonOf(error))
    return undefined
  }
}

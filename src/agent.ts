import { isApiError } from '@botpress/sdk'
import QuickLRU from 'quick-lru'
import { getActor } from './hubspot/conversations'
import { HubSpotError } from './hubspot/errors'
import { isName } from './hubspot/is-name'
import type { Installation } from './installation'
import { nameLine } from './messages/plain'
import { shorten } from './messages/split-text'
import { answerOfBotpress } from './persistently'
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
  const { user } = await installation.client.getOrCreateUser({ tags: { agent }, discriminateByTags: ['agent'] })
  const age = Date.now() - Number(user.tags.profileAt ?? 0)
  // Other processes look agents up as well, and each is young: what one of them stored lately is good for all.
  if (age >= timing.agentTrust) {
    const profile = await profileOf(installation, actorId, deadline, needsName)
    const shown = profile ?? { name: user.name ?? nameless }
    const isStored = await storeProfile(installation, user.id, shown, { isCurrent: profile !== undefined, needsName })
    if (profile === undefined || !isStored) return user.id
  }
  userIds.set(key, user.id)
  return user.id
}

/** The agent's Botpress user is gone: the next look-up makes it anew. */
export function forgetAgentUser(installation: Installation, portalId: string, actorId: string): void {
  userIds.delete(`${installation.key}:${portalId}:${actorId}`)
}

/**
 * Puts name and picture on the agent's user; the name alone where Botpress does not take the picture, which HubSpot's
 * users choose freely.
 *
 * @returns whether it is there. What the agent wrote is worth more than the name on it.
 */
async function storeProfile(
  { client, logger }: Installation,
  id: string,
  { name, pictureUrl }: Profile,
  { isCurrent, needsName }: { isCurrent: boolean; needsName: boolean },
): Promise<boolean> {
  const tags = isCurrent ? { profileAt: String(Date.now()) } : {}
  const pictures = pictureUrl === undefined ? [undefined] : [pictureUrl, undefined]
  for (const picture of pictures) {
    try {
      await client.updateUser({ id, name, tags, ...(picture === undefined ? {} : { pictureUrl: picture }) })
      return true
    } catch (error) {
      if (!isApiError(error) || (needsName && answerOfBotpress(error) === 'not now')) throw error
      logger.forBot().warn('Name and picture of an agent could not be stored in Botpress. %s', reasonOf(error))
      if (answerOfBotpress(error) !== 'no') return false
    }
  }
  return false
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

import { isApiError } from '@botpress/sdk'
import QuickLRU from 'quick-lru'
import { type AgentProfile, DeskError } from '../desk'
import type { Installation } from '../installation'
import { nameLine } from '../messages/plain'
import { isNameless } from '../messages/speakers'
import { shorten } from '../messages/split-text'
import { answerOfBotpress } from '../platform/persistently'
import { reasonOf } from '../platform/reason'
import type { Session, SessionChanges } from '../session/session'
import { timing } from '../timing'

/** An agent at the desk: their account, their ID there, and their name where it came with what they did. */
export type Agent = { account: string; id: string; name?: string | undefined }

const userIds = new QuickLRU<string, string>({ maxSize: 10_000, maxAge: timing.agentTrust })
/** What they are called, for those whose name was looked up. */
const names = new QuickLRU<string, string>({ maxSize: 10_000, maxAge: timing.agentTrust })

const tagOf = ({ account, id }: Agent) => `${account}:${id}`
const keyOf = (installation: Installation, agent: Agent) => `${installation.key}:${tagOf(agent)}`

/**
 * The Botpress user that stands for an agent, with name and picture as at the desk. Looked up once per process and hour.
 *
 * @param needsName whether the name is what it is about, so that a passing fault in looking it up is thrown.
 */
export async function agentUser(
  installation: Installation,
  agent: Agent,
  deadline: number,
  needsName = false,
): Promise<string> {
  const key = keyOf(installation, agent)
  const known = userIds.get(key)
  if (known !== undefined) return known
  const { user } = await installation.client.getOrCreateUser({
    tags: { agent: tagOf(agent) },
    discriminateByTags: ['agent'],
  })
  const age = Date.now() - Number(user.tags.profileAt ?? 0)
  // Other processes look agents up as well, and each is young: what one of them stored lately is good for all.
  if (age >= timing.agentTrust) {
    const profile = await profileOf(installation, agent, deadline, needsName)
    const shown = profile ?? { name: user.name ?? installation.texts.agent }
    noteName(key, shown.name)
    const isStored = await storeProfile(installation, user.id, shown, { isCurrent: profile !== undefined, needsName })
    if (profile === undefined || !isStored) return user.id
  } else noteName(key, user.name ?? '')
  userIds.set(key, user.id)
  return user.id
}

function noteName(key: string, name: string): void {
  if (!isNameless(name)) names.set(key, name)
}

/** The user that stands for an agent, where this process knows that their name and picture are on it. */
export function knownAgentUser(installation: Installation, agent: Agent): string | undefined {
  return userIds.get(keyOf(installation, agent))
}

/** The name of an agent, where this process has looked it up. */
export function knownAgentName(installation: Installation, agent: Agent): string | undefined {
  return names.get(keyOf(installation, agent))
}

/** What a session is to say of the agent the end user was told of, where more of it is known by now. */
export function moreOfAnnounced(installation: Installation, { account, announced }: Session): SessionChanges {
  if (announced === undefined) return {}
  const agent = { account, id: announced.agent }
  const userId = announced.userId ?? knownAgentUser(installation, agent)
  const name = announced.name ?? knownAgentName(installation, agent)
  const isMore = userId !== announced.userId || name !== announced.name
  return isMore ? { announced: { ...announced, userId, name } } : {}
}

/** Remembers which user stands for an agent, where a session says so; their name and picture were on it then. */
export function rememberAgentUser(installation: Installation, agent: Agent, userId: string): void {
  const key = keyOf(installation, agent)
  if (!userIds.has(key)) userIds.set(key, userId)
}

/** The agent's Botpress user is gone: the next look-up makes it anew. */
export function forgetAgentUser(installation: Installation, agent: Agent): void {
  userIds.delete(keyOf(installation, agent))
}

/**
 * Puts name and picture on the agent's user; the name alone where Botpress does not take the picture, which people choose
 * freely at a desk.
 *
 * @returns whether it is there. What the agent wrote is worth more than the name on it.
 */
async function storeProfile(
  { client, logger }: Installation,
  id: string,
  { name, pictureUrl }: Profile,
  { isCurrent, needsName }: { isCurrent: boolean; needsName: boolean },
): Promise<boolean> {
  const tags: Record<string, string> = isCurrent ? { profileAt: String(Date.now()) } : {}
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

type Profile = { name: string; pictureUrl?: string }

/** undefined when the desk cannot say now: what the agent wrote is worth more than the name on it. */
async function profileOf(
  installation: Installation,
  agent: Agent,
  deadline: number,
  needsName: boolean,
): Promise<Profile | undefined> {
  const { desk, logger, texts } = installation
  try {
    const until = Math.min(deadline, Date.now() + timing.agentLookup)
    const { name = agent.name, pictureUrl }: AgentProfile = (await desk.agent?.(agent.account, agent.id, until)) ?? {}
    const shown = shorten(nameLine(name ?? '') || texts.agent, 200)
    return pictureUrl && pictureUrl.length <= 40_000 ? { name: shown, pictureUrl } : { name: shown }
  } catch (error) {
    if (needsName && error instanceof DeskError && error.passing) throw error
    // Whatever it is, the reply itself is delivered; a revoked connection is reported wherever the desk is needed.
    logger.forBot().warn('The name of an agent could not be looked up. %s', reasonOf(error))
    return undefined
  }
}

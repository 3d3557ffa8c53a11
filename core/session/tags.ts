import type { SelfTestTag, SessionTag, Tags } from '../botpress'
import {
  type End,
  type EndReason,
  endReasons,
  type NewSession,
  type PluginTraces,
  type Replying,
  type Session,
  type SessionChanges,
} from './session'

/**
 * A session lives in the tags of its conversation; `definitions.ts` names them. This is where they are read and written;
 * `sessions.ts` looks sessions up by them.
 */

/** A conversation as Botpress hands it over; times are ISO. */
export type ConversationLike = { id: string; createdAt: string; updatedAt: string; tags: Tags }

/** Reads a session from its conversation; undefined when the conversation is none of ours. */
export function sessionFrom(conversation: ConversationLike): Session | undefined {
  const { tags } = conversation
  const tag = (name: SessionTag | SelfTestTag) => tags[name] || undefined
  const [ref, account, userId] = [tag('ref'), tag('account'), tag('userId')]
  if (!ref || !account || !userId) return undefined
  const announcedAgent = tag('announcedAgent')
  return {
    conversationId: conversation.id,
    isTest: tag('selfTest') !== undefined,
    createdAt: Date.parse(conversation.createdAt),
    updatedAt: Date.parse(conversation.updatedAt),
    ref,
    threadId: tag('threadId'),
    account,
    userId,
    openedAt: time(tag('openedAt')),
    failedAt: time(tag('failedAt')),
    assignment: { agent: tag('assignedAgent'), at: time(tag('assignedAt')) ?? 0 },
    announced:
      announcedAgent === undefined
        ? undefined
        : {
            agent: announcedAgent,
            userId: tag('announcedUser'),
            name: tag('announcedName'),
            supposedAt: time(tag('supposedAt')),
          },
    end: endFrom(time(tag('endedAt')), time(tag('stoppedAt')), tag('endReason')),
    plugin: tracesIn(tags),
    takenUpAt: time(tag('takenUpAt')),
    reopenNoted: tag('reopenNoted') === 'yes',
    owesCatchUp: tag('owesCatchUp') === 'yes',
    owesHistory: tag('owesHistory') === 'yes',
    owesErrands: tag('owesErrands')?.split(' ') ?? [],
    owesAfterEnd: tag('owesAfterEnd') === 'yes',
    replying: replyingFrom(tag('replying')),
    servedBy: tag('servedBy'),
    tags,
  }
}

function endFrom(at: number | undefined, stoppedAt = at, reason: string | undefined): End | undefined {
  if (at === undefined || stoppedAt === undefined) return undefined
  return { at, stoppedAt, reason: endReasons.find((known) => known === reason) ?? ('agent' satisfies EndReason) }
}

/** A bot's plugins write their tags under their alias in the bot. */
function tracesIn(tags: Tags): PluginTraces {
  const names = Object.keys(tags).filter((name) => tags[name])
  const find = (tag: string) => names.find((name) => name.endsWith(`#${tag}`))
  const endReason = find('hitlEndReason')
  return {
    isTakenUp: find('upstream') !== undefined,
    hasAgent: find('humanAgentId') !== undefined,
    hasStopped: endReason !== undefined,
    isLeft: endReason !== undefined && tags[endReason] === 'patient-used-termination-command',
  }
}

/** The message's ID comes last, as it may hold any character. */
function replyingFrom(tag: string | undefined): Replying | undefined {
  const [, writtenAt, until, parts, messageId] = /^(\d{1,16}) (\d{1,16}) (\d{1,9}) (.+)$/s.exec(tag ?? '') ?? []
  if (messageId === undefined) return undefined
  return { messageId, writtenAt: Number(writtenAt), until: Number(until), parts: Number(parts) }
}

function time(tag: string | undefined): number | undefined {
  const value = Number(tag || Number.NaN)
  return Number.isFinite(value) ? value : undefined
}

type Written = { [K in SessionTag]?: string }

/** The tags of a new session. */
export function tagsOfNew(
  { ref, account, userId, own, escalationKey }: NewSession,
  processId: string,
): Record<string, string> {
  const tags = { ref, account, userId, escalationKey, servedBy: processId } satisfies Written
  return { ...filled(own), ...tags }
}

/** Tags as they are written: an undefined one is left as it is. */
function filled(tags: Tags): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tags).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

/** The tags that say what changed; an end also lets the same escalation happen again. */
export function tagsFor(session: Session, changes: SessionChanges, processId: string): Record<string, string> {
  const { assignment, announced, end, replying, own = {} } = changes
  const tags: Written = { servedBy: processId }
  if (changes.threadId !== undefined) tags.threadId = changes.threadId
  if (changes.openedAt !== undefined) tags.openedAt = String(changes.openedAt)
  if (changes.failedAt !== undefined) tags.failedAt = String(changes.failedAt)
  if (assignment) {
    // An empty tag unsets it: nobody is in charge.
    tags.assignedAgent = assignment.agent ?? ''
    tags.assignedAt = String(assignment.at)
  }
  if (announced) {
    tags.announcedAgent = announced.agent
    tags.announcedUser = announced.userId ?? ''
    tags.announcedName = announced.name ?? ''
    tags.supposedAt = announced.supposedAt === undefined ? '' : String(announced.supposedAt)
  }
  if (end) {
    tags.endedAt = String(end.at)
    tags.stoppedAt = String(end.stoppedAt)
    tags.endReason = end.reason
    tags.escalationKey = ''
  }
  if (changes.reopenNoted) tags.reopenNoted = 'yes'
  if (changes.owesCatchUp !== undefined) tags.owesCatchUp = changes.owesCatchUp ? 'yes' : ''
  if (changes.owesHistory !== undefined) tags.owesHistory = changes.owesHistory ? 'yes' : ''
  if (changes.owesErrands !== undefined) tags.owesErrands = changes.owesErrands.join(' ')
  if (changes.owesAfterEnd !== undefined) tags.owesAfterEnd = changes.owesAfterEnd ? 'yes' : ''
  if (replying) {
    tags.replying = `${Math.max(0, replying.writtenAt)} ${replying.until} ${replying.parts} ${replying.messageId}`
  }
  // Noted with whatever is written first, so that all processes go by the same time.
  const isNoted = session.takenUpAt !== undefined || !session.plugin.isTakenUp
  if (!isNoted) tags.takenUpAt = String(Math.min(Date.now(), session.updatedAt))
  return { ...filled(own), ...filled(tags) }
}

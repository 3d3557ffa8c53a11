import type { SelfTestTag } from '../botpress'
import { type EndReason, endReasons, type Session } from '../session/session'

/**
 * A self-test: a thread at the desk with nobody on the bot's side, and what the bot has heard of it. It is a conversation of
 * the `hitl` channel with tags of its own, so that the look-up which every event costs anyway finds it, in whatever process;
 * there is no message in it, no event of it, and no participant. All times are epoch ms by our clock.
 */
export type Run = {
  session: Session
  startedAt: number
  /** Undefined while it is not known whether there is a thread. */
  openedAt: number | undefined
  taken: { at: number; agent: string; name: string | undefined } | undefined
  repliedAt: number | undefined
  closed: { at: number; reason: EndReason } | undefined
}

/** The tags that say that something was heard. */
export const heardTags = { taken: 'testTakenAt', replied: 'testRepliedAt', closed: 'testClosedAt' } as const

/** Reads a self-test from its conversation. */
export function runOf(session: Session): Run {
  const tag = (name: SelfTestTag) => session.tags[name] || undefined
  const time = (name: SelfTestTag) => Number(tag(name) ?? Number.NaN) || undefined
  const [takenAt, closedAt] = [time('testTakenAt'), time('testClosedAt')]
  const reason = endReasons.find((known) => known === tag('testClosedAs')) ?? 'agent'
  return {
    session,
    startedAt: session.createdAt,
    openedAt: session.threadId === undefined ? undefined : session.openedAt,
    taken:
      takenAt === undefined ? undefined : { at: takenAt, agent: tag('testAgent') ?? '', name: tag('testAgentName') },
    repliedAt: time('testRepliedAt'),
    closed: closedAt === undefined ? undefined : { at: closedAt, reason },
  }
}

/** When the latest of what was heard happened, or the test began. */
export const latestIn = ({ startedAt, openedAt, taken, repliedAt, closed }: Run): number =>
  Math.max(startedAt, openedAt ?? 0, taken?.at ?? 0, repliedAt ?? 0, closed?.at ?? 0)

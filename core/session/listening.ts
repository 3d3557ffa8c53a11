import { setTimeout as sleep } from 'node:timers/promises'
import type { Place } from '../installation'
import { OutOfTimeError } from '../platform/within'
import { timing } from '../timing'
import { listensFrom } from './plugin-time'
import { noteListening, pluginAsSeen, pluginTagsShow } from './seen'
import type { Session } from './session'
import { readSession } from './sessions'

/** The session as it is now, and from when on the hitl plugin listens to it (epoch ms). */
export type Listening = { session: Session; from: number }

/** The plugin never took a session up: whoever asked for a person does not wait there. */
export class NotTakenUpError extends Error {
  override readonly name = 'NotTakenUpError'

  constructor() {
    super('The bot never took up what was handed over')
  }
}

/**
 * From when on the plugin listens, as far as is known now; where that cannot be known, the usual time. For what is better
 * told too early than not at all, and before replies, which wait until it is known.
 */
export function presumablyListensFrom(place: Pick<Place, 'key'>, session: Session): number {
  const now = Date.now()
  const known = listensFrom(session, pluginAsSeen(place, session), now)
  if (known !== undefined) return known
  const soonest = now + timing.pluginListensAfter - timing.afterOpening
  return Math.max((session.openedAt ?? now) + timing.pluginListensAfter, soonest)
}

/**
 * From when on the plugin listens, looked at anew, and waited for, in a session's beginning. What is handed over before is
 * dropped without a word, so it is held back until it is sure to be heard.
 *
 * @throws {OutOfTimeError} when the plugin has not taken the session up by the deadline.
 * @throws {NotTakenUpError} when it never did.
 */
export async function whenListening(place: Place, session: Session, deadline: number): Promise<Listening> {
  for (let current = session; ; ) {
    const known = listensFrom(current, pluginAsSeen(place, current), Date.now())
    if (known !== undefined) return { session: current, from: known }
    current = await readAgain(place, current)
    const from = listensFrom(current, pluginAsSeen(place, current), Date.now())
    if (from !== undefined) return { session: current, from }
    if (await isPastBeginning(place, current)) return { session: current, from: current.createdAt }
    if (Date.now() + timing.takeUpPause >= deadline) throw new OutOfTimeError('wait until the bot listens')
    await sleep(timing.takeUpPause)
  }
}

/**
 * The session once the plugin has taken note of the agent it was told of last, where that shows; a reply that comes sooner
 * finds nobody in charge, and the end user would be told of the agent twice. Waited for no longer than that takes.
 */
export async function whenAnnounced(place: Place, session: Session): Promise<Session> {
  const until = Date.now() + timing.announcement
  let current = session
  // Whoever was announced longer ago than that has been heard of, or never will be.
  const isJustTold = () => isAgentUnheard(current) && Date.now() - current.updatedAt < 2 * timing.announcement
  while (isJustTold() && pluginTagsShow(place) && Date.now() < until) {
    if (current !== session) await sleep(timing.lockPause)
    current = await readAgain(place, current)
  }
  return current
}

/** Whether the plugin, whose tags show, bears none of the agent it was told of. */
export function isAgentUnheard({ announced, plugin, end }: Session): boolean {
  return !end && announced !== undefined && announced.supposedAt === undefined && plugin.isTakenUp && !plugin.hasAgent
}

async function readAgain(place: Place, session: Session): Promise<Session> {
  const current = await readSession(place, session.conversationId)
  if (current === undefined) throw new NotTakenUpError()
  return current
}

/**
 * Whether a session that bears no mark of the plugin's is past its beginning all the same, because the end user has
 * written in it.
 *
 * @throws {NotTakenUpError} when nobody did, and nobody will.
 */
async function isPastBeginning(place: Place, session: Session): Promise<boolean> {
  if (Date.now() - (session.openedAt ?? session.createdAt) < timing.beginning) return false
  const { conversationId } = session
  const messages = await place.client.list.messages({ conversationId }).collect({ limit: 200 })
  if (!messages.some(({ direction }) => direction === 'outgoing')) {
    throw new NotTakenUpError()
  }
  noteListening(place, session)
  return true
}

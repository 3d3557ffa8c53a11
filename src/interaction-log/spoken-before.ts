import * as z from 'zod/mini'
import type { Opening } from '../../core/desk'
import { isNotFound } from '../../core/platform/not-found'
import { reasonOf } from '../../core/platform/reason'
import type { Session } from '../../core/session/session'
import type { Installation } from '../installation/installation'
import { canLog, isOn, logSettings } from '../installation/log-settings'
import { timing } from '../timing'
import { cleanedTurns } from './clean'
import type { Redacted, Turn } from './interaction'

/**
 * What was said before a hand-over exists only in `startHitl`. With the log on, it is kept in a state of the session's
 * conversation, without card and ID numbers, until the session is logged.
 */

const kept = z.lazy(() =>
  z.object({
    turns: z.array(z.object({ from: z.enum(['user', 'bot', 'agent']), name: z.string(), text: z.string() })),
    redacted: z.record(z.string(), z.number()),
  }),
)

/** Longest that is kept, in bytes of JSON; of more, the newest. */
const keptMax = 60_000
const limits = { count: 500, textMax: 8_000, isWhole: true }

const stateOf = ({ conversationId: id }: Session) => ({ type: 'conversation', id, name: 'spokenBefore' }) as const

/** Keeps it. Never throws: the log of a session that lacks its beginning is worth more than no hand-over. */
export async function keepSpokenBefore(installation: Installation, session: Session, opening: Opening): Promise<void> {
  if (!canLog(installation)) return
  const { client, logger } = installation
  try {
    if (!isOn(await logSettings(installation))) return
    const past = await opening.pastMessages(limits)
    if (past.length === 0) return
    const { turns, redacted } = cleanedTurns(past)
    const payload = { turns: newest(turns), redacted: { ...redacted } }
    await client.setState({ ...stateOf(session), payload, expiry: timing.spokenFor })
  } catch (error) {
    // The hand-over was refused meanwhile, and its conversation taken back.
    if (isNotFound(error)) return
    logger.forBot().warn('What was said before the hand-over could not be kept for the log. %s', reasonOf(error))
  }
}

function newest(turns: readonly Turn[]): Pick<Turn, 'from' | 'name' | 'text'>[] {
  const fitting: Pick<Turn, 'from' | 'name' | 'text'>[] = []
  let room = keptMax
  for (const { from, name, text } of turns.toReversed()) {
    const one = { from, name, text }
    room -= Buffer.byteLength(JSON.stringify(one)) + 1
    if (room < 0) break
    fitting.push(one)
  }
  return fitting.reverse()
}

/** What was kept, and how many numbers were taken out of it; nothing where nothing was. */
export async function spokenBefore(
  { client }: Installation,
  session: Session,
): Promise<{ turns: Turn[]; redacted: Redacted }> {
  try {
    const { state } = await client.getState(stateOf(session))
    return kept.safeParse(state.payload).data ?? { turns: [], redacted: {} }
  } catch (error) {
    if (isNotFound(error)) return { turns: [], redacted: {} }
    throw error
  }
}

/** It is kept no longer than it is needed. */
export async function forgetSpokenBefore({ client }: Installation, session: Session): Promise<void> {
  await client.setState({ ...stateOf(session), payload: null })
}

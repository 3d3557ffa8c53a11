import QuickLRU from 'quick-lru'
import { DeskError } from '../../../../core/desk'
import { reasonOf } from '../../../../core/platform/reason'
import type { Session } from '../../../../core/session/session'
import { salesiqNow } from '../installation/clock'
import type { Installation, Portal } from '../installation/installation'
import { readTranscript } from '../salesiq/messages'
import { timing } from '../timing'
import { mayCall, operatorCall } from './operator-call'
import { isSame, noteDelivered, type Piece, sameBefore } from './same-words'

/** How far this process has got with a piece: how often it was tried for all that is known, and whether it is there. */
const attempts = new QuickLRU<string, { tries: number; isThere: boolean }>({ maxSize: 5_000 })

/** A piece within a chat; `name` is the same for every attempt, `messageId` Botpress' of the message that it is of. */
export type Placed = Piece & { name: string; messageId: string; writtenAt: number }

const keyOf = ({ key }: { key: string }, { name }: Placed) => `${key}:${name}`

/** What this process knows of a piece. */
export const attemptsAt = (installation: Installation, piece: Placed) =>
  attempts.get(keyOf(installation, piece)) ?? { tries: 0, isThere: false }

/** Notes that a piece is tried once more. */
export function noteTry(installation: Installation, piece: Placed): void {
  const { tries, isThere } = attemptsAt(installation, piece)
  attempts.set(keyOf(installation, piece), { tries: tries + 1, isThere })
}

/** Notes that a try came to nothing for sure. */
export function forgetTry(installation: Installation, piece: Placed): void {
  const { tries, isThere } = attemptsAt(installation, piece)
  attempts.set(keyOf(installation, piece), { tries: tries - 1, isThere })
}

/** Notes that a piece is with the agents. */
export function noteSent(installation: Installation, session: Session, piece: Placed): void {
  const { tries } = attemptsAt(installation, piece)
  attempts.set(keyOf(installation, piece), { tries, isThere: true })
  noteDelivered(installation, session, piece)
}

/**
 * Whether a piece is in the chat already. SalesIQ gives no IDs for what is sent, so it is told by the words: as often as the
 * end user has written them before, they may be there of other messages.
 *
 * @returns undefined when SalesIQ does not say.
 */
export async function isInChat(
  installation: Installation,
  { caller }: Portal,
  session: Session,
  piece: Placed,
  deadline: number,
): Promise<boolean | undefined> {
  const { memory, logger } = installation
  if (!mayCall(memory, 'transcript')) return undefined
  const from = piece.writtenAt - timing.transcriptLookBack
  const since = from + (salesiqNow(memory) - Date.now())
  try {
    const entries = await operatorCall(memory, 'transcript', () =>
      readTranscript(caller, session.threadId ?? '', since, deadline),
    )
    // What was said before the chat may be in it too, under times of its own.
    const began = Number(session.tags.startedAt || 0)
    const same = entries.filter((entry) => entry.at >= began && isSame(installation.texts, entry, piece)).length
    return same > 0 && same > (await sameBefore(installation, session, piece, from))
  } catch (error) {
    if (!(error instanceof DeskError)) throw error
    logger.warn('Whether a message is in SalesIQ could not be looked up. %s', reasonOf(error))
    return undefined
  }
}

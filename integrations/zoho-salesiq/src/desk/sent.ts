import QuickLRU from 'quick-lru'
import * as z from 'zod'
import { DeskError } from '../../../../core/desk'
import { outgoingParts } from '../../../../core/messages/outgoing'
import { reasonOf } from '../../../../core/platform/reason'
import type { Session } from '../../../../core/session/session'
import { salesiqNow } from '../installation/clock'
import type { Installation, Portal } from '../installation/installation'
import { MESSAGE_TEXT_MAX } from '../salesiq/limits'
import { type Entry, readTranscript } from '../salesiq/messages'
import { timing } from '../timing'
import { mayCall, operatorCall } from './operator-call'

/** Something the end user wrote, as it goes to SalesIQ: a text, or a file by its name with a caption. */
export type Piece = { text: string; fileName: string | undefined }

/** How far this process has got with a piece, by its key: how often it was tried, and whether it is there. */
const attempts = new QuickLRU<string, { tries: number; isThere: boolean }>({ maxSize: 5_000 })

/** What this process knows of a piece. */
export const attemptsAt = (key: string) => attempts.get(key) ?? { tries: 0, isThere: false }

/** Notes that a piece is tried once more. */
export function noteTry(key: string): void {
  attempts.set(key, { ...attemptsAt(key), tries: attemptsAt(key).tries + 1 })
}

/** Notes that a try came to nothing for sure. */
export function forgetTry(key: string): void {
  attempts.set(key, { ...attemptsAt(key), tries: attemptsAt(key).tries - 1 })
}

/** Notes that a piece is with the agents. */
export function noteSent(key: string): void {
  attempts.set(key, { ...attemptsAt(key), isThere: true })
}

/**
 * Whether a piece is in the chat already. SalesIQ gives no IDs for what is sent, so it is told by the words: as often as the
 * end user has written them before, they may be there of other messages.
 *
 * @param writtenAt epoch ms.
 * @returns undefined when SalesIQ does not say.
 */
export async function isInChat(
  installation: Installation,
  { caller }: Portal,
  session: Session,
  piece: Piece & { writtenAt: number; messageId: string },
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
    const same = entries.filter((entry) => isSame(entry, piece)).length
    // What was written before it may be the same words.
    return same > (same === 0 ? 0 : await timesBefore(installation, session, piece, from))
  } catch (error) {
    if (!(error instanceof DeskError)) throw error
    logger.warn('Whether a message is in SalesIQ could not be looked up. %s', reasonOf(error))
    return undefined
  }
}

function isSame({ from, text, files }: Entry, piece: Piece): boolean {
  if (from !== 'visitor') return false
  if (piece.fileName !== undefined) return files.some(({ name }) => name === piece.fileName)
  return plain(text) === plain(piece.text)
}

/** White space is what systems change first. */
const plain = (text: string) => text.replace(/\s+/g, ' ').trim()

const textMessage = z.lazy(() => z.object({ text: z.string() }))

/** How often the end user has written these words in the time that was looked at, before this message. */
async function timesBefore(
  { client }: Installation,
  { conversationId }: Session,
  piece: Piece & { messageId: string },
  from: number,
): Promise<number> {
  if (piece.fileName !== undefined) return 0
  const afterDate = new Date(from).toISOString()
  const messages = await client.list.messages({ conversationId, afterDate }).collect({ limit: 500 })
  const own = messages.find(({ id }) => id === piece.messageId)
  const earlier = messages.filter(
    ({ id, direction, createdAt }) =>
      direction === 'outgoing' && id !== piece.messageId && (own === undefined || createdAt < own.createdAt),
  )
  return earlier.flatMap(({ type, payload }) => {
    const { data } = textMessage.safeParse(payload)
    if (type !== 'text' || data === undefined) return []
    const parts = outgoingParts({ type: 'text', payload: data }, MESSAGE_TEXT_MAX)
    return parts.filter(({ text }) => plain(text) === plain(piece.text))
  }).length
}

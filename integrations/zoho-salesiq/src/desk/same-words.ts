import QuickLRU from 'quick-lru'
import * as z from 'zod/mini'
import { fileName } from '../../../../core/messages/file-name'
import { type OutgoingPart, outgoingParts } from '../../../../core/messages/outgoing'
import type { Session } from '../../../../core/session/session'
import type { Texts } from '../../../../core/texts/languages'
import { neutral } from '../../../../core/texts/neutral'
import type { Installation } from '../installation/installation'
import { MESSAGE_TEXT_MAX } from '../salesiq/limits'
import type { Entry } from '../salesiq/messages'

/** Something the end user wrote, as it goes to SalesIQ: a text, or a file by its name with a caption. */
export type Piece = { text: string; fileName: string | undefined }

/** Whether a message in a chat can be a piece. */
export function isSame(texts: Texts, { from, text, files }: Entry, piece: Piece): boolean {
  if (from !== 'visitor') return false
  if (piece.fileName !== undefined) return files.some(({ name }) => name === piece.fileName)
  return plain(texts, text) === plain(texts, piece.text)
}

/** White space is what systems change first; our own words may be in another language. */
const plain = (texts: Texts, text: string) => neutral(texts, text.replace(/\s+/g, ' ').trim())

/** What it is told by. */
const words = (texts: Texts, { text, fileName: file }: Piece) =>
  file === undefined ? `text ${plain(texts, text)}` : `file ${file}`

/** What this process knows to be in a chat; `at` is epoch ms, at which it was known at the latest. */
type Delivered = { words: string; messageId: string; at: number }

const delivered = new QuickLRU<string, Delivered[]>({ maxSize: 1_000 })
/** Of each chat. */
const mostDelivered = 300

const chatOf = ({ key }: { key: string }, { conversationId }: Session) => `${key}:${conversationId}`

/** Notes that a piece of a message is in the chat. */
export function noteDelivered(
  place: { key: string; texts: Texts },
  session: Session,
  piece: Piece & { messageId: string },
): void {
  const { messageId } = piece
  const all = [
    ...(delivered.get(chatOf(place, session)) ?? []),
    { words: words(place.texts, piece), messageId, at: Date.now() },
  ]
  delivered.set(chatOf(place, session), all.slice(-mostDelivered))
}

/**
 * How often what looks like a piece is in the chat of what was written before it: by what this process has brought there,
 * and by what Botpress has of earlier messages, which another process may have brought. One call to Botpress.
 *
 * @param from since when; epoch ms.
 */
export async function sameBefore(
  installation: Installation,
  session: Session,
  piece: Piece & { messageId: string },
  from: number,
): Promise<number> {
  const known = (delivered.get(chatOf(installation, session)) ?? []).filter(
    (other) => other.at >= from && other.words === words(installation.texts, piece),
  )
  const ofThisMessage = known.filter(({ messageId }) => messageId === piece.messageId).length
  return Math.max(known.length, ofThisMessage + (await sameInBotpress(installation, session, piece, from)))
}

async function sameInBotpress(
  { client, texts }: Installation,
  { conversationId }: Session,
  piece: Piece & { messageId: string },
  from: number,
): Promise<number> {
  const afterDate = new Date(from).toISOString()
  const messages = await client.list.messages({ conversationId, afterDate }).collect({ limit: 500 })
  const own = messages.find(({ id }) => id === piece.messageId)
  const earlier = messages.filter(
    ({ id, direction, createdAt }) =>
      direction === 'outgoing' && id !== piece.messageId && (own === undefined || createdAt < own.createdAt),
  )
  // What a server calls its file is not asked again: files of one message are compared by what it calls them.
  const names = own === undefined ? [] : partsIn(texts, own).flatMap((part) => namesOf(part))
  const isSamePart = (part: OutgoingPart) =>
    piece.fileName === undefined
      ? part.file === undefined && plain(texts, part.text) === plain(texts, piece.text)
      : namesOf(part).some((name) => name === piece.fileName || names.includes(name))
  return earlier.flatMap((one) => partsIn(texts, one)).filter(isSamePart).length
}

const namesOf = ({ file }: OutgoingPart): string[] => (file === undefined ? [] : [fileName(file.url, file.title)])

const title = z.lazy(() => z.catch(z.optional(z.string()), undefined))
const item = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('text'), payload: z.object({ text: z.string() }) }),
    z.object({ type: z.literal('markdown'), payload: z.object({ markdown: z.string() }) }),
    z.object({ type: z.literal('image'), payload: z.object({ imageUrl: z.string(), title }) }),
    z.object({ type: z.literal('audio'), payload: z.object({ audioUrl: z.string(), title }) }),
    z.object({ type: z.literal('video'), payload: z.object({ videoUrl: z.string(), title }) }),
    z.object({ type: z.literal('file'), payload: z.object({ fileUrl: z.string(), title }) }),
  ]),
)
const bloc = z.lazy(() => z.object({ type: z.literal('bloc'), payload: z.object({ items: z.array(z.unknown()) }) }))

/** What a message of Botpress' has become here, as far as its form is known. */
function partsIn(texts: Texts, message: { type: string; payload: unknown }): OutgoingPart[] {
  const several = bloc.safeParse(message).data
  const items = several === undefined ? [message] : several.payload.items
  const known = items.flatMap((one) => item.safeParse(one).data ?? [])
  return outgoingParts(texts, { type: 'bloc', payload: { items: known } }, MESSAGE_TEXT_MAX)
}

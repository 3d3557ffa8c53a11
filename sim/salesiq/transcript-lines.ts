import type { FileBody } from './event-model'
import { fileBody, fileUrl } from './events'
import type { Chat, Entry } from './model'
import type { World } from './world'

type FileLine = FileBody & { url: string }

/** A line of the transcript as it is answered. That of a file was never seen. */
export type Line = {
  id: string
  sequence_id: string
  type: 'text' | 'attachment' | 'file'
  time: string
  last_message_time: string
  sender: { id: string; name: string }
  /** A file's caption is its `comment`. */
  message: { text?: string; attachment?: FileLine; file?: FileLine; comment?: string }
  meta: Record<string, never>
}

type Spoken = Pick<Entry, 'id' | 'at' | 'sender' | 'text' | 'file'>

/** The whole transcript, oldest first; notes are not in it, nor is what was deleted. */
export function lines(world: World, chat: Chat): Line[] {
  return spoken(world, chat)
    .sort((one, other) => one.at - other.at)
    .map((entry, index, all) => ({
      id: entry.id,
      sequence_id: String(index + 1),
      time: String(entry.at),
      last_message_time: String(all[index - 1]?.at ?? -1),
      sender: { ...entry.sender },
      ...content(world, chat, entry),
      meta: {},
    }))
}

function spoken(world: World, chat: Chat): Spoken[] {
  const { questionInTranscript, pastMessagesInTranscript } = world.settings
  const visitor = { id: `$${chat.visitor.id}`, name: chat.visitor.name }
  const beginning = (text: string, at: number, sender: Entry['sender']): Spoken => ({
    id: `${at}_${chat.conversationId}`,
    at,
    sender,
    text,
    file: undefined,
  })
  return [
    ...(pastMessagesInTranscript ? chat.pastMessages : []).map(({ senderType, senderName, at, text }) =>
      beginning(text, at, senderType === 'bot' ? { id: 'b0', name: senderName } : visitor),
    ),
    ...(questionInTranscript ? chat.threads.slice(0, 1) : []).map(({ question, startedAt }) =>
      beginning(question, startedAt, visitor),
    ),
    ...chat.entries.filter(({ deletedAt }) => deletedAt === undefined),
  ]
}

function content(world: World, chat: Chat, { text, file }: Spoken): Pick<Line, 'type' | 'message'> {
  if (file === undefined) return { type: 'text', message: { text: text ?? '' } }
  const shown = { ...fileBody(file), url: fileUrl(world, chat, file) }
  const caption = text === undefined ? {} : { comment: text }
  return world.settings.transcriptFiles === 'file'
    ? { type: 'file', message: { file: shown, ...caption } }
    : { type: 'attachment', message: { attachment: shown, ...caption } }
}

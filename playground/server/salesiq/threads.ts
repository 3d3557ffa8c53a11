import type { Message } from '../../../sim/botpress'
import type { Chat, Entry } from '../../../sim/salesiq'
import type { SalesIqStage } from '../../../sim/salesiq-stage'
import type { DeskEntry, DeskThread } from '../desk'
import { openingOf } from '../ids'
import type { SessionIds } from '../snapshot'
import { Carriers } from './carriers'
import { type Chronicle, statusOf } from './chronicle'
import { noteOf, replyIdOf, saidIn } from './names'

type FileUrl = (fileId: string, name: string) => string

/** The chats of the portal. */
export function threadsIn(
  { salesiq, botpress, screenName }: Pick<SalesIqStage, 'salesiq' | 'botpress' | 'screenName'>,
  chronicle: Chronicle,
  sessions: readonly SessionIds[],
  fileUrl: FileUrl,
): DeskThread[] {
  return salesiq.chats(screenName).map((chat) => {
    const session = sessionOf(chat, sessions)
    const said = session === undefined ? [] : botpress.messages(session.conversationId)
    return {
      view: {
        id: chat.conversationId,
        inboxId: chat.department.id,
        status: statusOf(chat),
        ...(chat.owner === undefined ? {} : { assignedTo: chat.owner.id }),
        contact: contactOf(chat),
      },
      createdAt: chat.startedAt,
      isDeleted: false,
      session,
      names: [chat.id, chat.wmsChatId],
      entries: [
        ...pastOf(chat),
        openingOfChat(chat, session),
        ...entriesOf(chat, said, fileUrl),
        ...chronicle.look(chat),
      ],
    }
  })
}

/** A chat is found by its IDs, or by the session's own reference, which came with it. */
function sessionOf({ conversationId, id, customerInfo }: Chat, sessions: readonly SessionIds[]) {
  const info = new Set(Object.values(customerInfo))
  return sessions.find(
    ({ tags: { threadId, chatKey, ref = '' } }) => threadId === conversationId || chatKey === id || info.has(ref),
  )
}

function contactOf({ visitor, customerInfo }: Chat): DeskThread['view']['contact'] {
  const { name, email, phone } = visitor
  return {
    name,
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
    ...(Object.keys(customerInfo).length === 0 ? {} : { info: customerInfo }),
  }
}

function pastOf({ conversationId, startedAt, pastMessages }: Chat): DeskEntry[] {
  return pastMessages.map(({ senderType, senderName, at, text }, index) => ({
    view: {
      id: `${conversationId} past ${index}`,
      // It was before the chat, whatever the clock of whoever handed it over says.
      at: Math.min(at, startedAt - pastMessages.length + index),
      type: 'past',
      from: senderType,
      sender: senderName,
      text,
    },
    names: [],
    isOurs: true,
  }))
}

/** The question stands for the hand-over, as which its call is known. */
function openingOfChat(
  { conversationId, startedAt, question, visitor }: Chat,
  session: SessionIds | undefined,
): DeskEntry {
  const { ref } = session?.tags ?? {}
  return {
    view: {
      id: ref === undefined ? `${conversationId} question` : openingOf(ref),
      at: startedAt,
      type: 'message',
      direction: 'incoming',
      sender: visitor.name,
      text: question,
      files: [],
    },
    names: [],
    isOurs: true,
  }
}

function entriesOf(chat: Chat, said: readonly Message[], fileUrl: FileUrl): DeskEntry[] {
  const carriers = new Carriers(said)
  const notes = chat.notes.map((note, index): DeskEntry => {
    const { text, at, creator } = note
    const view = {
      id: `${chat.conversationId} note ${index}`,
      at,
      type: 'comment',
      author: creator.name,
      text,
    } as const
    return { view, names: [noteOf(chat.conversationId, text)], carries: carriers.ofNote(text), isOurs: false }
  })
  const lost = chat.notes.filter(({ text }) => text.startsWith(notDelivered)).map(({ at }) => at)
  const lastReport = Math.max(...lost)
  return [
    ...notes,
    ...chat.entries
      .filter(({ deletedAt }) => deletedAt === undefined)
      .map((entry) =>
        entry.by === 'visitor'
          ? fromVisitor(chat, entry, carriers, fileUrl)
          : fromOperator(chat, entry, entry.at <= lastReport, fileUrl),
      ),
  ]
}

/** How the note begins in which agents read that something they wrote did not reach the end user. */
const notDelivered = 'Not delivered'

function fromVisitor(chat: Chat, entry: Entry, carriers: Carriers, fileUrl: FileUrl): DeskEntry {
  const { sender, text, file } = entry
  return {
    view: { ...messageView(entry, chat, fileUrl), direction: 'incoming', sender: sender.name },
    names: [saidIn(chat.conversationId, text, file?.name)],
    carries: carriers.ofMessage({ text, fileName: file?.name }),
    isOurs: true,
  }
}

function fromOperator(chat: Chat, entry: Entry, isReported: boolean, fileUrl: FileUrl): DeskEntry {
  return {
    view: { ...messageView(entry, chat, fileUrl), direction: 'outgoing', sender: entry.sender.name },
    names: entry.file === undefined ? [] : [entry.file.id],
    parts: (entry.text === undefined ? 0 : 1) + (entry.file === undefined ? 0 : 1),
    isReported,
    isOurs: false,
  }
}

function messageView(entry: Entry, chat: Chat, fileUrl: FileUrl) {
  const { at, text = '', file } = entry
  const isImage = file?.contentType.startsWith('image/') === true
  return {
    id: replyIdOf(chat.conversationId, entry),
    at,
    type: 'message' as const,
    text,
    files: file === undefined ? [] : [{ name: file.name, url: fileUrl(file.id, file.name), isImage }],
  }
}

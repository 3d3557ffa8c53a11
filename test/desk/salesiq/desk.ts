import type { Chat, EndedBy, Entry, PastMessage, StoredFile } from '../../../sim/salesiq'
import { operators } from '../../../sim/salesiq-stage'
import type { AgentName, Desk, FromUser, Reply, SeenFile, SeenThread, When } from '../seat'
import { inventoryOf } from './inventory'
import { salesIqLacks } from './lacks'
import { newsOf } from './news'
import { breakPart } from './parts'
import type { SalesIqPlace } from './place'

/** Who ends a chat, by the seat's name for it. */
const ways: Readonly<Record<string, EndedBy>> = { close: 'agent', idle: 'system', schedule: 'scheduler' }

export const salesIqEndings = Object.keys(ways)

/** The chats of a SalesIQ brand as the tests of every desk see and use them. */
export function deskOf(place: SalesIqPlace): Desk {
  const { salesiq, screenName, appId } = place
  const { ui } = salesiq
  const replies = new Map<string, readonly Entry[]>()
  const comments = new Set<string>()
  const ours = () => salesiq.chats(screenName).filter((chat) => chat.appId === appId)
  const end = (id: string, by: EndedBy, when: When = {}) => {
    if (!isOver(salesiq.chat(id))) ui.end(id, { by, ...when })
  }
  const news = newsOf(place, (reply) => replies.get(nameOf(reply)) ?? [])
  return {
    lacks: salesIqLacks,
    url: salesiq.url,
    threads: () => ours().map(seenThread),
    thread: (id) => seenThread(salesiq.chat(id)),
    fromUser: (id) => fromUser(salesiq.chat(id)),
    notes: (id) =>
      salesiq
        .chat(id)
        .notes.filter(({ text }) => !isHistory(text) && !comments.has(text))
        .map(({ text }) => ({ text })),
    history: (id) => historyIn(salesiq.chat(id)),
    files: () =>
      ours().flatMap(({ entries }) =>
        entries.flatMap(({ by, file }) => (by === 'visitor' && file !== undefined ? [seenFile(file)] : [])),
      ),
    markOf: () => ({ state: 'unknown' }),
    inventory: () => inventoryOf(place),
    reply: ({ threadId, agent = 'dana', text, richText = text, files = [], at, unheard = false }) => {
      const written = ui.reply({
        chatId: threadId,
        operator: operators[agent].id,
        // Nobody can send nothing.
        ...(richText ? { text: richText } : {}),
        files,
        unheard,
        ...(at === undefined ? {} : { at }),
      })
      const reply = { id: written[0]?.msgid ?? '', threadId }
      replies.set(nameOf(reply), written)
      return reply
    },
    inlineImage: () => impossible('put a picture into a text'),
    comment: ({ threadId, agent, text }) => {
      comments.add(text)
      ui.note(threadId, operators[agent].id, text)
    },
    assign: (id, agent, when) => {
      if (agent === null) return impossible('leave a chat to nobody')
      const { owner } = salesiq.chat(id)
      if (owner === undefined) ui.pickUp(id, operators[agent].id, when)
      else ui.transfer(id, operators[agent].id, when)
    },
    end: (id, way, when) => end(id, ways[way] ?? 'agent', when),
    close: (id, when) => end(id, 'agent', when),
    reopen: (id, when) => ui.reopen(id, when),
    delete: () => impossible('delete a chat'),
    restore: () => impossible('restore a chat'),
    autoAssign: (agent) => ui.autoAssign(appId, operators[agent].id),
    rename: (agent, name) => ui.rename(operators[agent].id, name),
    // As it does of itself.
    staysClosed: () => {},
    news,
    break: (part, fault) => breakPart(salesiq, part, fault),
    calm: async () => {
      salesiq.faults.clear()
      await news.calm()
    },
  }
}

/** A test that asks for it has not asked what the seat lacks. */
function impossible(what: string): never {
  throw new Error(`Nobody at SalesIQ can ${what}`)
}

/** Two chats can have messages of the same millisecond. */
const nameOf = ({ id, threadId }: Reply) => `${threadId}:${id}`

const isOver = ({ status }: Chat) => status === 'ended' || status === 'missed'

function seenThread(chat: Chat): SeenThread {
  const agent = (['dana', 'robin'] satisfies AgentName[]).find((name) => operators[name].id === chat.owner?.id)
  return { id: chat.conversationId, state: isOver(chat) ? 'closed' : 'open', agent }
}

const seenFile = ({ name, contentType, content }: StoredFile): SeenFile => ({ name, contentType, content })

/** The question opens the chat; it is shown as the visitor's first message. */
function fromUser({ question, startedAt, visitor, entries }: Chat): FromUser[] {
  const said = entries.flatMap(({ by, text = '', at, file }) =>
    by === 'visitor' ? [{ text, name: visitor.name, at, files: file === undefined ? [] : [seenFile(file)] }] : [],
  )
  return [{ text: question, name: visitor.name, at: startedAt, files: [] }, ...said]
}

/** Messages of the time before, or a note under a heading of its own. */
function historyIn({ pastMessages, notes }: Chat): string[][] {
  const asNotes = notes.flatMap(({ text }) => (isHistory(text) ? [text.split('\n').slice(1)] : []))
  return [...(pastMessages.length === 0 ? [] : [pastMessages.flatMap(linesOf)]), ...asNotes]
}

/** As the note would have it. */
const linesOf = ({ senderName, text }: PastMessage) => `${senderName}: ${text}`.split('\n').map(indented)
const indented = (line: string, place: number) => (place === 0 ? line : `  | ${line}`)

const isHistory = (text: string) => text.startsWith('Conversation before the handover\n')

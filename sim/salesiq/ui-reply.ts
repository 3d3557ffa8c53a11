import { addEntry, ownerOf, putInCharge, takesPart, type When } from './chats'
import { emitState } from './events'
import type { Chat, Entry, Operator, Owner } from './model'
import { mustGet, portalOf, type World } from './world'

/** A file that an operator sends. */
export type OperatorFile = { name: string; content: Buffer; contentType: string }

export type ReplyInput = When & {
  /** The conversation id. */
  chatId: string
  /** Default: who is in charge, also a bot. One who is not takes part from now on, or picks up a waiting chat. */
  operator?: string
  text?: string
  /** Each is a message of its own, after the text. */
  files?: OperatorFile[]
  /** True: no webhook hears of it. Default false. */
  unheard?: boolean
}

/** What somebody at SalesIQ writes to the visitor. It may be into a chat that is over, as by e-mail. */
export function reply(world: World, input: ReplyInput): Entry[] {
  const { text, files = [], at, unheard = false } = input
  const chat = mustGet(world.chats, input.chatId, 'chat')
  const speaker = speakerOf(world, chat, input)
  const said = { by: speaker.type, sender: { id: speaker.id, name: speaker.name }, news: !unheard }
  const parts = [
    ...(text === undefined ? [] : [{ text }]),
    ...files.map((file) => ({ file: { id: world.nextId(), ...file } })),
  ]
  const entries = parts.map((part, index) =>
    addEntry(world, chat, { ...said, ...part, ...(at === undefined ? {} : { at: at + index }) }),
  )
  return entries.map((entry) => ({ ...entry }))
}

function speakerOf(world: World, chat: Chat, { operator: id, at }: ReplyInput): Owner {
  if (id === undefined) {
    if (chat.owner === undefined) throw new Error('Nobody has picked this chat up')
    return chat.owner
  }
  const operator: Operator = mustGet(portalOf(world, chat).operators, id, 'operator')
  const speaker = ownerOf(operator)
  if (chat.status === 'waiting') void putInCharge(world, chat, speaker, at === undefined ? {} : { at })
  else if (!chat.participants.includes(id)) {
    takesPart(chat, speaker)
    void emitState(world, chat, 'conversation.participants.added', { at: at ?? world.now() })
  }
  return speaker
}

import { randomInt } from 'node:crypto'
import { emitMessage, emitState } from './events'
import type { Brand, Chat, EndedBy, Entry, Operator, Owner, PastMessage, StoredFile, Visitor } from './model'
import { hexDigits, portalOf, type World } from './world'

/** When something occurs by Zoho's clock, in epoch ms; default now. */
export type When = { at?: number }

export type ChatInput = {
  screenName: string
  brand: Brand
  department: { id: string; name: string }
  question: string
  customerInfo?: Record<string, string>
  pastMessages?: PastMessage[]
  waitS?: number | undefined
  visitor: Visitor
  ip: string
  /** Begun in the widget on the website. */
  onWebsite?: boolean
}

/** A new chat, which waits for an operator; news of it goes out. */
export function openChat(world: World, input: ChatInput): Chat {
  const { brand, onWebsite = false, waitS, ...given } = input
  const at = world.now()
  const chat: Chat = {
    customerInfo: {},
    pastMessages: [],
    ...given,
    conversationId: world.nextId(),
    id: onWebsite ? `siq${hexDigits(60)}` : hexDigits(64),
    chatId: hexDigits(96),
    wmsChatId: `LD_${randomInt(1e14, 2e14)}_${portalOf(world, input).orgId}`,
    referenceId: world.nextReference(),
    appId: brand.id,
    waitS: waitS ?? brand.waitingTimeS,
    status: 'waiting',
    owner: undefined,
    participants: [],
    startedAt: at,
    attendedAt: undefined,
    endedAt: undefined,
    missedAt: undefined,
    endedBy: undefined,
    modifiedAt: at,
    entries: [],
    notes: [],
    threadNumber: 1,
    threads: [],
  }
  beginThread(chat, at, 'visitor')
  world.chats.set(chat.conversationId, chat)
  portalOf(world, chat).chats.set(chat.conversationId, chat)
  void emitState(world, chat, 'conversation.created', { at })
  awaitPickUp(world, chat)
  return chat
}

/** A waiting chat is missed after its time, scaled; see `Settings.waitScale`. */
function awaitPickUp(world: World, chat: Chat): void {
  stopWaiting(world, chat)
  const { waitScale } = world.settings
  if (waitScale <= 0) return
  const timer = setTimeout(() => miss(world, chat), chat.waitS * waitScale)
  timer.unref()
  world.waits.set(chat.conversationId, timer)
}

function stopWaiting(world: World, { conversationId }: Chat): void {
  clearTimeout(world.waits.get(conversationId))
  world.waits.delete(conversationId)
}

/** Puts somebody in charge. A missed or ended chat stays what it is. Resolves when the news has been tried once. */
export function putInCharge(
  world: World,
  chat: Chat,
  owner: Owner,
  { at = world.now(), waitMs = 0, news = true }: When & { waitMs?: number; news?: boolean } = {},
): Promise<void> {
  stopWaiting(world, chat)
  chat.owner = owner
  takesPart(chat, owner)
  if (chat.status === 'waiting') setStatus(chat, 'connected')
  if (owner.type === 'operator') chat.attendedAt ??= at
  chat.modifiedAt = at
  return news ? emitState(world, chat, 'conversation.attender.updated', { at, waitMs }) : Promise.resolve()
}

export function takesPart(chat: Chat, { id, type }: Pick<Owner, 'id' | 'type'>): void {
  if (type === 'operator' && !chat.participants.includes(id)) chat.participants.push(id)
}

export const ownerOf = ({ id, name, email }: Operator): Owner => ({ id, type: 'operator', name, email })

/** Nobody picked up. */
export function miss(world: World, chat: Chat, { at = world.now() }: When = {}): void {
  stopWaiting(world, chat)
  setStatus(chat, 'missed')
  Object.assign(chat, { missedAt: at, modifiedAt: at })
  void emitState(world, chat, 'conversation.missed', { at })
  if (!world.settings.completedAfterMissed) return
  Object.assign(chat, { endedAt: at, endedBy: 'system' })
  void emitState(world, chat, 'conversation.completed', { at })
}

/** Without a time of its own it is no earlier than what was written before it. */
export function end(world: World, chat: Chat, by: EndedBy, { at: given }: When = {}): void {
  const at = given ?? Math.max(world.now(), chat.entries.at(-1)?.at ?? 0)
  if (by === 'visitor' && chat.status === 'waiting' && world.settings.abandoned === 'missed') {
    miss(world, chat, { at })
    return
  }
  stopWaiting(world, chat)
  setStatus(chat, 'ended')
  Object.assign(chat, { endedAt: at, endedBy: by, modifiedAt: at })
  const [thread] = chat.threads.slice(-1)
  if (thread !== undefined) thread.endedBy = by
  void emitState(world, chat, 'conversation.completed', { at })
}

/** Another thread of the same chat: it waits again, or is the operator's who reopened it. */
export function reopen(world: World, chat: Chat, by: 'visitor' | 'agent', { at = world.now() }: When = {}): void {
  chat.threadNumber += 1
  Object.assign(chat, { endedAt: undefined, endedBy: undefined, missedAt: undefined, modifiedAt: at })
  chat.status = by === 'agent' && chat.owner !== undefined ? 'connected' : 'waiting'
  beginThread(chat, at, by)
  void emitState(world, chat, 'conversation.reopened', { at })
  if (chat.status === 'waiting') awaitPickUp(world, chat)
}

function beginThread(chat: Chat, startedAt: number, initiatedBy: 'visitor' | 'agent'): void {
  const { threadNumber: number, question, status } = chat
  chat.threads.push({ number, question, startedAt, initiatedBy, status, endedBy: undefined })
}

function setStatus(chat: Chat, status: Chat['status']): void {
  chat.status = status
  const [thread] = chat.threads.slice(-1)
  if (thread !== undefined) thread.status = status
}

export type EntryInput = When & {
  by: Entry['by']
  sender: Entry['sender']
  text?: string | undefined
  file?: StoredFile | undefined
  /** False: no webhook hears of it. */
  news?: boolean
}

/** A message in a chat. Without a time of its own it is later than all before it. */
export function addEntry(
  world: World,
  chat: Chat,
  { at: given, by, sender, text, file, news = true }: EntryInput,
): Entry {
  const [last] = chat.entries.slice(-1)
  const at = given ?? Math.max(world.now(), (last?.at ?? 0) + 1)
  const msgid = String(at)
  const id = `${msgid}_${randomInt(1e11, 2e11)}`
  const entry: Entry = { msgid, id, at, by, sender, text, file }
  chat.entries.push(entry)
  chat.modifiedAt = at
  if (news)
    void emitMessage(
      world,
      chat,
      by === 'visitor' ? 'conversation.visitor.replied' : 'conversation.operator.replied',
      entry,
    )
  return entry
}

/** How transcripts name who writes: visitors `$` and digits, bots `b` and digits, operators digits. */
export const visitorSender = ({ id, name }: Visitor): Entry['sender'] => ({ id: `$${id}`, name })

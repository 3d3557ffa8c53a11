import { end, miss, ownerOf, putInCharge, reopen, takesPart, type When } from './chats'
import { emitMessage, emitState } from './events'
import type { Brand, Chat, EndedBy, Entry, Note, Operator, WebhookRecord } from './model'
import { type OperatorFile, type ReplyInput, reply } from './ui-reply'
import { type PasteInput, pasteWebhook } from './ui-webhook'
import { type WebsiteInput, writeOnWebsite } from './website'
import { mustGet, portalOf, type World } from './world'

export type { OperatorFile, PasteInput, ReplyInput, WebsiteInput }

export type EndInput = When & { by: EndedBy; operator?: string }

export type TransferInput = When & { accepted?: boolean }

/** What people do on SalesIQ's pages, by conversation id. Each act sends the webhooks that SalesIQ would send. */
export type SalesIqUi = {
  /** An operator takes a chat; one that was missed stays missed. */
  pickUp(chatId: string, operatorId: string, when?: When): void
  /** Returns what was written: a text, then each file. */
  reply(input: ReplyInput): Entry[]
  /** Hands the chat to another operator, who accepts unless said otherwise. */
  transfer(chatId: string, operatorId: string, input?: TransferInput): void
  end(chatId: string, input: EndInput): void
  /** Nobody picks up. */
  miss(chatId: string, when?: When): void
  reopen(chatId: string, when?: When): void
  note(chatId: string, operatorId: string, text: string): Note
  editMessage(chatId: string, msgid: string, text: string): void
  deleteMessage(chatId: string, msgid: string): void
  /** Changes settings of a brand. */
  setBrand(appId: string, change: Partial<Omit<Brand, 'id'>>): void
  /** New chats of the brand go to this operator at once; undefined ends that. */
  autoAssign(appId: string, operatorId: string | undefined): void
  /** The operator is called so from now on. */
  rename(operatorId: string, name: string): void
  /** Another visitor of the brand chats in the widget of the website; returns the conversation id. */
  writeOnWebsite(input: WebsiteInput): string
  /** A webhook made on SalesIQ's pages: nobody is asked whether the URL is there, and nothing is signed. */
  pasteWebhook(input: PasteInput): WebhookRecord
}

export function createUi(world: World): SalesIqUi {
  const chat = (id: string): Chat => mustGet(world.chats, id, 'chat')
  const operator = (of: Chat, id: string): Operator => mustGet(portalOf(world, of).operators, id, 'operator')
  return {
    pickUp: (id, operatorId, when) => {
      void putInCharge(world, chat(id), ownerOf(operator(chat(id), operatorId)), when)
    },
    reply: (input) => reply(world, input),
    transfer: (id, operatorId, input) => transfer(world, chat(id), operator(chat(id), operatorId), input),
    end: (id, { by, operator: operatorId, ...when }) => {
      if (operatorId !== undefined) takesPart(chat(id), ownerOf(operator(chat(id), operatorId)))
      end(world, chat(id), by, when)
    },
    miss: (id, when) => miss(world, chat(id), when),
    reopen: (id, when) => reopen(world, chat(id), 'agent', when),
    note: (id, operatorId, text) => {
      const { name } = operator(chat(id), operatorId)
      const note: Note = { text, at: world.now(), creator: { id: operatorId, name } }
      chat(id).notes.push(note)
      return note
    },
    editMessage: (id, msgid, text) => {
      const entry = Object.assign(entryOf(chat(id), msgid), { text, editedAt: world.now() })
      void emitMessage(world, chat(id), 'conversation.message.edited', entry)
    },
    deleteMessage: (id, msgid) => {
      const entry = Object.assign(entryOf(chat(id), msgid), { deletedAt: world.now() })
      void emitMessage(world, chat(id), 'conversation.message.deleted', entry)
    },
    setBrand: (appId, change) => {
      Object.assign(brand(world, appId), change)
    },
    autoAssign: (appId, operatorId) => {
      brand(world, appId).autoAssign = operatorId
    },
    rename: (operatorId, name) => {
      const known = [...world.portals.values()].flatMap(({ operators }) => operators.get(operatorId) ?? [])
      if (known.length === 0) throw new Error(`This SalesIQ has no operator ${operatorId}`)
      for (const found of known) found.name = name
    },
    writeOnWebsite: (input) => writeOnWebsite(world, input),
    pasteWebhook: (input) => pasteWebhook(world, input),
  }
}

function transfer(world: World, chat: Chat, to: Operator, { at, accepted = true }: TransferInput = {}): void {
  const when = { at: at ?? world.now() }
  void emitState(world, chat, 'conversation.transfer.initiated', when)
  if (!accepted) {
    void emitState(world, chat, 'conversation.transfer.rejected', when)
    return
  }
  void putInCharge(world, chat, ownerOf(to), { ...when, news: false })
  void emitState(world, chat, 'conversation.transfer.accepted', when)
  if (world.settings.transferUpdatesAttender) void emitState(world, chat, 'conversation.attender.updated', when)
}

function entryOf({ entries }: Chat, msgid: string): Entry {
  const entry = entries.find((it) => it.msgid === msgid)
  if (entry === undefined) throw new Error(`This chat has no message ${msgid}`)
  return entry
}

function brand(world: World, appId: string): Brand {
  const [found] = [...world.portals.values()].flatMap(({ brands }) => brands.get(appId) ?? [])
  if (found === undefined) throw new Error(`This SalesIQ has no brand ${appId}`)
  return found
}

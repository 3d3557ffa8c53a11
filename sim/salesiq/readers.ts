import type { Chat, StoredFile, WebhookRecord } from './model'
import { mustGet, type World } from './world'

/** Looks into the stand-in, for tests and pages. All are copies; all lists are oldest first. */
export type Readers = {
  chats(screenName: string): Chat[]
  /** By conversation id; throws for a chat that does not exist. */
  chat(conversationId: string): Chat
  webhooksOf(screenName: string): WebhookRecord[]
  /** Files that are in chats, whoever sent them. */
  files(screenName: string): StoredFile[]
}

export function createReaders(world: World): Readers {
  const portal = (screenName: string) => mustGet(world.portals, screenName, 'portal')
  const chats = (screenName: string) => [...portal(screenName).chats.values()]
  return {
    chats: (screenName) => chats(screenName).map(copy),
    chat: (id) => copy(mustGet(world.chats, id, 'chat')),
    webhooksOf: (screenName) => structuredClone([...portal(screenName).webhooks.values()]),
    files: (screenName) =>
      chats(screenName)
        .flatMap(({ entries }) => entries)
        .flatMap(({ file }) => file ?? []),
  }
}

/** The bytes of files, which never change, are not copied. */
function copy({ entries, ...chat }: Chat): Chat {
  const copied = entries.map(({ file, ...entry }) => ({ ...structuredClone(entry), file: file && { ...file } }))
  return { ...structuredClone(chat), entries: copied }
}

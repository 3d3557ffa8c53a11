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
    chats: (screenName) => structuredClone(chats(screenName)).map(withBuffers),
    chat: (id) => withBuffers(structuredClone(mustGet(world.chats, id, 'chat'))),
    webhooksOf: (screenName) => structuredClone([...portal(screenName).webhooks.values()]),
    files: (screenName) =>
      chats(screenName)
        .flatMap(({ entries }) => entries)
        .flatMap(({ file }) => file ?? []),
  }
}

/** A clone of a buffer is a mere array of bytes. */
function withBuffers(chat: Chat): Chat {
  for (const { file } of chat.entries) if (file !== undefined) file.content = Buffer.from(file.content)
  return chat
}

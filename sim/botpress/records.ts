import { randomBytes } from 'node:crypto'

export type Tags = Record<string, string>
export type Payload = Record<string, unknown>

/** The API's resources, in the shape the API answers with. Records are replaced, never changed in place. */
export type Conversation = {
  id: string
  createdAt: string
  updatedAt: string
  channel: string
  integration: string
  tags: Tags
}

export type User = {
  id: string
  createdAt: string
  updatedAt: string
  tags: Tags
  name?: string
  pictureUrl?: string
}

export type Message = {
  id: string
  createdAt: string
  updatedAt: string
  type: string
  payload: Payload
  /** `incoming` is what an integration creates, `outgoing` what the bot (or a plugin of it) creates. */
  direction: 'incoming' | 'outgoing'
  userId: string
  conversationId: string
  tags: Tags
  origin?: 'synthetic'
}

export type BotEvent = {
  id: string
  createdAt: string
  updatedAt: string
  type: string
  payload: Payload
  tags: Tags
  conversationId?: string
  userId?: string
  messageId?: string
  /** `ignored` when the plugin swallowed it, `failed` when the plugin broke on it. */
  status: 'pending' | 'scheduled' | 'processed' | 'ignored' | 'failed'
  failureReason: string | null
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** An id as Botpress makes them: a prefix and 26 characters (30 to 31 in all). */
export function newId(prefix: 'conv' | 'user' | 'msg' | 'evt' | 'file' | 'bot' | 'intver'): string {
  let id = ''
  for (const byte of randomBytes(26)) id += alphabet[byte % 32]
  return `${prefix}_${id}`
}

import type { Chat } from '../../../sim/salesiq'
import { has, type Match } from '../matches'
import type { ChatLine } from './watch'

/** The heading of a chat, in the visitor's name. */
export const asks =
  (name: string, ...parts: string[]): Match<ChatLine> =>
  (line) =>
    line.type === 'question' && line.sender === name && has(line.text, parts)

/** The messages of the time before the chat, of which these are the first. */
export const wasSaid =
  (...first: { senderType: 'visitor' | 'bot'; text: string }[]): Match<ChatLine> =>
  (line) =>
    line.type === 'past' &&
    first.every(({ senderType, text }, at) => {
      const message = line.messages[at]
      return message?.senderType === senderType && message.text === text
    })

/** A message of the visitor. */
export const receives =
  (...parts: string[]): Match<ChatLine> =>
  (line) =>
    line.type === 'message' && line.by === 'visitor' && has(line.text, parts)

/** A file of the visitor. */
export const sendsFile =
  (name: string, content: Buffer): Match<ChatLine> =>
  (line) =>
    line.type === 'message' && line.by === 'visitor' && line.file?.name === name && content.equals(line.file.content)

export const isInCharge =
  ({ id }: { id: string }): Match<ChatLine> =>
  (line) =>
    line.type === 'owner' && line.id === id

export const isMissed: Match<ChatLine> = (line) => line.type === 'state' && line.state === 'missed'

export const isEndedBy =
  (by: Chat['endedBy']): Match<ChatLine> =>
  (line) =>
    line.type === 'state' && line.state === 'ended' && line.by === by

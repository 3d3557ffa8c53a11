import { createHash } from 'node:crypto'
import { open, type Signer, seal } from './tickets'

/** The ticket with which a write may be made that the user was asked about. Pure: clock and randomness come from outside. */

/** What the user was asked about. */
export type Question = {
  /** Name of the action. */
  action: string
  /** Empty when it is not known. */
  conversationId: string
  /** Everything that will be written; the same values in another order are the same. */
  values: unknown
}

/** What was known of the user's side when the question was made. */
export type Asked = {
  /** Names the ticket, so that it can be used up. */
  id: string
  /** Epoch ms. */
  endsAt: number
  /** When the user had last written then, epoch ms; undefined when the messages could not be read. */
  heardAt: number | undefined
  /** The message that the bot was answering; undefined when it was not said. */
  messageId: string | undefined
}

/** A confirmation of exactly this question. */
export function confirmationFor(signer: Signer, question: Question, asked: Asked): string {
  const content = [
    asked.id,
    asked.endsAt.toString(36),
    asked.heardAt === undefined ? '' : asked.heardAt.toString(36),
    asked.messageId === undefined ? '' : digest(asked.messageId),
  ]
  return seal(signer, 'confirmation', content, aboutOf(question))
}

/** What a confirmation says; its message is known by `isOfMessage` alone. */
export type Confirmation = Omit<Asked, 'messageId'> & { isOfMessage(messageId: string): boolean; namesMessage: boolean }

/** Reads a confirmation; undefined when it is not of this question, or too old. @param now epoch ms. */
export function readConfirmation(
  signer: Signer,
  question: Question,
  text: string,
  now: number,
): Confirmation | undefined {
  const [id, endsAt, heardAt, message] = open(signer, 'confirmation', text, aboutOf(question)) ?? []
  if (id === undefined || endsAt === undefined || Number.parseInt(endsAt, 36) <= now) return undefined
  return {
    id,
    endsAt: Number.parseInt(endsAt, 36),
    heardAt: heardAt ? Number.parseInt(heardAt, 36) : undefined,
    namesMessage: message !== undefined && message !== '',
    isOfMessage: (messageId) => message === digest(messageId),
  }
}

const aboutOf = ({ action, conversationId, values }: Question) => [action, conversationId, digest(values)]

/** Tells values from all others; the same in another order are the same. */
export const digest = (value: unknown) =>
  createHash('sha256')
    .update(JSON.stringify(inOrder(value)))
    .digest()
    .subarray(0, 12)
    .toString('base64url')

function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(inOrder)
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => [key, inOrder(part)])
}

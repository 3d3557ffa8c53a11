import { shorten } from '../../../../core/messages/split-text'
import type { Texts } from '../../../../core/texts/languages'
import type { SalesIqError } from '../salesiq/errors'
import type { NewChat } from '../salesiq/open-chat'

/** A chat without one of the things that need not be, and what that is called. */
export type Less = { chat: NewChat; without: string }

/** Codes that say that a value is wrong. */
const ofValues: ReadonlySet<number> = new Set([1007, 1011, 1015, 1029, 1031])

/**
 * The chat without what SalesIQ has just refused. Where it does not say what that is, what is least certain to be taken
 * goes first.
 *
 * @returns undefined when nothing is left to leave out, or the refusal is of something else.
 */
export function withLess(texts: Texts, chat: NewChat, { code, field = '' }: SalesIqError): Less | undefined {
  if (code === undefined || !ofValues.has(code)) return undefined
  const all = leavingOut(texts, chat)
  return field === '' ? all[0]?.less : all.find(({ fields }) => fields.test(field))?.less
}

function leavingOut({ cut }: Texts, chat: NewChat): { fields: RegExp; less: Less }[] {
  const { visitor } = chat
  return [
    ...(chat.pastMessages.length === 0
      ? []
      : [{ fields: /past_messages/, less: { chat: { ...chat, pastMessages: [] }, without: 'the history' } }]),
    ...(visitor.email === undefined
      ? []
      : [
          {
            fields: /email/,
            less: { chat: { ...chat, visitor: { ...visitor, email: undefined } }, without: 'the e-mail address' },
          },
        ]),
    ...(visitor.phone === undefined
      ? []
      : [
          {
            fields: /phone/,
            less: { chat: { ...chat, visitor: { ...visitor, phone: undefined } }, without: 'the phone number' },
          },
        ]),
    ...(chat.waitTime === undefined
      ? []
      : [{ fields: /wait_time/, less: { chat: { ...chat, waitTime: undefined }, without: 'the wait time' } }]),
    ...(chat.question.length <= shortQuestion
      ? []
      : [
          {
            fields: /question/,
            less: {
              chat: { ...chat, question: shorten(chat.question, shortQuestion, cut) },
              without: 'the whole title',
            },
          },
        ]),
  ]
}

/** A heading that no system finds too long; UTF-16 units. Our own choice. */
const shortQuestion = 200

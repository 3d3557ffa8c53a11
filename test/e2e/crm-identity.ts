import { vi } from 'vitest'
import * as z from 'zod'
import { writing } from './crm-writing'

const verdict = z.strictObject({
  verified: z.boolean(),
  verification: z.string().optional(),
  attemptsLeft: z.number(),
})
export type Verdict = z.infer<typeof verdict>

const made = z.strictObject({ maskedSendTo: z.string(), challenge: z.string() })

const event = z.strictObject({
  conversationId: z.string(),
  contactId: z.string(),
  via: z.enum(['email', 'sms']),
  sendTo: z.string(),
  code: z.string().regex(/^\d{6}$/),
  challenge: z.string(),
})

export const conversationId = 'conv_of_kim'

/** What Kim knows of herself. */
export const answers = { date_of_birth: '3 April 1990', 'Postal Code': 'sw1a 1aa' }
export const wrong = { date_of_birth: '3 April 1991', 'Postal Code': 'sw1a 1aa' }

/** A bot that can find out who somebody is, and Kim, whom it knows. */
export async function identifying(configuration: Record<string, unknown>) {
  const { stage, crm, call } = await writing({ configuration })
  const kim = crm.add('contacts', {
    ...{ firstname: 'Kim', lastname: 'Lee', email: 'kim.lee@example.com', mobilephone: '(212) 555-0142' },
    ...{ phone: '+16465550199' },
    ...{ date_of_birth: '1990-04-03', zip: 'SW1A 1AA' },
  })
  const verify = async (input: Record<string, unknown>): Promise<Verdict> =>
    verdict.parse(await stage.bot.callAction('verifyContact', { contactId: kim.id, conversationId, ...input }))
  const createCode = async (input: Record<string, unknown> = {}) =>
    made.parse(
      await stage.bot.callAction('createVerificationCode', {
        contactId: kim.id,
        via: 'email',
        conversationId,
        ...input,
      }),
    )
  /** What a flow of the bot was given to send, in the order it was. */
  const events = () =>
    stage.botpress
      .events(stage.bot)
      .filter(({ type }) => type === 'verificationCodeReady')
      .map(({ payload }) => event.parse(payload))
  const sent = () => {
    const last = events().at(-1)
    if (last === undefined) throw new Error('No code was sent')
    return last
  }
  return { stage, crm, call, kim, verify, createCode, events, sent }
}

export const byAnswers = { identityCheck: 'answers', identityFields: ['date_of_birth', 'zip'] }
export const byCode = { identityCheck: 'code', defaultCountry: 'US' }

/** Runs as if it were later; ms. */
export async function later<T>(by: number, action: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ now: Date.now() + by, toFake: ['Date'] })
  try {
    return await action()
  } finally {
    vi.useRealTimers()
  }
}

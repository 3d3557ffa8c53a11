import { describe, expect, test } from 'vitest'
import type { LogInput } from '../../../src/interaction-log/read-interaction'
import { readInteraction } from '../../../src/interaction-log/read-interaction'

const crm = { installation: { settings: { defaultCountry: 'US' as const } } }
const least: LogInput = { kind: 'chat', conversationId: 'conv_1', startedAt: '2026-01-31T09:30:00Z' }
const read = (input: Partial<LogInput> = {}) => readInteraction(crm, { ...least, ...input })

describe('what is given to the log', () => {
  test.each([
    ['2026-01-31T09:30:00Z', '2026-01-31T09:30:00.000Z'],
    ['2026-01-31T10:30:00+01:00', '2026-01-31T09:30:00.000Z'],
    ['2026-01-31T10:30:00.5+0100', '2026-01-31T09:30:00.500Z'],
    ['2026-01-31T09:30', '2026-01-31T09:30:00.000Z'],
    ['2026-01-31 09:30:00', '2026-01-31T09:30:00.000Z'],
    ['2026-01-31 09:30:00 +01:00', '2026-01-31T08:30:00.000Z'],
    ['2026-01-31', '2026-01-31T00:00:00.000Z'],
    ['2026-01-31t09:30:00z', '2026-01-31T09:30:00.000Z'],
  ])('began at %s, which is %s', (startedAt, iso) => {
    expect(new Date(read({ startedAt }).interaction.startedAt).toISOString()).toBe(iso)
  })

  test.each(['', 'now', '31/01/2026', '1769851800000', '2026-13-01', '2026-01-31T25:00', '20260131'])(
    'did not begin at "%s"',
    (startedAt) => {
      expect(() => read({ startedAt })).toThrow(/"startedAt"/)
    },
  )

  test('is the same at the same instant, and another one with any other conversation, kind or beginning', () => {
    const { key } = read().interaction
    expect(read({ startedAt: '2026-01-31T10:30:00+01:00', title: 'Else' }).interaction.key).toBe(key)
    const others = [{ kind: 'call' as const }, { conversationId: 'conv_2' }, { startedAt: '2026-01-31T09:30:01Z' }]
    for (const other of others) expect(read(other).interaction.key).not.toBe(key)
  })

  test('is of the contact by its ID, whatever else is given', () => {
    expect(read({ contactId: '123', phone: 'nonsense', email: 'nonsense' }).person).toEqual({
      contactId: '123',
      name: '',
    })
  })

  test('is of whom number and address name', () => {
    expect(read({ phone: '(212) 555-0142', email: 'Kim@Example.com' }).person).toMatchObject({
      phone: { e164: '+12125550142' },
      email: 'kim@example.com',
    })
  })

  test('takes names from the transcript, without card numbers in the one that a contact may get', () => {
    const { interaction, person } = read({
      transcript: [
        { from: 'agent', name: 'Dana Fields', text: 'Hello.' },
        { from: 'agent', name: 'Dana Fields', text: 'Are you there?' },
        { from: 'user', name: 'Kim 4111 1111 1111 1111', text: 'Yes.' },
      ],
    })
    expect(interaction.agents).toEqual(['Dana Fields'])
    expect(person.name).toBe('Kim [card number removed]')
  })

  test('is a call with what a call has, and a chat without', () => {
    const more = { fromNumber: '(212) 555-0100', toNumber: '+442079460018', outcome: ' Busy ' }
    expect(read({ kind: 'call', ...more }).interaction.call).toEqual({
      ...{ direction: 'inbound', fromNumber: '+12125550100', toNumber: '+442079460018', outcome: 'Busy' },
    })
    expect(read({ kind: 'chat', ...more }).interaction.call).toBeUndefined()
  })

  test('has the length that is given, in ms', () => {
    expect(read({ durationSeconds: 61.5 }).interaction.durationMs).toBe(61_500)
  })

  test('is on the records that are named, and on no others', () => {
    expect(read({ ticketId: ' 12 ', dealId: '' }).links).toEqual({ ticketId: '12' })
  })

  test.each<[string, Partial<LogInput>]>([
    ['conversationId', { conversationId: '' }],
    ['endedAt', { endedAt: '2026-01-31T09:29:59Z' }],
    ['durationSeconds', { durationSeconds: Number.NaN }],
    ['transcript', { transcript: Array.from({ length: 1_001 }, () => ({ from: 'user' as const, text: 'Hi.' })) }],
    ['transcript.0.at', { transcript: [{ from: 'user', text: 'Hi.', at: 'now' }] }],
    ['contactId', { contactId: 'Kim' }],
    ['email', { email: 'Kim' }],
  ])('is refused with a wrong "%s", by name', (field, input) => {
    expect(() => read(input)).toThrow(`"${field}"`)
  })
})

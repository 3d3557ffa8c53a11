import { describe, expect, test } from 'vitest'
import { firstMessage, inMessages } from '../../../src/messages/first-message'
import { MESSAGE_TEXT_MAX } from '../../../src/messages/limits'

const message = (more: Partial<Parameters<typeof firstMessage>[0]> = {}) =>
  firstMessage({ name: 'Kim Lee', title: undefined, description: undefined, history: undefined, ...more })
const words = (text: string) => text.split(/\s+/).filter((word) => word !== '' && word !== '[Bot]')

describe('the first message', () => {
  test('is the bot’s, and says so before all else', () => {
    expect(message()).toBe('[Bot] Kim Lee asks to talk to a person.')
    expect(message({ title: 'A lamp', description: ' It is broken. ', history: 'Before' })).toBe(
      "[Bot] Kim Lee asks to talk to a person. The bot's note on it:\n\nA lamp\n\nIt is broken.\n\nBefore",
    )
    expect(message({ title: ' ', history: 'Before' })).toBe('[Bot] Kim Lee asks to talk to a person.\n\nBefore')
  })

  test('has a description whole, as long as it fits', () => {
    const description = 'word '.repeat(1_950).trim()
    expect(inMessages(message({ description }))).toEqual([message({ description })])
  })

  test('goes on in further messages where it does not fit, each marked, and nothing is lost', () => {
    const text = message({
      title: 'A lamp',
      description: 'some words '.repeat(2_500),
      history: 'said before '.repeat(600),
    })
    const messages = inMessages(text)
    expect(messages.length).toBeGreaterThan(3)
    expect(messages.every((one) => one.startsWith('[Bot] ') && one.length <= MESSAGE_TEXT_MAX)).toBe(true)
    expect(messages.flatMap(words)).toEqual(words(text))
  })

  test('ends some time, and says that it does', () => {
    const messages = inMessages(message({ description: 'x'.repeat(1_000_000) }))
    expect(messages).toHaveLength(10)
    expect(messages.every((one) => one.length <= MESSAGE_TEXT_MAX)).toBe(true)
    expect(messages.at(-1)).toMatch(/x… \(shortened\)$|x\n\n… \(shortened\)$/)
  })
})

import { describe, expect, test } from 'vitest'
import { firstMessage, inNotes } from '../../../core/messages/first-message'
import { languages } from '../../../core/texts/languages'
import { FIRST_MESSAGE_HISTORY_MAX, HISTORY_TEXT_MAX, MESSAGE_TEXT_MAX } from '../../../src/hubspot/limits'

const message = (more: Partial<Parameters<typeof firstMessage>[1]> = {}) =>
  firstMessage(languages.English, {
    name: 'Kim Lee',
    title: undefined,
    description: undefined,
    history: undefined,
    textMax: MESSAGE_TEXT_MAX,
    ...more,
  })

describe('the first message', () => {
  test('is the bot’s, and says so before all else', () => {
    expect(message()).toEqual({ text: '[Bot] Kim Lee asks to talk to a person.' })
    expect(message({ title: 'A lamp', description: ' It is broken. ', history: 'Before' })).toEqual({
      text: "[Bot] Kim Lee asks to talk to a person. The bot's note on it:\n\nA lamp\n\nIt is broken.\n\nBefore",
    })
    expect(message({ title: ' ', history: 'Before' })).toEqual({
      text: '[Bot] Kim Lee asks to talk to a person.\n\nBefore',
    })
  })

  test.each([undefined, 'Before'])('has a description whole, as long as it fits (history: %j)', (history) => {
    const { text: empty } = message({ description: 'x', history })
    const description = 'x'.repeat(MESSAGE_TEXT_MAX - empty.length + 1)
    const { text, rest } = message({ description, history })
    expect(text).toHaveLength(MESSAGE_TEXT_MAX)
    expect(text).toContain(description)
    expect(rest).toBeUndefined()
  })

  test('is never too long, and says so where it is not all; the rest has all of it', () => {
    const history = 'h'.repeat(FIRST_MESSAGE_HISTORY_MAX)
    const description = 'some words '.repeat(2_500).trim()
    const { text, rest } = message({ title: 'A lamp', description, history })
    expect(text.length).toBeLessThanOrEqual(MESSAGE_TEXT_MAX)
    expect(text).toMatch(/some words?… \(shortened\)\n\nh+$/)
    expect(rest).toBe(`The bot's note in full:\n\nA lamp\n\n${description}`)
  })
})

describe('what did not fit into the first message', () => {
  test('goes into notes, and nothing of it is lost', () => {
    const rest = 'some words '.repeat(6_000).trim()
    const notes = inNotes(languages.English, rest, HISTORY_TEXT_MAX)
    expect(notes.length).toBeGreaterThan(3)
    expect(notes.every((one) => one.length <= HISTORY_TEXT_MAX)).toBe(true)
    expect(notes.join(' ').split(/\s+/)).toEqual(rest.split(/\s+/))
  })

  test('ends some time, and says that it does', () => {
    const notes = inNotes(languages.English, 'word '.repeat(200_000), HISTORY_TEXT_MAX)
    expect(notes.length).toBeLessThanOrEqual(6)
    expect(notes.join(' ')).toMatch(/wo?r?d?… \(shortened\)$/)
  })
})

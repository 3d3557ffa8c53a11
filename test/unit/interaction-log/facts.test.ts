import { describe, expect, test } from 'vitest'
import { clockIn } from '../../../core/messages/clock'
import { languages } from '../../../core/texts/languages'
import { factsOf, lengthOf } from '../../../src/interaction-log/facts'
import { interaction } from './interactions'

const clock = clockIn('Europe/Berlin', 'en-GB')
const facts = (differences: Parameters<typeof interaction>[0] = {}) =>
  factsOf(languages.English, interaction(differences), clock)

describe('the facts', () => {
  test('are who, when, how long; what about; how it ended', () => {
    const turns = [
      { from: 'bot' as const, name: '', text: 'How can I help?' },
      { from: 'user' as const, name: 'Kim Lee', text: 'The lamp\nis broken.' },
      { from: 'user' as const, name: 'Kim Lee', text: 'Hello?' },
    ]
    expect(facts({ turns, ending: 'The agent closed the conversation.' })).toBe(
      'Kim Lee chatted with the bot and Dana Fields on 26 November 2026 at 19:15, for 17 minutes. ' +
        'It began with: "The lamp is broken." (2 messages of theirs in all). The agent closed the conversation.',
    )
  })

  test('say only what is known', () => {
    expect(facts({ userName: '', agents: [], endedAt: undefined })).toBe(
      'The customer chatted with the bot on 26 November 2026 at 19:15.',
    )
  })

  test('of a call are that somebody spoke', () => {
    expect(facts({ kind: 'call' })).toMatch(/^Kim Lee spoke with/)
  })

  test.each([
    [['A', 'B'], 'the bot and A and B on'],
    [['A', 'B', 'C'], 'the bot and A, B and C on'],
    [['A', 'B', 'C', 'D', 'E', 'F', 'G'], 'the bot and A, B, C, D, E and 2 others on'],
  ])('name the agents %j', (agents, words) => {
    expect(facts({ agents })).toContain(words)
  })

  test('stay short, whatever was said', () => {
    const turns = [{ from: 'user' as const, name: '', text: 'word '.repeat(10_000) }]
    expect(facts({ turns }).length).toBeLessThan(500)
  })
})

describe('how long it took', () => {
  test.each([
    [0, '0 seconds'],
    [1_000, '1 second'],
    [89_000, '89 seconds'],
    [90_000, '2 minutes'],
    [119 * 60_000, '119 minutes'],
    [120 * 60_000, '2 hours'],
    [121 * 60_000, '2 hours 1 minute'],
    [3 * 86_400_000, '3 days'],
  ])('%d ms is %s', (durationMs, words) => {
    expect(lengthOf(languages.English, { startedAt: 0, endedAt: undefined, durationMs })).toBe(words)
  })

  test('is from beginning to end where nobody says more, and unknown where the end is before the beginning', () => {
    expect(lengthOf(languages.English, { startedAt: 0, endedAt: 300_000, durationMs: undefined })).toBe('5 minutes')
    expect(lengthOf(languages.English, { startedAt: 0, endedAt: 300_000, durationMs: 10_000 })).toBe('10 seconds')
    expect(lengthOf(languages.English, { startedAt: 10, endedAt: 5, durationMs: undefined })).toBeUndefined()
    expect(lengthOf(languages.English, { startedAt: 10, endedAt: undefined, durationMs: undefined })).toBeUndefined()
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clockIn } from '../../../core/messages/clock'
import { languages } from '../../../core/texts/languages'
import { bodyOf, titleOf } from '../../../src/interaction-log/body'
import type { Turn } from '../../../src/interaction-log/interaction'
import { interaction } from './interactions'

const clock = clockIn('Europe/Berlin', 'en-GB')
const reference = 'Botpress reference 0123456789abcdef0123'
const summary = { heading: 'Summary', text: 'It was about a lamp.' }

const body = (
  differences: Parameters<typeof interaction>[0] = {},
  { hasTranscript = true, text = summary.text } = {},
) => bodyOf(languages.English, interaction(differences), { ...summary, text }, { clock, reference, hasTranscript })

const turn = (text: string, more: Partial<Turn> = {}): Turn => ({ from: 'user', name: '', text, ...more })

describe('the body of a note', () => {
  test('is heading, period, summary, dialogue, reference', () => {
    const turns = [
      turn('Hi.', { name: 'Kim Lee', at: Date.UTC(2026, 10, 26, 18, 16) }),
      turn('Hello.', { from: 'bot' }),
      turn('Hello!\nHow are you?', { from: 'agent', name: 'Dana Fields' }),
    ]
    expect(body({ turns })).toBe(
      '<p><strong>Chat with Kim Lee</strong></p>' +
        '<p>26 November 2026, 19:15 to 19:32 (17 minutes, Europe/Berlin)</p>' +
        '<p><strong>Summary</strong><br>It was about a lamp.</p>' +
        '<p><strong>What was said</strong></p>' +
        '<p><strong>Kim Lee</strong>, 19:16<br>Hi.</p>' +
        '<p><strong>Bot</strong><br>Hello.</p>' +
        '<p><strong>Dana Fields (agent)</strong><br>Hello!<br>How are you?</p>' +
        `<p>${reference}</p>`,
    )
  })

  test('of a call has no heading, since it has a title of its own', () => {
    expect(body({ kind: 'call' })).toMatch(/^<p>26 November/)
  })

  test('names the day of the end where it is another one', () => {
    expect(body({ endedAt: Date.UTC(2026, 10, 26, 23, 30) })).toContain(
      '26 November 2026, 19:15 to 27 November 2026, 00:30 (5 hours 15 minutes, Europe/Berlin)',
    )
  })

  test('names no end where it is not known, or seems to be before the beginning', () => {
    const only = '<p>26 November 2026, 19:15 (Europe/Berlin)</p>'
    expect(body({ endedAt: undefined })).toContain(only)
    expect(body({ endedAt: Date.UTC(2026, 10, 26, 18, 14) })).toContain(only)
  })

  test('leaves the dialogue out where it is not wanted', () => {
    expect(body({ turns: [turn('Hi.')] }, { hasTranscript: false })).not.toContain('Hi.')
  })

  test('shows all that is HTML as text', () => {
    const evil = '<script>alert("1")</script>&amp;'
    const shown = body({ title: evil, userName: evil, turns: [turn(evil, { name: evil })] }, { text: evil })
    expect(shown).not.toMatch(/<script|"1"/)
    expect(shown.match(/&lt;script&gt;/g)).toHaveLength(4)
    expect(shown).toContain('&amp;amp;')
  })

  test('fits, ends with the reference and is cut in its middle, however much was said', () => {
    const turns = fc.array(
      fc.record({
        from: fc.constantFrom('user' as const, 'bot' as const, 'agent' as const),
        name: fc.string({ maxLength: 200 }),
        text: fc.oneof(
          fc.string({ unit: fc.constantFrom('<', '&', '"', 'a', '\n', 'é', '😀'), maxLength: 200 }),
          fc.nat(12_000).map((length) => '&'.repeat(length)),
        ),
      }),
      { maxLength: 60 },
    )
    fc.assert(
      fc.property(turns, fc.nat(40_000), (said, length) => {
        const shown = body({ turns: said }, { text: '<'.repeat(length) })
        expect(shown.length).toBeLessThanOrEqual(65_536)
        expect(shown.endsWith(`<p>${reference}</p>`)).toBe(true)
        expect(shown.match(/<p>/g)?.length).toBe(shown.match(/<\/p>/g)?.length)
      }),
      { numRuns: 60 },
    )
  })

  test('says how much of the dialogue is left out, and is right', () => {
    const turns = Array.from({ length: 2_000 }, (_, at) => turn(`Line ${at}. ${'x'.repeat(80)}`))
    const shown = body({ turns })
    const [, count] = /… (\d+) messages in between/.exec(shown) ?? []
    const left = turns.filter((_, at) => shown.includes(`Line ${at}.`))
    expect(left.length + Number(count)).toBe(2_000)
    expect(shown).toContain('Line 0.')
    expect(shown).toContain('Line 1999.')
    expect(shown.length).toBeGreaterThan(64_000)
  })

  test('says so in the singular where one message is left out', () => {
    const turns = Array.from({ length: 9 }, () => turn('x'.repeat(8_000)))
    expect(body({ turns })).toContain('<em>… 1 message in between was left out …</em>')
  })
})

describe('the title', () => {
  test.each([
    [{}, 'Chat with Kim Lee'],
    [{ userName: '' }, 'Chat with a customer'],
    [{ kind: 'call' as const }, 'Call with Kim Lee'],
    [{ title: ' About a lamp ' }, 'About a lamp'],
    [{ title: '  ' }, 'Chat with Kim Lee'],
  ])('of %j is %s', (differences, title) => {
    expect(titleOf(languages.English, interaction(differences))).toBe(title)
  })

  test('is not endless', () => {
    expect(titleOf(languages.English, interaction({ title: 'word '.repeat(1_000) })).length).toBeLessThanOrEqual(200)
  })
})

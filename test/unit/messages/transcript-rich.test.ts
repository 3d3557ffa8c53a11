import { describe, expect, test } from 'vitest'
import { type HistoryItem, relayedFor } from '../../../core/messages/history-item'
import { type TranscriptOptions, transcriptNote } from '../../../core/messages/transcript'
import { languages } from '../../../core/texts/languages'
import fc from '../../property'

const options: TranscriptOptions = {
  nameOf: () => 'Kim Lee',
  agentOf: (item) => (relayedFor(item) === 'a1' ? { name: 'Robin Hale' } : undefined),
  texts: languages.English,
  maxLength: 10_000,
  isRich: true,
}
const says = (text: string): HistoryItem => ({
  source: { type: 'user', userId: 'u1' },
  type: 'text',
  payload: { text },
})
const bot = (type: string, payload: unknown): HistoryItem => ({ source: { type: 'bot' }, type, payload })
const asks = (...labels: string[]) =>
  bot('choice', { text: 'Which one?', options: labels.map((label) => ({ label, value: `value of ${label}` })) })
const rich = (history: HistoryItem[], changes: Partial<TranscriptOptions> = {}) =>
  transcriptNote(history, { ...options, ...changes })

/** What a reader sees of it, as plain text has it. */
const shown = (html: string) =>
  html
    .replaceAll('</p><p>', '\n')
    .replaceAll('<br>', '\n')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
const plain = (text: string) => text.replaceAll('\n  | ', '\n')

describe('a history with formatting', () => {
  test('is a paragraph for each turn, with bold names, and says what the plain one does', () => {
    expect(rich([says('My lamp\nis broken'), bot('text', { text: 'Which one?' })])).toEqual({
      text: 'Conversation before the handover\nKim Lee: My lamp\n  | is broken\nBot: Which one?',
      html: '<p><em>Conversation before the handover</em></p><p><strong>Kim Lee:</strong> My lamp<br>is broken</p><p><strong>Bot:</strong> Which one?</p>',
    })
  })

  test('holds nobody’s markup, and no name that somebody made bold', () => {
    const html = rich([says('</p><p><strong>Bot:</strong> refund approved & "done" <script>')], {
      nameOf: () => '<b>Bot</b>',
    })?.html
    expect(html).toMatch(/^<p><em>[^<]+<\/em><\/p><p><strong>&lt;b&gt;Bot&lt;\/b&gt;:<\/strong> [^<]+<\/p>$/)
    expect(html).toContain(
      '&lt;/p&gt;&lt;p&gt;&lt;strong&gt;Bot:&lt;/strong&gt; refund approved &amp; &quot;done&quot;',
    )
  })

  test('links web addresses, without what ends the sentence, and nothing else', () => {
    const html = rich([says('see (https://shop.example/a?b=1&c=2). javascript:alert(1) http://x"onload=y')])?.html
    expect(html).toContain(
      '(<a href="https://shop.example/a?b=1&amp;c=2">https://shop.example/a?b=1&amp;c=2</a>). javascript:alert(1) ',
    )
    expect(html).toContain('<a href="http://x">http://x</a>&quot;onload=y')
  })

  test('keeps the question, its options and the answer in one paragraph, and marks what was chosen', () => {
    const note = rich([asks('Kitchen lamp', 'Desk lamp'), says(' desk LAMP '), says('It is broken.')])
    expect(note?.text.split('\n').slice(1)).toEqual([
      'Bot: Which one?',
      '  | [Kitchen lamp] [✓ Desk lamp]',
      'Kim Lee:  desk LAMP',
      'Kim Lee: It is broken.',
    ])
    expect(note?.html).toContain(
      '<p><strong>Bot:</strong> Which one?<br>[Kitchen lamp] [✓ Desk lamp]<br><strong>Kim Lee:</strong>  desk LAMP</p>',
    )
  })

  test.each([
    ['by its value', 'value of B', '[A] [✓ B]'],
    ['that is none of the options', 'C', '[A] [B]'],
    ['of nothing', ' ', '[A] [B]'],
  ])('takes an answer %s for what it is', (_, answer, read) => {
    expect(rich([asks('A', 'B'), says(answer)])?.text).toContain(`  | ${read}\n`)
  })

  test('never tears a question from its answer when it is cut', () => {
    const history = Array.from({ length: 40 }, () => [asks('A', 'B'), says('A')]).flat()
    for (let maxLength = 300; maxLength < 700; maxLength += 7) {
      const lines = rich(history, { maxLength })?.text.split('\n') ?? []
      const left = lines.filter((line) => line.includes('left out')).length
      expect((lines.length - 1 - left) % 3, String(maxLength)).toBe(0)
      const counted = Number(/\((\d+) earlier/.exec(lines[1] ?? '')?.[1])
      expect(counted + ((lines.length - 2) / 3) * 2).toBe(80)
    }
  })

  const item = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 400 }).map(says),
    fc.string({ unit: 'binary', maxLength: 60 }).map((text) => bot('text', { text })),
    fc.constantFrom('<&>"'.repeat(200), 'https://shop.example/a'.repeat(30), '\n'.repeat(40)).map(says),
    fc.constant(asks('A', '<b>')),
    fc.constantFrom('A', '<b>').map(says),
    fc.constant(bot('text', { type: 'text', text: 'hello', userId: 'a1' })),
    fc.constant(bot('hologram', {})),
  )

  test('says the same as the plain one, well formed, and neither is ever longer than it may be', () => {
    const holds = fc.property(
      fc.array(item, { maxLength: 30 }),
      fc.integer({ min: 0, max: 4_000 }),
      (history, maxLength) => {
        const note = rich(history, { maxLength })
        if (note === undefined) return
        expect(note.text.length).toBeLessThanOrEqual(maxLength)
        if (note.html === undefined) return
        expect(note.html.length).toBeLessThanOrEqual(maxLength)
        const html = note.html.slice('<p>'.length, -'</p>'.length)
        expect(shown(html)).toBe(plain(note.text))
        expect(note.html).toMatch(
          /^(?:<p>(?:[^<>]|<br>|<em>[^<>]*<\/em>|<strong>[^<>]*<\/strong>|<a href="[^<>"]*">[^<>]*<\/a>)*<\/p>)+$/,
        )
      },
    )
    fc.assert(holds, { numRuns: 300 })
  })
})

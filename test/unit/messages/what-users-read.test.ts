import { describe, expect, test } from 'vitest'
import { replyParts } from '../../../core/messages/reply-parts'
import { languages } from '../../../core/texts/languages'
import fc from '../../property'
import { crossingHtml, htmlWithTable, nestedHtml, plainText } from './html-trees'
import { commonMarkOnly, linesOf, renderers, type Seen, seenIn } from './seen'

/*
 * What agents format is what users read: the Markdown, shown by renderers that others wrote, holds the words of the HTML,
 * read by a parser that others wrote. What is not compared: how much white space stands between words, and which kind;
 * in tables, where a line ends (a cell is one line); what stands for something that is no text (tests of its own).
 */

function markdownOf(richText: string): string {
  const [first] = replyParts(languages.English, { text: '', richText, attachments: [] })
  return first?.type === 'text' ? first.text : ''
}

function plainMarkdownOf(text: string): string {
  const [first] = replyParts(languages.English, { text, attachments: [] })
  return first?.type === 'text' ? first.text : ''
}

const runs = { numRuns: Number(process.env.FC_RUNS ?? 400) }
const inTime = { timeout: 60_000 }

describe.each(Object.entries(renderers))('what %s makes of the Markdown of', (_name, render) => {
  test('nested HTML has its lines, and no mark that was not there', inTime, () => {
    fc.assert(
      fc.property(nestedHtml, (html) => {
        const [wanted, got] = [seenIn(html), seenIn(render(markdownOf(html)))]
        expect(got.lines).toEqual(wanted.lines)
        expect(addedMarks(wanted, got)).toEqual([])
      }),
      runs,
    )
  })

  test('HTML whose marks cross each other has its lines', inTime, () => {
    fc.assert(
      fc.property(crossingHtml, (html) => {
        expect(seenIn(render(markdownOf(html))).lines).toEqual(seenIn(html).lines)
      }),
      runs,
    )
  })

  test('HTML with a table has its words', inTime, () => {
    fc.assert(
      fc.property(htmlWithTable, (html) => {
        expect(seenIn(render(markdownOf(html))).words).toBe(seenIn(html).words)
      }),
      runs,
    )
  })

  test('plain text has its lines', inTime, () => {
    fc.assert(
      fc.property(plainText, (text) => {
        expect(seenIn(render(plainMarkdownOf(text))).lines).toEqual(linesOf(text))
      }),
      runs,
    )
  })
})

test('a renderer that knows only CommonMark shows the lines of plain text', inTime, () => {
  fc.assert(
    fc.property(plainText, (text) => {
      expect(seenIn(commonMarkOnly(plainMarkdownOf(text))).lines).toEqual(linesOf(text))
    }),
    runs,
  )
})

test('nearly every letter that was marked is', inTime, () => {
  const counts = { marked: 0, kept: 0 }
  fc.assert(
    fc.property(nestedHtml, (html) => {
      const [wanted, got] = [seenIn(html).signs, seenIn(render(markdownOf(html))).signs]
      for (const [at, { character, marks }] of wanted.entries()) {
        if (!/[\p{L}\p{N}]/u.test(character)) continue
        for (const mark of marks) {
          counts.marked += 1
          if (got[at]?.marks.includes(mark)) counts.kept += 1
        }
      }
    }),
    runs,
  )
  expect(counts.kept / counts.marked).toBeGreaterThan(0.9)
})

const render = renderers.micromark ?? String

/** Characters that are marked though they were not. */
function addedMarks(wanted: Seen, got: Seen): string[] {
  return got.signs.flatMap(({ character, marks }, at) =>
    // Whoever shows a web address may make a link of it.
    marks
      .filter((mark) => mark !== 'a' && !wanted.signs[at]?.marks.includes(mark))
      .map((mark) => `${mark} ${character}`),
  )
}

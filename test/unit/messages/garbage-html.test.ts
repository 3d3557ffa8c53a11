import { describe, expect, test } from 'vitest'
import { replyParts } from '../../../core/messages/reply-parts'
import { languages } from '../../../core/texts/languages'
import fc from '../../property'

const reply = (richText: string) => replyParts(languages.English, { text: 'PLAIN', richText, attachments: [] })

/**
 * What takes time here is regular expressions and string building, which no count of ours would show: the time-out of the
 * test is the guard, at many times what a busy machine needs. Vitest holds a test to it that blocks, too.
 */
const inTime = { timeout: 20_000 }

describe('a megabyte of garbage', () => {
  test.each([
    ...[
      '<',
      '</',
      '<a ',
      '<a x="',
      "<a x='>' ",
      '<!--',
      '<!',
      '&',
      '&#1',
      '<b>',
      '</b>',
      '<ul><li>',
      '<div>x',
      'a<br>',
      '<p>x</p>',
    ],
    ...[
      '<script>',
      '<script></script ',
      '<table><tr><td>',
      '<td>a',
      '<pre>\n',
      '<pre> ',
      '<code>`',
      '<b>x',
      '<blockquote>',
      '\u200b',
    ],
    ...[
      '<img src="https://a.b/c">',
      '<a href="https://a.b">c</a>',
      '<b a=b ',
      '<b / ',
      '<b  ',
      `<i style="${'; '.repeat(99)}">`,
    ],
  ])('of %j is read', inTime, (unit) => {
    expect(reply(unit.repeat(Math.ceil(1_000_000 / unit.length)))).toBeInstanceOf(Array)
  })

  test.each([
    ...[
      '<b>x</b>y',
      '<i>x</i><b>.</b>',
      '<b><i>x</b>y</i>',
      '<s>x</s>*',
      '<a href="x.y">z</a>',
      '<sup>x',
      '<sup>1</sup>',
    ],
    ...[
      '<a href="https://a.b">](',
      '<code>`</code><b>',
      '<span style="font-weight:700">x',
      '<p hidden>x',
      '<svg><text>x',
    ],
    ...[
      '<table><tr><td><p>x',
      '<iframe>',
      '<video>',
      '<select><option>x',
      '<font><div></font>',
      '&amp',
      '<a href="javascript:',
    ],
  ])('of many %j is read', inTime, (unit) => {
    expect(reply(unit.repeat(Math.ceil(500_000 / unit.length)))).toBeInstanceOf(Array)
  })

  test('of any units in any order is read', inTime, () => {
    const unit = fc.constantFrom(
      ...'<b> </b> <i> </i> <s> <a href="https://a.b/_*"> </a> <code> * _ ~ ` [ ]( ! . x 字 😀 &amp; <br> <p> <li> <td>'.split(
        ' ',
      ),
      ' ',
    )
    const units = fc.array(unit, { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(units, (some) => {
        expect(reply(some.join('').repeat(20_000))).toBeInstanceOf(Array)
      }),
      { numRuns: 30 },
    )
  })

  test('of plain text is read', { timeout: 60_000 }, () => {
    const unit = fc.constantFrom(
      ...'* ** _ __ ~ ` \\\\ < [ ]( ! . a @ a@b.c http:// https://a.b/_ www. & # - | > 1. 字 😀 \u0301 \u200d'.split(
        ' ',
      ),
      ' ',
      '\n',
      '\t',
    )
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 4 }), (some) => {
        expect(replyParts(languages.English, { text: some.join('').repeat(50_000), attachments: [] })).toBeInstanceOf(
          Array,
        )
      }),
      { numRuns: 60 },
    )
  })

  test.each<[string, string]>([
    ['a long word in a list', `<ul><li>${'x'.repeat(59_000)}`],
    ['many items', `${'<ul>'.repeat(30)}${'<li>x'.repeat(1_400)}`],
    ['blank lines deep in lists', `${'<ul><li>'.repeat(19)}<pre>${'\n'.repeat(58_000)}x`],
    ['blank lines deep in quotes', `${'<blockquote>'.repeat(38)}<pre>x${'\n'.repeat(58_000)}x`],
    ['many small texts', `<b>${'x<br>'.repeat(1_400)}`],
    ['a wide table', `<table><tr><td>${'x'.repeat(40_000)}</td></tr>${'<tr><td>a</td></tr>'.repeat(800)}`],
    ['stars', `<b>${'*'.repeat(59_000)}</b>`],
  ])('just small enough to convert: %s', inTime, (_what, html) => {
    const [first] = reply(html)
    expect(first?.type).toBe('text')
    expect(JSON.stringify(first).length).toBeLessThan(500_000)
  })

  test('with something in it comes as plain text, with its lines and pictures', () => {
    const words = '<p><b>word</b> &amp; <a href="https://a.b">*</a></p>'
    const [first, second] = reply(`${words.repeat(40_000)}<img src="https://a.b/c">`)
    expect(first).toEqual({
      key: 'text',
      type: 'text',
      text: Array(40_000).fill('word & * (https://a.b/)').join('\n\n'),
    })
    expect(second).toEqual({ key: 'image-0', type: 'file', source: { url: 'https://a.b/c' }, kind: 'image' })
  })

  test('keeps the lines of lists, tables and code in its plain text', () => {
    const html =
      '<ul><li>a</li><li>b</li></ul><table><tr><td>c</td><td>d</td></tr><tr><td>e</td></tr></table><pre>f\n  g</pre>'
    const [first] = reply(`${html}<p>${'x'.repeat(70_000)}</p>`)
    expect(first).toMatchObject({ text: `a  \nb\n\nc d  \ne\n\nf  \n\u00a0\u00a0g\n\n${'x'.repeat(70_000)}` })
  })

  test('made at random never throws, and shows no element but what Markdown knows', () => {
    const pieces = [
      '<b>',
      '</b>',
      '<ul>',
      '<li>',
      '</ul>',
      '<table>',
      '<tr>',
      '<td>',
      '</td>',
      '</table>',
      '<pre>',
      '</pre>',
      '<a href="https://a.b">',
      '</a>',
      '<p>',
      '</p>',
      '<br>',
      '<hr>',
      '<svg>',
      '</svg>',
      '<script>',
      '</script>',
      '<code>',
      '<blockquote>',
      '</blockquote>',
      '<h1>',
      '<img src=https://a.b/c>',
      'x',
      ' ',
      '\n',
      '&lt;',
      '<',
      '>',
      '"',
      '|',
      '`',
      '1.',
      '-',
      '😀',
      '\ud83d',
      '<!--',
      '-->',
    ]
    let seed = 7
    const next = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return pieces[Math.floor((seed / 2_147_483_648) * pieces.length)] ?? ''
    }
    for (let round = 0; round < 3_000; round += 1) {
      const html = `<b>!</b>${Array.from({ length: 30 }, next).join('')}`
      for (const part of reply(html)) {
        if (part.type !== 'text') continue
        expect(part.text, html).not.toMatch(/\p{Cs}/u)
        // In code an angle bracket is nothing but that.
        if (!/<(pre|code)>/.test(html)) expect(part.text, html).not.toMatch(/(?<!\\)<(?!https:\/\/a\.b\/>)[a-z/]/i)
      }
    }
  })
})

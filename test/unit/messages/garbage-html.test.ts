import { describe, expect, test } from 'vitest'
import { fromAgent } from '../../../src/messages/to-botpress'

const reply = (richText: string) => fromAgent({ text: 'PLAIN', richText, attachments: [] })

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
    expect(first).toEqual({ type: 'text', text: Array(40_000).fill('word & * (https://a.b/)').join('\n\n') })
    expect(second).toEqual({ type: 'file', source: { url: 'https://a.b/c' }, usage: 'IMAGE' })
  })

  test('keeps the lines of lists, tables and code in its plain text', () => {
    const html =
      '<ul><li>a</li><li>b</li></ul><table><tr><td>c</td><td>d</td></tr><tr><td>e</td></tr></table><pre>f\n  g</pre>'
    const [first] = reply(`${html}<p>${'x'.repeat(70_000)}</p>`)
    expect(first).toEqual({ type: 'text', text: `a\nb\n\nc d\ne\n\nf\n  g\n\n${'x'.repeat(70_000)}` })
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

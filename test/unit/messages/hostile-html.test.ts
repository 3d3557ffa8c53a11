import { describe, expect, test } from 'vitest'
import { INLINE_IMAGES_MAX } from '../../../src/messages/limits'
import { fromAgent, type ReplyPart } from '../../../src/messages/to-botpress'

const reply = (richText: string, text = 'PLAIN') => fromAgent({ text, richText, attachments: [] })
const text = (value: string): ReplyPart => ({ type: 'text', text: value })
const image = (url: string, name?: string): ReplyPart => ({
  type: 'file',
  source: { url },
  usage: 'IMAGE',
  ...(name === undefined ? {} : { name }),
})

describe('what nobody is meant to see or run is dropped', () => {
  test.each<[string, string]>([
    ['scripts', '<script>x<b>y</b></script>'],
    ['scripts in capitals with attributes', '<SCRIPT src=x a="</script>">x</ScRiPt >'],
    ['styles', '<style>b { }</style>'],
    ['frames', '<iframe src="https://x.y">z</iframe>'],
    ['noscript', '<noscript><img src="https://x.y/z.png"></noscript>'],
    ['drawings and objects', '<svg><text>x</text></svg><object><b>x</b></object>'],
    ['things within things of the same name', '<template>a<template>b</template>c</template>'],
    ['form fields', '<select><option>x</option></select><textarea>x</textarea><input value="x">'],
    ['the head of a document', '<!DOCTYPE html><?xml version="1.0"?><head><title>x</title><meta name="x"></head>'],
    ['comments', '<!-- x <b> --><![CDATA[x]]>'],
    ['hidden parts', '<div style="color:red; DISPLAY : none">x<div>y</div></div><span hidden>z</span>'],
    ['characters without width', '\u200b\ufeff\u202e\u0000&shy;'],
  ])('%s', (_what, html) => {
    expect(reply(`<b>a</b>${html}!`)).toEqual([text('**a**!')])
  })

  test.each(['<script>x', '<!-- x', '<iframe src=x', '<svg>x', '<!x', '<b x="', '</b'])(
    'and what never ends takes the rest: %s',
    (html) => {
      expect(reply(`<b>a</b>${html}`)).toEqual([text('**a**')])
    },
  )

  test.each<[string, string]>([['a bare angle bracket', '<b>a</b> 1 < 2 <3 > <']])('but not %s', (_what, html) => {
    expect(reply(html)).toEqual([text('**a** 1 \\< 2 \\<3 > \\<')])
  })
})

describe('links', () => {
  test.each([
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\nscript:alert(1)',
    'java&#x09;script:alert(1)',
    'javascript&colon;alert(1)',
    '&#106;avascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://a.b/c',
    '/relative',
    '#anchor',
    'https://',
    '',
  ])('to %j keep their text only', (href) => {
    expect(reply(`<b>a</b> <a href="${href}">click</a>`)).toEqual([text('**a** click')])
  })

  test('cannot break out of the Markdown', () => {
    expect(reply('<a href="https://a.b/ )[x](javascript:y)<z>\\">](javascript:q)</a>')).toEqual([
      text('[\\](javascript:q)](https://a.b/%20%29[x]%28javascript:y%29%3Cz%3E/)'),
    ])
  })
})

describe('pictures', () => {
  test('follow the text, in order, by their address', () => {
    const html =
      '<p>a<img src="https://a.b/1.png" alt=" One ">b</p><table><tr><td><img src=//a.b/2.png></td></tr></table><IMG width="2px" height="100%" SRC=\'http://a.b/3.png?x=1&amp;y=2\'>'
    expect(reply(html)).toEqual([
      text('PLAIN'),
      image('https://a.b/1.png', 'One'),
      image('https://a.b/2.png'),
      image('http://a.b/3.png?x=1&y=2'),
    ])
  })

  test.each([
    'width="1" height="1"',
    'width=0',
    'height="1px"',
    'width="0.5"',
    'style="width:1px"',
    'style="border:0; HEIGHT: 0 !important"',
    'style="max-height:1px"',
    'style="display:none"',
    'style="visibility: hidden"',
    'hidden',
  ])('that nobody is meant to see are not sent: %s', (attributes) => {
    expect(reply(`<p>a</p><img src="https://a.b/p.gif" ${attributes}>`)).toEqual([text('PLAIN')])
  })

  test.each(['width="10" height="11"', 'style="width:100px"', 'style="border-width:1px"', 'width="auto"'])(
    'others are sent: %s',
    (attributes) => {
      expect(reply(`<p>a</p><img src="https://a.b/p.gif" ${attributes}>`)).toEqual([
        text('PLAIN'),
        image('https://a.b/p.gif'),
      ])
    },
  )

  test.each(['data:image/png;base64,AA', 'javascript:x', 'cid:1', 'c.png', 'ftp://a.b/c.png', ''])(
    'at %j give their words only',
    (src) => {
      expect(reply(`<b>a</b> <img src="${src}" alt="a * &quot;cat&quot;"><img src="${src}">`)).toEqual([
        text('**a** a \\* "cat"'),
      ])
    },
  )

  test('alone need no text', () => {
    expect(reply('<img src="https://a.b/c.png">', ' ')).toEqual([image('https://a.b/c.png')])
  })

  test('that are too many go as links in one text', () => {
    const parts = reply('<img src="https://a.b/c" alt="d"><img src="https://a.b/e">'.repeat(INLINE_IMAGES_MAX))
    expect(parts).toHaveLength(1 + INLINE_IMAGES_MAX + 1)
    const rest = parts.at(-1)
    const lines = rest?.type === 'text' ? rest.text.split('\n') : []
    expect(lines).toHaveLength(INLINE_IMAGES_MAX)
    expect(lines.slice(0, 2)).toEqual(['[image] d https://a.b/c', '[image] https://a.b/e'])
  })
})

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
  ])('of %j is read in no time', (unit) => {
    const start = performance.now()
    reply(unit.repeat(Math.ceil(1_000_000 / unit.length)))
    expect(performance.now() - start).toBeLessThan(3_000)
  })

  test.each<[string, string]>([
    ['a long word in a list', `<ul><li>${'x'.repeat(59_000)}`],
    ['many items', `${'<ul>'.repeat(30)}${'<li>x'.repeat(1_400)}`],
    ['blank lines deep in lists', `${'<ul><li>'.repeat(19)}<pre>${'\n'.repeat(58_000)}x`],
    ['blank lines deep in quotes', `${'<blockquote>'.repeat(38)}<pre>x${'\n'.repeat(58_000)}x`],
    ['many small texts', `<b>${'x<br>'.repeat(1_400)}`],
    ['a wide table', `<table><tr><td>${'x'.repeat(40_000)}</td></tr>${'<tr><td>a</td></tr>'.repeat(800)}`],
    ['stars', `<b>${'*'.repeat(59_000)}</b>`],
  ])('just small enough to convert: %s', (_what, html) => {
    const start = performance.now()
    const [first] = reply(html)
    expect(performance.now() - start).toBeLessThan(3_000)
    expect(first?.type).toBe('text')
    expect(JSON.stringify(first).length).toBeLessThan(500_000)
  })

  test('with something in it comes as plain text, with its lines and pictures', () => {
    const words = '<p><b>word</b> &amp; *</p>'
    const [first, second] = reply(`${words.repeat(40_000)}<img src="https://a.b/c">`)
    expect(first).toEqual(text(Array(40_000).fill('word & *').join('\n\n')))
    expect(second).toEqual(image('https://a.b/c'))
  })

  test('a table whose columns would grow out of all proportion comes as plain text', () => {
    expect(reply(`<table><tr><td>${'x'.repeat(9_000)}<td>y</td></tr>${'<tr><td>a</tr>'.repeat(30)}</table>`)).toEqual([
      text(`${'x'.repeat(9_000)} y${'\na'.repeat(30)}`),
    ])
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
      const html = Array.from({ length: 30 }, next).join('')
      for (const part of reply(html)) {
        if (part.type !== 'text') continue
        expect(part.text, html).not.toMatch(/\p{Cs}/u)
        // In code an angle bracket is nothing but that.
        if (!/<(pre|code)>/.test(html)) expect(part.text, html).not.toMatch(/(?<!\\)<(?!https:\/\/a\.b\/>)[a-z/]/i)
      }
    }
  })
})

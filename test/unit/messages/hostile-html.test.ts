import { describe, expect, test } from 'vitest'
import { INLINE_IMAGES_MAX } from '../../../core/messages/limits'
import { type ReplyPart, replyParts } from '../../../core/messages/reply-parts'
import { languages } from '../../../core/texts/languages'

const reply = (richText: string, text = 'PLAIN') => replyParts(languages.English, { text, richText, attachments: [] })
const text = (value: string, key = 'text'): ReplyPart => ({ key, type: 'text', text: value })
const image = (url: string, name?: string, at = 0): ReplyPart => ({
  key: `image-${at}`,
  type: 'file',
  source: { url },
  kind: 'image',
  ...(name === undefined ? {} : { name }),
})

describe('what nobody is meant to see or run is dropped', () => {
  test.each<[string, string]>([
    ['scripts', '<script>x<b>y</b></script>'],
    ['scripts in capitals with attributes', '<SCRIPT src=x a="</script>">x</ScRiPt >'],
    ['styles', '<style>b { }</style>'],
    ['noscript', '<noscript><img src="https://x.y/z.png"></noscript>'],
    ['things within things of the same name', '<template>a<template>b</template>c</template>'],
    ['fields that show nothing', '<input type="hidden" value="x"><input type=password value=x>'],
    ['the head of a document', '<!DOCTYPE html><?xml version="1.0"?><head><title>x</title><meta name="x"></head>'],
    ['comments', '<!-- x <b> --><![CDATA[x]]>'],
    ['hidden parts', '<div style="color:red; DISPLAY : none">x<div>y</div></div><span hidden>z</span>'],
    ['characters without width', '\u200b\ufeff\u202e\u0000&shy;'],
  ])('%s', (_what, html) => {
    expect(reply(`<b>a</b>${html}!`)).toEqual([text('**a**!')])
  })

  test.each('script style noscript noembed noframes title template datalist dialog'.split(' '))(
    '%s and its content',
    (name) => {
      expect(reply(`<b>a</b><${name}>b<i>c</i></${name}>!`)).toEqual([text('**a**!')])
    },
  )

  test.each('area base basefont bgsound col embed frame input keygen link meta param source track wbr'.split(' '))(
    '%s, which has no content, even if it is hidden',
    (name) => {
      expect(reply(`<b>a</b><${name} hidden>!`)).toEqual([text('**a**!')])
    },
  )

  test.each(['<script>x', '<!-- x', '<iframe src=x', '<template>x', '<!x', '<b x="', '</b'])(
    'and what never ends takes the rest: %s',
    (html) => {
      expect(reply(`<b>a</b>${html}`)).toEqual([text('**a**')])
    },
  )

  test.each<[string, string]>([['a bare angle bracket', '<b>a</b> 1 < 2 <3 > <']])('but not %s', (_what, html) => {
    expect(reply(html)).toEqual([text('**a** 1 < 2 <3 > <')])
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
    '#anchor',
    'about:blank',
    'cid:1',
    'https://',
    '',
  ])('to %j keep their text only', (href) => {
    expect(reply(`<b>a</b> <a href="${href}">click</a>`)).toEqual([text('**a** click')])
  })

  test('cannot break out of the Markdown', () => {
    expect(reply('<a href="https://a.b/ )[x](javascript:y)<z>\\">](javascript:q)</a>')).toEqual([
      text('[\\]\\(javascript:q)](https://a.b/%20%29[x]%28javascript:y%29%3Cz%3E/)'),
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
      image('https://a.b/2.png', undefined, 1),
      image('http://a.b/3.png?x=1&y=2', undefined, 2),
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
    'at %j leave a word',
    (src) => {
      expect(reply(`<b>a</b> <img src="${src}" alt="a * &quot;cat&quot;"><img src="${src}">`)).toEqual([
        text('**a** [image: a * "cat"] [image]'),
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
    expect(lines.slice(0, 2)).toEqual(['[image] d https://a.b/c  ', '[image] https://a.b/e  '])
    expect(rest?.key).toBe('images')
  })
})

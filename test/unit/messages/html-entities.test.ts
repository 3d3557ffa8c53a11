import { expect, test } from 'vitest'
import { decodeEntities } from '../../../src/messages/html-entities'

test.each([
  ['amp lt gt quot apos colon', `&<>"':`],
  ['Tab NewLine nbsp ensp emsp thinsp shy zwj zwnj', '\t\n\u00a0   \u00ad\u200d\u200c'],
  ['hellip ndash mdash bull middot dagger permil prime', '…–—•·†‰′'],
  ['lsquo rsquo sbquo ldquo rdquo bdquo laquo raquo lsaquo rsaquo', '‘’‚“”„«»‹›'],
  ['iexcl iquest ordf ordm sect para copy reg trade deg micro sup1 sup2 sup3', '¡¿ªº§¶©®™°µ¹²³'],
  ['euro pound yen cent curren times divide plusmn', '€£¥¢¤×÷±'],
  ['frac12 frac14 frac34 minus ne le ge infin', '½¼¾−≠≤≥∞'],
  ['larr uarr rarr darr harr not brvbar oline', '←↑→↓↔¬¦‾'],
  ['szlig aelig AElig oelig OElig oslash Oslash eth ETH thorn THORN', 'ßæÆœŒøØðÐþÞ'],
  ['agrave Eacute icirc Ntilde uuml Aring Scaron ccedil', 'àÉîÑüÅŠç'],
  ['#65 #x42 #X43 #8364 #x1f600', 'ABC€😀'],
  ['#0 #xD800 #xDFFF #x110000 #1114112', '\ufffd\ufffd\ufffd\ufffd\ufffd'],
  ['#1 #xD7FF #xE000 #x10FFFF', '\u0001\ud7ff\ue000\u{10ffff}'],
])('%s', (names, characters) => {
  expect(decodeEntities(names.replace(/(\S+) ?/g, '&$1;'))).toBe(characters)
})

test.each(['&bogus;', '&amp', '& ;', '&;', '&#;', '&#x;', '&constructor;', '&AMP2;'])(
  '%s stays as it is written',
  (text) => {
    expect(decodeEntities(text)).toBe(text)
  },
)

test('references are decoded once', () => {
  expect(decodeEntities('&amp;lt;')).toBe('&lt;')
})

import { expect, test } from 'vitest'
import { plainFromMarkdown } from '../../../core/messages/from-markdown'
import { languages } from '../../../core/texts/languages'
import fc from '../../property'

test.each([
  ['**bold** words', 'bold words'],
  ['**Price:**100', 'Price:100'],
  ['un**believ**able', 'unbelievable'],
  ['**你好**世界', '你好世界'],
  ['*it* and _it_ and __it__, ***both***', 'it and it and it, both'],
  ['**a *b* c**', 'a b c'],
  ['**two\nlines**', 'two\nlines'],
  ['~~gone~~', 'gone'],
  ['[Track it](https://shop.example/a_b_c "the page") now', 'Track it (https://shop.example/a_b_c) now'],
  ['[**b**](https://x.example)', 'b (https://x.example)'],
  ['[x](https://x.example/a_(b))', 'x (https://x.example/a_(b))'],
  ['[https://x.example](https://x.example)', 'https://x.example'],
  ['[x.example](https://x.example/)', 'https://x.example/'],
  ['[kim@customers.example](mailto:kim@customers.example)', 'kim@customers.example'],
  ['![A lamp](https://x.example/i.png)', 'A lamp (https://x.example/i.png)'],
  ['![](https://x.example/i.png)', 'image (https://x.example/i.png)'],
  ['<https://x.example/a>', 'https://x.example/a'],
  ['**https://x.example/a_b**', 'https://x.example/a_b'],
  ['## Heading\n\n* one\n+ **two**\n- three\n1. four', 'Heading\n\n- one\n- two\n- three\n1. four'],
  ['> quoted **b**', '> quoted b'],
  ['`a*b*c`', 'a*b*c'],
  ['```js\nconst a = **b**\n```\nafter', 'const a = **b**\nafter'],
  ['```inline``` and `more`', 'inline and more'],
  ['\\*not\\* bold', '*not* bold'],
])('%j reads %j', (markdown, plain) => {
  expect(plainFromMarkdown(languages.English, markdown)).toBe(plain)
})

test.each([
  'snake_case_name',
  '2 * 3 * 4 = 24',
  '2*3*4',
  '*required',
  'f*** it',
  '#1 of 3',
  'a ** b',
  '~5 days~',
  'see https://x.example/a_b_c~d',
  '[not a link]',
  '[a] (b)',
  'C:\\dir',
  '5 < 6 > 4',
  '',
  '\n',
])('%j is no Markdown and stays', (text) => {
  expect(plainFromMarkdown(languages.English, text)).toBe(text)
})

test('no word is lost or made up, whatever marks stand around', () => {
  const piece = fc.constantFrom('q', 'z', '*', '**', '_', '~~', '`', '[', '](x)', '![', ' ', '\nx', '\\', '#', '<', 'h')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const letters = (text: string) => text.replace(/[^qz]/g, '')
      expect(letters(plainFromMarkdown(languages.English, `x${pieces.join('')}`))).toBe(letters(pieces.join('')))
    }),
    { numRuns: 2_000 },
  )
})

test.each(
  [
    '[a](',
    '*',
    '*a ',
    '**a',
    '`',
    '`a',
    '[',
    '<http://',
    'http://',
    '![x](h ',
    '\\',
    '```\n',
    '[x](y "',
    '[a](b(',
    ' ',
    '# ',
  ].map((unit) => unit),
)('half a million characters of %j take their time and no more', { timeout: 20_000 }, (unit) => {
  plainFromMarkdown(languages.English, unit.repeat(500_000 / unit.length))
})

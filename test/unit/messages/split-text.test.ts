import { describe, expect, test } from 'vitest'
import { halve, shorten, splitText } from '../../../core/messages/split-text'

const FAMILY = '👨‍👩‍👧‍👦'
const ACCENTED = 'e\u0301'

describe('splitText', () => {
  test.each<[string, string, number, string[]]>([
    ['nothing', '', 10, []],
    ['a text that fits, as it is', '  ab\n', 5, ['  ab\n']],
    [
      'at the end of a paragraph rather than of a later line',
      'aaa bbbbb.\n\nccc\nddd eee',
      18,
      ['aaa bbbbb.', 'ccc\nddd eee'],
    ],
    [
      'at the end of a paragraph whose blank line holds spaces',
      'aaaaaaaa\n  \nbb\ncc dd',
      16,
      ['aaaaaaaa', 'bb\ncc dd'],
    ],
    [
      'at the end of a line rather than of a later sentence',
      'one two\nth. four five',
      14,
      ['one two', 'th. four five'],
    ],
    [
      'at the end of a sentence rather than of a later word',
      'Yes, I do. And you too',
      16,
      ['Yes, I do.', 'And you too'],
    ],
    ['after the quote that ends a sentence', 'He said "go!" and we did', 18, ['He said "go!"', 'and we did']],
    ['after a full stop that no space follows', '你好吗。我很好谢谢你', 6, ['你好吗。', '我很好谢谢你']],
    ['not inside a number', 'It costs 1234.5678 in all', 17, ['It costs', '1234.5678 in all']],
    ['at the end of a word', 'hello wonderful', 12, ['hello', 'wonderful']],
    ['at a word that ends at the limit', 'hello world again', 11, ['hello world', 'again']],
    ['an early word rather than inside a long one', 'a bcdefghijk', 11, ['a', 'bcdefghijk']],
    ['a word that is too long', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['between surrogate pairs', '😀😀😀', 3, ['😀', '😀', '😀']],
    ['a pair whole where not even one fits', '😀😀', 1, ['😀', '😀']],
    ['between characters of several code points', `ab${FAMILY}cd`, 13, [`ab${FAMILY}`, 'cd']],
    [
      'before a character of several code points',
      `ab${FAMILY}cd`,
      9,
      ['ab', FAMILY.slice(0, 9), `${FAMILY.slice(9)}cd`],
    ],
    ['before a letter with its accent', `abc${ACCENTED}f`, 4, ['abc', `${ACCENTED}f`]],
    ['not between a space and its accent', `abcd \u0301ef`, 5, ['abcd', ' \u0301ef']],
    ['not between the two units of a line end', 'ab\r\ncd', 3, ['ab', 'cd']],
    ['white space that is too long', ' '.repeat(9), 4, ['    ']],
    ['nothing into pieces of nothing', 'ab', 0, ['a', 'b']],
  ])('cuts %s', (_what, text, max, pieces) => {
    expect(splitText(text, max)).toEqual(pieces)
  })

  test.each([1, 2, 3, 7, 50, 1000])(
    'loses nothing but white space between pieces of %i, and keeps pairs whole',
    (max) => {
      const text = `Hello 👋🏽 ${FAMILY}! ${'wörd '.repeat(40)}\n\n${'x'.repeat(90)}${'🇩🇪'.repeat(20)}。${ACCENTED.repeat(30)}\r\nend`
      const pieces = splitText(text, max)
      expect(pieces.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
      expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(Math.max(max, 2))
      expect(pieces.every((piece) => piece !== '' && !/\p{Cs}/u.test(piece))).toBe(true)
    },
  )

  test.each<[string, string]>([
    ['words', 'word '],
    ['one long word', 'x'],
    ['white space', '\n'],
    ['emoji', FAMILY],
    ['accents', '\u0301'],
    ['full stops', '.)'],
    // The time-out is the guard here, at many times what a busy machine needs: Vitest holds a test to it that blocks, too.
  ])('splits a megabyte of %s', { timeout: 20_000 }, (_what, unit) => {
    const text = unit.repeat(1_000_000 / unit.length)
    const pieces = splitText(text, 10_000)
    expect(pieces.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
  })
})

describe('halve', () => {
  test.each<[string, string, [string, string]]>([
    ['at a word near the middle', 'aaaa bbbb cccc dddd', ['aaaa bbbb', 'cccc dddd']],
    ['in the middle where no word ends near it', `ab ${'c'.repeat(17)}`, ['ab', 'c'.repeat(17)]],
    ['two characters', 'ab', ['a', 'b']],
    ['one character into itself and nothing', 'a', ['a', '']],
    ['one pair into itself and nothing', '😀', ['😀', '']],
    ['nothing', '', ['', '']],
    [
      'after a link that reaches over the middle',
      `https://a.b/${'c'.repeat(40)} and so on`,
      [`https://a.b/${'c'.repeat(40)}`, 'and so on'],
    ],
    ['before one', `so it is: https://a.b/${'c'.repeat(40)}`, ['so it is:', `https://a.b/${'c'.repeat(40)}`]],
    [
      'a link that is all there is',
      `https://a.b/${'c'.repeat(20)} `,
      [`https://a.b/${'c'.repeat(7)}`, `${'c'.repeat(13)} `],
    ],
    ['scripts without spaces near the middle', `${'请'.repeat(20)} ab`, ['请'.repeat(13), `${'请'.repeat(7)} ab`]],
  ])('cuts %s', (_what, text, halves) => {
    expect(halve(text)).toEqual(halves)
  })

  test('makes two halves that are both much shorter', () => {
    const [first, second] = halve('lorem ipsum. '.repeat(800))
    expect(Math.max(first.length, second.length)).toBeLessThan(800 * 13 * 0.56)
  })
})

describe('shorten', () => {
  test.each<[string, string, number, string]>([
    ['leaves what fits', 'abc', 3, 'abc'],
    ['marks what it cuts', 'abcdef', 4, 'abc…'],
    ['leaves no space before the mark', 'ab cdef', 4, 'ab…'],
    ['keeps a pair whole', 'ab😀cd', 4, 'ab…'],
    ['gives the mark alone where no character fits', '😀bc', 2, '…'],
    ['gives nothing where not even the mark fits', 'abc', 1, ''],
  ])('%s', (_what, text, max, short) => {
    expect(shorten(text, max)).toBe(short)
  })
})

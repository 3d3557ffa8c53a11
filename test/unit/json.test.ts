import { describe, expect, test } from 'vitest'
import { readJson, writeJson } from '../../core/platform/json'
import fc from '../property'

describe('reading', () => {
  test.each([
    ['{"id":9007199254740993}', { id: '9007199254740993' }],
    ['[9223372036854775807,-9007199254740993]', ['9223372036854775807', '-9007199254740993']],
    ['{"a":{"b":[{"id":18446744073709551615}]}}', { a: { b: [{ id: '18446744073709551615' }] } }],
    ['9007199254740993', '9007199254740993'],
    ['[9007199254740991,-9007199254740991]', [9007199254740991, -9007199254740991]],
    ['{"text":"9007199254740993, \\"90071992547409939\\""}', { text: '9007199254740993, "90071992547409939"' }],
    [
      '[1234567890123456.5,1e400,1e21,0.12345678901234567]',
      [1234567890123456.5, Number.POSITIVE_INFINITY, 1e21, 0.12345678901234566],
    ],
    ['{"id":1,"id":9007199254740993}', { id: '9007199254740993' }],
    ['{"id":9007199254740993,"id":1}', { id: 1 }],
  ])('%s', (text, value) => {
    expect(readJson(text)).toEqual(value)
  })

  test.each([
    '',
    '{',
    '{"id":9007199254740993',
    '[9007199254740993,]',
    '09007199254740993',
    '+9007199254740993',
    '<html>',
  ])('refuses what is no JSON: %j', (text) => {
    expect(() => readJson(text)).toThrow(SyntaxError)
  })

  test('sets nobody’s prototype', () => {
    const read = readJson(
      '{"id":9007199254740993,"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
    )
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype)
    expect('polluted' in {}).toBe(false)
    expect(Object.keys(Object(read))).toEqual(['id', '__proto__', 'constructor'])
  })

  test('is what JSON.parse does, but for whole numbers beyond what JavaScript holds exactly', () => {
    const exact = (_key: string, value: unknown) =>
      typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(String(value)) ? String(value) : value
    fc.assert(
      fc.property(fc.json(), fc.constantFrom('', '1234567890123456'), (text, digits) => {
        const all = `[${text},"${digits}"]`
        expect(readJson(all)).toEqual(JSON.parse(all, exact))
      }),
    )
  })

  test('keeps every whole number, wherever it stands', () => {
    fc.assert(
      fc.property(fc.bigInt(-(2n ** 70n), 2n ** 70n), fc.string(), fc.json(), (number, key, other) => {
        const text = `{${JSON.stringify(`k${key}`)}:[${other},${number}],"n":${number}}`
        const read = readJson(text)
        const expected = Number.isSafeInteger(Number(number)) ? Number(number) : String(number)
        expect(read).toHaveProperty('n', expected)
      }),
    )
  })

  test.each(['[', '{"a":', '"', '1', '-', '\\', '"\\', '"\\"', '1234567890123456', '[1234567890123456,'])(
    'a megabyte of %j is read or refused in time',
    { timeout: 20_000 },
    (unit) => {
      const text = unit.repeat(1_000_000 / unit.length)
      for (const hostile of [text, `[1234567890123456,${text}`, `["${text}",1234567890123456]`]) {
        try {
          readJson(hostile)
        } catch (error) {
          expect(error).toBeInstanceOf(Error)
        }
      }
    },
  )
})

describe('writing', () => {
  test('a bigint is a number with all its digits', () => {
    expect(writeJson({ id: 9007199254740993n, text: 'x', none: undefined })).toBe('{"id":9007199254740993,"text":"x"}')
  })

  test.each([
    ['a\u0000b\u0007\u001b[1m\u007f\u009b', 'ab[1m'],
    ['a\tb\nc\r\nd', 'a\tb\nc\r\nd'],
    ['\ud83d x \udc4d', '\ufffd x \ufffd'],
    ['👍🏽 👩‍👩‍👧 \u202eabc\u200b', '👍🏽 👩‍👩‍👧 \u202eabc\u200b'],
  ])('%j is sent as %j', (text, sent) => {
    expect(JSON.parse(writeJson({ deep: [{ text }] }))).toEqual({ deep: [{ text: sent }] })
  })

  test('is what JSON.stringify does, for whatever can be read again', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme-ascii' }), (value) => {
        expect(JSON.parse(writeJson({ value }))).toEqual(JSON.parse(JSON.stringify({ value })))
      }),
    )
  })
})

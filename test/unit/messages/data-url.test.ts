import { describe, expect, test } from 'vitest'
import { isDataUrl, readDataUrl } from '../../../core/messages/data-url'
import fc from '../../property'

const read = (url: string, maxBytes = 1_000) => {
  const file = readDataUrl(url, maxBytes)
  return file && [file.contentType, file.content.toString('latin1')]
}

describe('a data: address', () => {
  test.each([
    ['data:image/png;base64,aGVsbG8=', ['image/png', 'hello']],
    ['data:image/png;base64,aGVsbG8', ['image/png', 'hello']],
    [' DATA:image/png;BASE64,aGVs\nbG8= ', ['image/png', 'hello']],
    ['data:image/png;base64,aGVsbG8%3D', ['image/png', 'hello']],
    ['data:image/png;base64,_-8', ['image/png', '\xff\xef']],
    ['data:image/png;base64,/+8=', ['image/png', '\xff\xef']],
    ['data:text/csv;charset=utf-8;base64,YSxi', ['text/csv;charset=utf-8', 'a,b']],
    ['data:audio/ogg;codecs=opus;base64,YSxi', ['audio/ogg;codecs=opus', 'a,b']],
    ['data:text/plain,a%20b%2C%FF,c', ['text/plain', 'a b,\xff,c']],
    ['data:,100%', ['text/plain', '100%']],
    ['data:,%', ['text/plain', '%']],
    ['data:;charset=utf-8,x', ['text/plain;charset=utf-8', 'x']],
    ['data:image/svg+xml;utf8,<svg xmlns="x">ä</svg>', ['image/svg+xml;utf8', '<svg xmlns="x">\xc3\xa4</svg>']],
  ])('%j holds a file', (url, file) => {
    expect(isDataUrl(url)).toBe(true)
    expect(read(url)).toEqual(file)
  })

  test.each([
    'data:',
    'data:image/png',
    'data:image/png;base64',
    'data:image/png;base64,',
    'data:image/png;base64,====',
    'data:image/png;base64,a',
    'data:image/png;base64,aGVsb',
    'data:image/png;base64,aGV*bG8=',
    'data:image/png;base64,aGVs=bG8=',
    'data:image/png;base64,ÄÖÜß',
    `data:${'x'.repeat(2_000)},a`,
  ])('%j holds none', (url) => {
    expect(read(url)).toBeUndefined()
  })

  test('is held to the size of the file, not of the address', () => {
    const of = (bytes: number) => `data:image/png;base64,${Buffer.alloc(bytes, 1).toString('base64')}`
    expect(read(of(1_000))?.[1]).toHaveLength(1_000)
    expect(read(of(1_001))).toBeUndefined()
    expect(read(`data:,${'%41'.repeat(1_000)}`)?.[1]).toHaveLength(1_000)
    expect(read(`data:,${'%41'.repeat(1_001)}`)).toBeUndefined()
    expect(read(`data:,${'a'.repeat(100_000)}`)).toBeUndefined()
  })

  test.each(['https://a.b/data:x', 'data', 'https://a.b/?data:,x', ''])('is not what is another one: %j', (url) => {
    expect(isDataUrl(url)).toBe(false)
    expect(read(url)).toBeUndefined()
  })

  test('holds whatever bytes were put into it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
        const content = Buffer.from(bytes)
        for (const url of [
          `data:a/b;base64,${content.toString('base64')}`,
          `data:a/b;base64,${encodeURIComponent(content.toString('base64'))}`,
          `data:a/b,${[...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')}`,
        ]) {
          expect(readDataUrl(url, 1_000)?.content.equals(content)).toBe(true)
        }
      }),
    )
  })
})

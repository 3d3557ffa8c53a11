import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { fromBase85, toBase85 } from '../../core/platform/base85'
import fc from '../property'

const bytes = fc.uint8Array({ maxLength: 300 })

test('bytes come back as they went, with zeros to a multiple of four', () => {
  fc.assert(
    fc.property(bytes, (given) => {
      const back = fromBase85(toBase85(given))
      expect([...back.subarray(0, given.length)]).toEqual([...given])
      expect([...back.subarray(given.length)]).toEqual(Array(-given.length & 3).fill(0))
    }),
  )
})

test('no character needs an escape in a string', () => {
  fc.assert(
    fc.property(bytes, (given) => {
      expect(toBase85(given)).toMatch(/^[^\\'"\s\u0080-\uffff]*$/)
    }),
  )
})

test('zeros behind what is compressed do no harm', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const compressed = fromBase85(toBase85(brotliCompressSync(text)))
      expect(brotliDecompressSync(compressed).toString()).toBe(Buffer.from(text).toString())
    }),
  )
})

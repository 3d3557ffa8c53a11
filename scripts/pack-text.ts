import { brotliCompressSync, constants } from 'node:zlib'
import { toBase85 } from '../core/platform/base85'

/** A text as it stands in code of the bundle, which cannot read files: compressed by brotli, in base 85. */
export function packText(text: string): string {
  const bytes = Buffer.from(text)
  const compressed = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  })
  return toBase85(compressed)
}

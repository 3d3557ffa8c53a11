import { readFileSync } from 'node:fs'
import { brotliCompressSync, constants } from 'node:zlib'
import { toBase85 } from '../../core/documentation/base85'
import type { DocsPage } from '../../core/documentation/unpack'
import type { Documentation } from './pages'
import { renderPage } from './render'

/** The pages of an integration, rendered from the files as they are now. */
export function renderAll({ sources }: Documentation): DocsPage[] {
  return sources.map((source) => {
    const markdown = readFileSync(new URL(`../../${source.path}`, import.meta.url), 'utf8')
    return renderPage(source, markdown, sources)
  })
}

/** The pages as a module of the bundle, which cannot read files. */
export function moduleOf(pages: readonly DocsPage[]): string {
  const fields = pages.flatMap(({ name, title, about, content }) => [name, title, about, content])
  const text = Buffer.from(fields.join('\0'))
  const compressed = brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    },
  })
  return `/** The documentation, made from its Markdown by \`npm run docs:pack\`. */
export const packed =
  '${toBase85(compressed)}'
`
}

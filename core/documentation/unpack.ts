import { brotliDecompressSync } from 'node:zlib'
import { fromBase85 } from '../platform/base85'

/** One page of the documentation, as it was rendered from Markdown when it was packed. */
export type DocsPage = {
  /** The last part of its address. */
  name: string
  title: string
  /** What it is about, in a line. */
  about: string
  /** Markup of our own, without the title. */
  content: string
}

const unpacked = new Map<string, DocsPage[]>()

/**
 * Reads packed pages, once in each process, when they are first asked for.
 *
 * @param packed name, title, line and markup of each page in turn, with a zero character between them; compressed by brotli,
 * in base 85.
 */
export function unpack(packed: string): DocsPage[] {
  const known = unpacked.get(packed)
  if (known) return known
  const fields = brotliDecompressSync(fromBase85(packed)).toString().split('\0')
  const pages: DocsPage[] = []
  for (let at = 0; at + 4 <= fields.length; at += 4) {
    const [name = '', title = '', about = '', content = ''] = fields.slice(at)
    pages.push({ name, title, about, content })
  }
  unpacked.set(packed, pages)
  return pages
}

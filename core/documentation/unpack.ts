import { brotliDecompressSync } from 'node:zlib'
import * as z from 'zod'

/** One page of the documentation, as it was rendered from Markdown when it was packed. */
export type DocsPage = {
  /** The last part of its address. */
  name: string
  title: string
  /** What it is about, in a line. */
  about: string
  /** Its headings of the second rank, which bear these ids. */
  headings: { id: string; text: string }[]
  /** Markup of our own, without the title. */
  content: string
}

const pages = z.lazy(() =>
  z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      about: z.string(),
      headings: z.array(z.object({ id: z.string(), text: z.string() })),
      content: z.string(),
    }),
  ),
)

const unpacked = new Map<string, DocsPage[]>()

/** @param packed the pages as JSON, compressed by brotli, in base64. Read once by each process, when they are asked for. */
export function unpack(packed: string): DocsPage[] {
  const known = unpacked.get(packed)
  if (known) return known
  const json = brotliDecompressSync(Buffer.from(packed, 'base64')).toString()
  const found = pages.parse(JSON.parse(json))
  unpacked.set(packed, found)
  return found
}

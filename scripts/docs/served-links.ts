import { posix } from 'node:path'
import type { DocsSource } from './pages'

/** Where a link of a page leads once the page is served. */
export type Served =
  | { to: 'address'; address: string }
  /** A file of the repository, which who reads the page may not have. */
  | { to: 'file'; path: string }

/** @param target as it stands in the Markdown file at `path`. Throws for addresses without encryption. */
export function servedLink(target: string, path: string, sources: readonly DocsSource[]): Served {
  if (/^(https:\/\/|#)/.test(target)) return { to: 'address', address: target }
  if (/^\w+:/.test(target)) throw new Error(`${path} has a link that is not by https: ${target}`)
  const [relative = '', anchor] = target.split('#')
  const file = posix.join(posix.dirname(path), relative)
  const page = sources.find((source) => source.path === file)
  if (page === undefined) return { to: 'file', path: file }
  return { to: 'address', address: anchor === undefined ? page.name : `${page.name}#${anchor}` }
}

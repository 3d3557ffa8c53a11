import { readFileSync } from 'node:fs'
import type { DocsPage } from '../../core/documentation/unpack'
import { packText } from '../pack-text'
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
  return `/** The documentation, made from its Markdown by \`npm run docs:pack\`. */
export const packed =
  '${packText(fields.join('\0'))}'
`
}

import MarkdownIt, { type Token } from 'markdown-it'
import type { DocsPage } from '../../core/documentation/unpack'
import type { DocsSource } from './pages'
import { servedLink } from './served-links'
import { slugs } from './slug'

/**
 * Renders one Markdown file as a page that is served. Its first line has to be its title.
 *
 * @param sources all that are served with it: links to them stay links, those to other files of the repository become words.
 */
export function renderPage(
  { name, path, about }: DocsSource,
  markdown: string,
  sources: readonly DocsSource[],
): DocsPage {
  const [, title, text] = /^# (.+)\n([\s\S]*)$/.exec(markdown) ?? []
  if (title === undefined || text === undefined) throw new Error(`${path} does not begin with a title`)
  const reader = new MarkdownIt()
  const slug = slugs()
  slug(title)

  reader.core.ruler.push('served', ({ tokens }) => {
    let heading = title
    for (const [at, token] of tokens.entries()) {
      if (token.type === 'heading_open') {
        heading = wordsOf(tokens[at + 1]?.children ?? [])
        token.attrSet('id', slug(heading))
      }
      if (token.type === 'table_open') token.meta = { heading }
      if (token.type === 'th_open') token.attrSet('scope', 'col')
      if (token.type === 'th_open' || token.type === 'td_open') alignByClass(token)
      if (token.children) serveLinks(token.children)
    }
  })

  function serveLinks(tokens: Token[]): void {
    let file: { path: string; from: number } | undefined
    for (const [at, token] of tokens.entries()) {
      if (token.type === 'image') becomeText(token, `(Picture: ${token.content})`)
      if (token.type === 'link_open') {
        const served = servedLink(String(token.attrGet('href')), path, sources)
        if (served.to === 'address') token.attrSet('href', served.address)
        else {
          file = { path: served.path, from: at }
          becomeText(token, '')
        }
      }
      if (token.type === 'link_close' && file) {
        const isNamed = wordsOf(tokens.slice(file.from, at)).includes(file.path)
        becomeText(token, isNamed ? ' (in the source)' : ` (${file.path} in the source)`)
        file = undefined
      }
    }
  }

  const { rules } = reader.renderer
  rules.table_open = (tokens, at) => {
    const heading = reader.utils.escapeHtml(String(tokens[at]?.meta?.heading))
    return `<div class="table" tabindex="0" role="group" aria-label="Table: ${heading}"><table>\n`
  }
  rules.table_close = () => '</table></div>\n'
  const { fence } = rules
  rules.fence = (...told) => String(fence?.(...told)).replace('<pre>', '<pre tabindex="0">')
  return { name, title, about, content: withoutIdleTags(reader.render(text)) }
}

/** HTML lets these be left out, and there are thousands of them. */
const withoutIdleTags = (markup: string): string =>
  markup.replace(/<\/(td|th|tr|li|thead|tbody)>\n?/g, '').replace(/<tbody>\n/g, '')

/** What is read of a line, without its marks. */
const wordsOf = (tokens: readonly Token[]): string => tokens.map(({ content }) => content).join('')

/** The pages' policy lets no style stand in an element. */
function alignByClass(token: Token): void {
  if (token.attrGet('style') === 'text-align:right') token.attrSet('class', 'number')
  token.attrs = token.attrs?.filter(([name]) => name !== 'style') ?? null
}

function becomeText(token: Token, words: string): void {
  token.type = 'text'
  token.tag = ''
  token.nesting = 0
  token.content = words
}

import { type Answer, goTo, type Page, show } from '../pages/answer'
import { html, readyMade } from '../pages/html'
import { notFound } from '../pages/problems'
import type { Product } from '../pages/product'
import type { HttpRequest } from '../pages/request'
import { type DocsPage, unpack } from './unpack'

/** Nothing in them is anybody's, so they may be kept for an hour. */
const kept = 'public, max-age=3600'

/** The documentation below the webhook URL: the list at `/docs`, each page at `/docs/<name>`. */
export function docs({ name: product }: Product, packed: string, { method, path }: HttpRequest): Answer {
  const answer = answerTo(product, packed, path)
  return method === 'HEAD' ? { ...answer, body: '' } : answer
}

function answerTo(product: string, packed: string, path: string): Answer {
  // Links between the pages are relative, so each page has one address alone.
  if (/^\/docs(\/[a-z-]+)?\/$/.test(path)) return goTo(`../${path.split('/').at(-2)}`)
  const pages = unpack(packed)
  const page = path === '/docs' ? list(pages) : one(pages, path.slice('/docs/'.length))
  if (page === undefined) return show(product, notFound())
  const { headers, ...answer } = show(product, { ...page, isWide: true })
  return { ...answer, headers: { ...headers, 'cache-control': kept } }
}

const list = (pages: DocsPage[]): Page => ({
  title: 'Documentation',
  content: html`<dl class="docs">${pages.map(
    ({ name, title, about }) => html`<div><dt><a href="docs/${name}">${title}</a></dt><dd>${about}</dd></div>`,
  )}</dl>`,
})

function one(pages: DocsPage[], name: string): Page | undefined {
  const page = pages.find((it) => it.name === name)
  if (page === undefined) return undefined
  return {
    title: page.title,
    content: html`<nav class="small" aria-label="Documentation"><a href="../docs">All documents</a></nav>
${contents(page)}
${readyMade(page.content)}`,
  }
}

/** A page's headings of the second rank, where it has so many that one looks for them. */
function contents({ content }: DocsPage) {
  const headings = [...content.matchAll(/<h2 id="([^"]*)">(.*?)<\/h2>/g)]
  if (headings.length < 3) return undefined
  return html`<details class="contents"><summary>On this page</summary>
<ul>${headings.map(([, id, text = '']) => html`<li><a href="#${id}">${readyMade(text)}</a></li>`)}</ul></details>`
}

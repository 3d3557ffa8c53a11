import { Marked } from 'marked'

const marked = new Marked({ gfm: true, breaks: true, async: false })

/** Markdown as HTML; not safe yet, `SafeHtml` makes it so. */
export function markdownToHtml(text: string): string {
  const html = marked.parse(text)
  return typeof html === 'string' ? html : ''
}

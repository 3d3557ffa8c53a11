import { useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import { markdownToHtml } from './markdown'
import { sanitize } from './sanitize'

/** HTML of others, sanitised. The only way it gets onto the page. */
export function SafeHtml({ html }: { html: string }) {
  const root = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => root.current?.replaceChildren(sanitize(html)), [html])
  return <div class="rich" dir="auto" ref={root} />
}

/** Markdown of the bot or an agent. */
export function Markdown({ text }: { text: string }) {
  const html = useMemo(() => markdownToHtml(text), [text])
  return <SafeHtml html={html} />
}

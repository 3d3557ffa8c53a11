/** Plain text as HubSpot's editor would hold it: one paragraph per line. */
export function plainToHtml(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return escaped
    .split('\n')
    .map((line) => `<p>${line === '' ? '<br>' : line}</p>`)
    .join('')
}

/** The text of what an agent wrote with formatting: tags go, ends of blocks become line breaks. */
export function htmlToPlain(html: string): string {
  return html
    .replace(/<br\s*\/?>|<\/(p|div|li|blockquote|h[1-6])>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim()
}

import { escapeInline, type TextPlace } from './escape-text'

const ADDRESS =
  /(?:https?:\/\/|www\.)[^\s<>"`[\]\\{}|^]+|(?<![\w.+-])[\w.+-]{1,64}@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?){1,8}/gi

/** Splits text at the addresses in it that chats make links of; every other entry is one. */
export function splitAtAddresses(text: string): string[] {
  const parts: string[] = []
  let from = 0
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = withoutEnd(found)
    parts.push(text.slice(from, index), address)
    from = index + address.length
  }
  return [...parts, text.slice(from)]
}

/** An address without the punctuation that closes the sentence, as GFM has it. */
function withoutEnd(address: string): string {
  let end = address.length
  while (end > 0 && /[?!.,:;*_~'"]/.test(address.charAt(end - 1))) end -= 1
  if (address.charAt(end - 1) === ')' && !address.slice(0, end).includes('(')) end -= 1
  return address.slice(0, end)
}

/**
 * An address as Markdown: as it is where a renderer leaves it alone, as it works as a link and as plain text then. Else
 * between angle brackets, as a backslash would become part of what GFM links to.
 *
 * @param next the Markdown that follows it.
 * @param touches whether a mark, code or a link follows right behind `next`.
 */
export function addressMarkdown(address: string, place: TextPlace, next: string, touches: boolean): string {
  // More of it would not be one word any more.
  const behind = /^\S*/.exec(next.slice(0, CHUNK_MAX))?.[0] ?? ''
  const isMail = !/^(?:https?:|www\.)/i.test(address)
  const isApart = !/[\\|]/.test(behind) && behind.length < CHUNK_MAX && !(touches && behind.length === next.length)
  const escaped = escapeInline(address, place)
  // Within a link it is none; with a backslash in it or behind it, some would see one that goes on beyond it.
  if (place.inLink) return escaped === address && !behind.includes('\\') ? address : escaped.replace(/[:.@]/, '\\$&')
  if (escaped === address && isApart && !(isMail && /[\w.+*~\\-]/.test(place.before))) return address
  if (isMail || /^http/i.test(address)) return `<${address}>`
  const href = encodeURI(address).replaceAll('(', '%28').replaceAll(')', '%29')
  return `[${escapeInline(address, { ...place, inLink: true })}](https://${href})`
}

const CHUNK_MAX = 200

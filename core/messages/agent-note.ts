/** A note for agents. `html` says the same as `text`, for a desk that takes it; undefined for one that does not. */
export type AgentNote = { text: string; html: string | undefined }

/** What stands in a note: what somebody said, or a line about it. */
export type NotePart = { label: string; lines: readonly string[] } | { remark: string }

/** Begins each further line of a message. White space alone would not do: a desk may keep notes as HTML. */
const FURTHER = '\n  | '

/** Longest address that becomes a link, in UTF-16 units; it stands there twice then. Our own choice. */
const LINK_MAX = 500

/**
 * Parts below each other, in HTML as one paragraph: names are bold, remarks in italics. All that is somebody's is escaped,
 * so nobody's words can pass for a name.
 */
export function noteOf(parts: readonly NotePart[], isRich: boolean): AgentNote {
  const text = parts.map(plainPart).join('\n')
  return { text, html: isRich ? `<p>${parts.map(richPart).join('<br>')}</p>` : undefined }
}

/** A note's length as it is sent, in UTF-16 units: that of its longer form. */
export const sizeOf = ({ text, html = '' }: AgentNote): number => Math.max(text.length, html.length)

/** Notes as one, in this order; undefined for none. */
export function joined(notes: readonly AgentNote[], between: string): AgentNote | undefined {
  const [first] = notes
  if (first === undefined) return undefined
  const isRich = notes.every(({ html }) => html !== undefined)
  return {
    text: notes.map(({ text }) => text).join(between),
    html: isRich ? notes.map(({ html }) => html).join('') : undefined,
  }
}

function plainPart(part: NotePart): string {
  return 'remark' in part ? part.remark : `${part.label}: ${part.lines.join(FURTHER)}`
}

function richPart(part: NotePart): string {
  if ('remark' in part) return `<em>${escaped(part.remark).replaceAll('\n', '<br>')}</em>`
  return `<strong>${escaped(part.label)}:</strong> ${part.lines.map(linked).join('<br>')}`
}

/** A line with its web addresses as links, which lead where they say. */
function linked(line: string): string {
  return line
    .split(/(https?:\/\/[^\s<>"'`]+)/)
    .map((piece, at) => (at % 2 === 1 ? linkOf(piece) : escaped(piece)))
    .join('')
}

function linkOf(found: string): string {
  // What ends a sentence, or closes brackets around the address, is not of it.
  const end = found.search(/[)\].,;:!?]{1,10}$/)
  const address = end < 0 ? found : found.slice(0, end)
  if (address.length > LINK_MAX || !URL.canParse(address)) return escaped(found)
  return `<a href="${escaped(address)}">${escaped(address)}</a>${escaped(found.slice(address.length))}`
}

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '&quot;')

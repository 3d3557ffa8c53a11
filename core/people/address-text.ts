/**
 * What people, language models and messengers put around an e-mail address or a phone number, taken off. Nothing here
 * guesses: what is taken off is never part of either.
 */
export type AddressText = {
  /** Without what clings to it; empty when there was nothing to see. */
  text: string
  /** What it was said to be (`mailto`, `tel`, `whatsapp`…), in lower case. */
  label: string | undefined
}

/** Longest text that is read, in UTF-16 units. An e-mail address has 320 at most. */
const MAX_LENGTH = 1_000

/** What may stand before an address with a colon; with another scheme (`sip:`, `acct:`) it is none of the two. */
const labelled =
  /^(mailto|e-?mail|mail|smtp|tel|telephone|phone|mobile|cell|sms|smsto|mms|callto|whatsapp|wa|signal|viber|facetime|imessage)(?: ?[:=] ?(?!\/\/send)(?:\/\/)?|\.? (?=[+(\d]))/i

const clings = /[\s"'“”„‟‘’‚‛«»‹›<>()[\]{}`*|,;:!?.\\/]/
/** At the end, also what no address ends with. */
const clingsToEnd = /[\s"'“”„‟‘’‚‛«»‹›<>()[\]{}`*|,;:!?.\\/_~-]/

/** @returns undefined for a text that is too long to be one address. */
export function addressTextFrom(given: string): AddressText | undefined {
  const trimmed = given.trim()
  if (trimmed.length > MAX_LENGTH) return undefined
  let text = legible(trimmed)
  let label: string | undefined
  // A label can stand within brackets, and brackets behind a label.
  for (let round = 0; round < 3; round += 1) {
    text = withoutClinging(unwrapped(text))
    const [all, name] = labelled.exec(text) ?? []
    if (all === undefined || name === undefined) break
    label = name.toLowerCase()
    text = text.slice(all.length)
  }
  // What a link says besides the address: subject, text of the message.
  if (label !== undefined) text = text.split('?', 1)[0] ?? ''
  text = withoutClinging(text)
  return text.length > MAX_LENGTH ? undefined : { text, label }
}

/** With ordinary signs in place of full-width and percent-encoded ones, and without what cannot be seen. */
function legible(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/%(?:40|2b|2e|2d|20|28|29)/gi, decodeURIComponent)
    .replace(/\s/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/[。｡]/g, '.')
    .replace(/ {2,}/g, ' ')
}

/** What stands inside a Markdown link, inside angle brackets (`Name <address>`), or before a comment in parentheses. */
function unwrapped(text: string): string {
  const [, target] = /^\[[^\]]*\]\(([^()]*)\)\W?$/.exec(text) ?? []
  if (target !== undefined) return target
  const [, inner] = /^[^<>]*<([^<>]*)>[^<>@]*$/.exec(text) ?? []
  // Slack writes `<address|what is shown>`.
  if (inner !== undefined) return inner.split('|', 1)[0] ?? ''
  return /^([^()@ ]+@[^()@ ]+) \([^()@]*\)$/.exec(text)?.[1] ?? text
}

function withoutClinging(text: string): string {
  let from = 0
  let to = text.length
  while (to > from && clingsToEnd.test(text.charAt(to - 1))) to -= 1
  // An address can begin with an underscore, but not end with one: only a pair of them is emphasis.
  const isEmphasised = /[_~]/.test(text.charAt(to))
  while (from < to && (clings.test(text.charAt(from)) || (isEmphasised && /[_~]/.test(text.charAt(from))))) from += 1
  return text.slice(from, to).replace(/^[-–—•·] /, '')
}

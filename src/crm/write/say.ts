import { shorten } from '../../../core/messages/split-text'

/** Longest value in a question, in UTF-16 units: the user is to see what is written, not to read it all again. */
const valueMax = 200

/** One value as people read it, under the name that people know. */
export type SaidValue = { label: string; value: string }

/**
 * The question to put to the user: one sentence that names everything that will be written.
 *
 * @param does such as "create a ticket".
 * @param links what it will be linked to, such as "contact 101".
 * @param joint leads on to the values.
 */
export function question(does: string, values: readonly SaidValue[], links: readonly string[], joint = 'with'): string {
  const said = values.map(({ label, value }) => `${label} "${inOneLine(value)}"`)
  const what = said.length === 0 ? does : `${does} ${joint} ${listed(said)}`
  return links.length === 0 ? `Shall I ${what}?` : `Shall I ${what}, linked to ${listed(links)}?`
}

/** A value cannot end its own quotation and go on as if it were the question. */
export const inOneLine = (value: string) =>
  shorten(
    value
      .replace(/\s+/g, ' ')
      .replace(/["“”„«»]/g, "'")
      .trim(),
    valueMax,
  )

function listed(parts: readonly string[]): string {
  const [last = ''] = parts.slice(-1)
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`
}

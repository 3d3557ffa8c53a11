import { escapeUTF8 } from 'entities'
import type { Clock } from '../../core/messages/clock'
import { shorten } from '../../core/messages/split-text'
import { ENGAGEMENT_BODY_MAX } from '../hubspot/limits'
import { lengthOf } from './facts'
import type { Interaction, Turn } from './interaction'

/** A summary, and what it is called: who wrote it says how far to trust it. */
export type Summary = { heading: string; text: string }

/** Longest summary as HTML, in UTF-16 units; a bot that gives more has given something else. */
const summaryMax = 30_000
/** Longest text of one turn, as HTML. */
const turnMax = 8_000

/**
 * The body of a note or call, as HTML: a heading, the period, the summary, what was said as a dialogue, and the reference by
 * which it is found again. What does not fit of the dialogue is cut from its middle, which a line says.
 *
 * @param reference see `referenceOf`.
 */
export function bodyOf(
  interaction: Interaction,
  summary: Summary,
  { clock, reference, hasTranscript }: { clock: Clock; reference: string; hasTranscript: boolean },
): string {
  // A call has a title of its own.
  const heading = interaction.kind === 'call' ? '' : `<p><strong>${line(titleOf(interaction))}</strong></p>`
  const period = `<p>${line(periodOf(interaction, clock))}</p>`
  const told = `<p><strong>${line(summary.heading)}</strong><br>${paragraph(summary.text, summaryMax)}</p>`
  const last = `<p>${line(reference)}</p>`
  const fixed = heading + period + told + last
  const turns = hasTranscript ? interaction.turns : []
  return heading + period + told + transcript(turns, clock, ENGAGEMENT_BODY_MAX - fixed.length) + last
}

/** What a note or call is headed by. */
export function titleOf({ title, kind, userName }: Interaction): string {
  return shorten(title?.trim() || `${kind === 'call' ? 'Call' : 'Chat'} with ${userName || 'a customer'}`, 200)
}

/** `26 November 2026, 19:15 to 19:32 (17 minutes, Europe/Berlin)`. */
function periodOf(interaction: Interaction, clock: Clock): string {
  const { startedAt } = interaction
  // By two clocks, an end can seem to be before the beginning.
  const endedAt = (interaction.endedAt ?? 0) < startedAt ? undefined : interaction.endedAt
  const [from, to] = [clock.day(startedAt), endedAt === undefined ? undefined : clock.day(endedAt)]
  const end = endedAt === undefined ? '' : ` to ${to === from ? '' : `${to}, `}${clock.time(endedAt)}`
  const more = [lengthOf(interaction), clock.zone].filter((part) => part !== undefined).join(', ')
  return `${from}, ${clock.time(startedAt)}${end} (${more})`
}

const transcriptHeading = '<p><strong>What was said</strong></p>'

function transcript(turns: readonly Turn[], clock: Clock, room: number): string {
  if (turns.length === 0) return ''
  const said = turns.map((turn) => turnHtml(turn, clock))
  const left = room - transcriptHeading.length
  if (lengthOfAll(said) <= left) return transcriptHeading + said.join('')
  return transcriptHeading + withoutMiddle(said, left)
}

/** Beginning and end in equal shares, and a line that says how much is left out between them. */
function withoutMiddle(said: readonly string[], room: number): string {
  const half = (room - cut(said.length).length) / 2
  const first = fitting(said, half)
  const last = fitting([...said].reverse(), half).reverse()
  return [...first, cut(said.length - first.length - last.length), ...last].join('')
}

function fitting(said: readonly string[], room: number): string[] {
  let left = room
  const taken: string[] = []
  for (const one of said) {
    left -= one.length
    if (left < 0) break
    taken.push(one)
  }
  return taken
}

const cut = (count: number) =>
  `<p><em>… ${count === 1 ? '1 message in between was' : `${count} messages in between were`} left out …</em></p>`
const lengthOfAll = (said: readonly string[]) => said.reduce((sum, { length }) => sum + length, 0)

function turnHtml({ from, name, text, at }: Turn, clock: Clock): string {
  const who = name || { user: 'Customer', bot: 'Bot', agent: 'Agent' }[from]
  const role = from === 'agent' && name !== '' && name !== 'Agent' ? ' (agent)' : ''
  const when = at === undefined ? '' : `, ${clock.time(at)}`
  return `<p><strong>${line(shorten(who, 80))}${role}</strong>${when}<br>${paragraph(text, turnMax)}</p>`
}

const line = (text: string) => escapeUTF8(text.replace(/\s+/g, ' ').trim())

/** Lines as they are; no longer than this when it is HTML, which a character can make several of. */
function paragraph(text: string, max: number): string {
  for (let kept = shorten(text.trim(), max); ; ) {
    const html = escapeUTF8(kept).replace(/\r\n|[\r\n\u2028\u2029]/g, '<br>')
    if (html.length <= max) return html
    kept = shorten(kept, Math.floor((kept.length * max) / html.length))
  }
}

import { escapeUTF8 } from 'entities'
import type { Clock } from '../../core/messages/clock'
import { isNameless } from '../../core/messages/speakers'
import { shorten } from '../../core/messages/split-text'
import type { Texts } from '../../core/texts/languages'
import { counted, say } from '../../core/texts/say'
import { ENGAGEMENT_BODY_MAX } from '../hubspot/limits'
import { lengthOf } from './facts'
import type { Interaction, Turn } from './interaction'
import { withMarks } from './marks'
import { scrubText } from './scrubber/scrub'

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
  texts: Texts,
  interaction: Interaction,
  summary: Summary,
  { clock, reference, hasTranscript }: { clock: Clock; reference: string; hasTranscript: boolean },
): string {
  // A call has a title of its own.
  const heading = interaction.kind === 'call' ? '' : `<p><strong>${line(titleOf(texts, interaction))}</strong></p>`
  const period = `<p>${line(periodOf(texts, interaction, clock))}</p>`
  const told = `<p><strong>${line(summary.heading)}</strong><br>${paragraph(withMarks(texts, summary.text), summaryMax)}</p>`
  const last = `<p>${line(reference)}</p>`
  const fixed = heading + period + told + last
  const turns = hasTranscript ? interaction.turns : []
  return heading + period + told + transcript(texts, turns, clock, ENGAGEMENT_BODY_MAX - fixed.length) + last
}

const titleMax = 200

/** What a note or call is headed by. */
export function titleOf(texts: Texts, { title, kind, userName }: Interaction): string {
  const named = say(texts, kind === 'call' ? 'callWith' : 'chatWith', { name: userName || texts.aCustomer })
  const { text } = scrubText(shorten(title?.trim() || named, titleMax))
  return shorten(withMarks(texts, text), titleMax)
}

/** `26 November 2026, 19:15 to 19:32 (17 minutes, Europe/Berlin)`. */
function periodOf(texts: Texts, interaction: Interaction, clock: Clock): string {
  const { startedAt } = interaction
  // By two clocks, an end can seem to be before the beginning.
  const endedAt = (interaction.endedAt ?? 0) < startedAt ? undefined : interaction.endedAt
  const [from, to] = [clock.day(startedAt), endedAt === undefined ? undefined : clock.day(endedAt)]
  const more = [lengthOf(texts, interaction), clock.zone].filter((part) => part !== undefined).join(', ')
  const start = `${from}, ${clock.time(startedAt)}`
  if (endedAt === undefined) return `${start} (${more})`
  const end = `${to === from ? '' : `${to}, `}${clock.time(endedAt)}`
  return `${say(texts, 'fromTo', { from: start, to: end })} (${more})`
}

function transcript(texts: Texts, turns: readonly Turn[], clock: Clock, room: number): string {
  if (turns.length === 0) return ''
  const heading = `<p><strong>${line(texts.whatWasSaid)}</strong></p>`
  const said = turns.map((turn) => turnHtml(texts, turn, clock))
  const left = room - heading.length
  if (lengthOfAll(said) <= left) return heading + said.join('')
  return heading + withoutMiddle(texts, said, left)
}

/** Beginning and end in equal shares, and a line that says how much is left out between them. */
function withoutMiddle(texts: Texts, said: readonly string[], room: number): string {
  const half = (room - cut(texts, said.length).length) / 2
  const first = fitting(said, half)
  const last = fitting([...said].reverse(), half).reverse()
  return [...first, cut(texts, said.length - first.length - last.length), ...last].join('')
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

const cut = (texts: Texts, count: number) => `<p><em>${line(counted(texts, 'between', count))}</em></p>`
const lengthOfAll = (said: readonly string[]) => said.reduce((sum, { length }) => sum + length, 0)

function turnHtml(texts: Texts, { from, name, text, at }: Turn, clock: Clock): string {
  const who = withMarks(texts, shorten(nameOf(texts, from, name), 80))
  const shown = from === 'agent' && !isNameless(name) ? say(texts, 'namedAgent', { name: who }) : who
  const when = at === undefined ? '' : `, ${clock.time(at)}`
  return `<p><strong>${line(shown)}</strong>${when}<br>${paragraph(withMarks(texts, text), turnMax)}</p>`
}

/** An agent without a name may have been given the word for one in another language. */
function nameOf({ customer, bot, agent }: Texts, from: Turn['from'], name: string): string {
  const word = { user: customer, bot, agent }[from]
  return from === 'agent' && isNameless(name) ? word : name || word
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

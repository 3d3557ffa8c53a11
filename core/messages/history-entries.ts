import type { Texts } from '../texts/languages'
import { isQuestion, withChosen } from './choice'
import { type EarlierSession, findSession } from './earlier-session'
import { type HistoryItem, withoutHandoff } from './history-item'
import { type Speaker, type Speakers, speakerOf } from './speakers'

/** What is shown of one message, and who says it. */
export type Said = { item: HistoryItem; speaker: Speaker }

/**
 * What stands together in a history: one message, or what the bot asked and what was answered; with what is told in lines of
 * its own before and after it. Nothing is said in one that tells of an earlier session.
 */
export type Entry = { said: readonly Said[]; before: string[]; after: string[] }

/** How many messages they hold. */
export const countOf = (entries: readonly Entry[]): number => entries.reduce((sum, { said }) => sum + said.length, 0)

/**
 * A history as it is told, oldest first: an earlier session that is known in one line, others between marks where they begin
 * and end. The words of the hand-over itself are left out.
 */
export function entriesOf(history: readonly HistoryItem[], speakers: Speakers, earlier?: EarlierSession): Entry[] {
  const items = withoutHandoff(history)
  const span = earlier && findSession(items, earlier)
  if (earlier === undefined || span === undefined) return told(items, speakers)
  const line = earlier.summary(speakers.texts)
  return [
    ...told(items.slice(0, span.from), speakers),
    { said: [], before: [line], after: [] },
    ...told(items.slice(span.to), speakers),
  ]
}

function told(items: readonly HistoryItem[], speakers: Speakers): Entry[] {
  const entries = items.map(
    (item): Entry => ({ said: [{ item, speaker: speakerOf(item, speakers) }], before: [], after: [] }),
  )
  return answered(markAgents(entries, speakers.texts))
}

/** With marks around what was said while an agent was there. */
function markAgents(entries: Entry[], { sessionBegan, sessionEnded }: Texts): Entry[] {
  const kindAt = (at: number) => entries[at]?.said[0]?.speaker.kind
  const agents = entries.flatMap((_, at) => (kindAt(at) === 'agent' ? at : []))
  for (const [nth, at] of agents.entries()) {
    const next = agents[nth + 1]
    const bot = botLines(kindAt, at, next ?? entries.length)
    if (nth === 0) entries[at]?.before.push(sessionBegan)
    if (next !== undefined && bot.length < 2) continue
    const end = bot[0]
    if (end === undefined) entries.at(-1)?.after.push(sessionEnded)
    else entries[end]?.before.push(sessionEnded)
    if (next !== undefined) entries[next]?.before.push(sessionBegan)
  }
  return entries
}

/**
 * Where the bot speaks between two lines of agents. Once may be a notice within the session (another agent has joined); a
 * session's end and the next one's beginning are more.
 */
function botLines(kindAt: (at: number) => Speaker['kind'] | undefined, from: number, to: number): number[] {
  const lines: number[] = []
  for (let at = from + 1; at < to && lines.length < 2; at += 1) if (kindAt(at) === 'bot') lines.push(at)
  return lines
}

/** With what the bot asked and what was answered together. */
function answered(entries: readonly Entry[]): Entry[] {
  const together: Entry[] = []
  for (const entry of entries) {
    const asked = together.at(-1)
    const both =
      asked && entry.before.length === 0 && asked.after.length === 0 ? pair(asked.said, entry.said) : undefined
    if (asked === undefined || both === undefined) together.push(entry)
    else together.splice(-1, 1, { said: both, before: asked.before, after: entry.after })
  }
  return together
}

/** A question of the bot's and its answer; undefined for anything else. */
function pair([question, ...more]: readonly Said[], [answer]: readonly Said[]): Said[] | undefined {
  if (question === undefined || answer === undefined || more.length > 0) return undefined
  if (question.speaker.kind !== 'bot' || answer.speaker.kind !== 'user' || !isQuestion(question.item)) return undefined
  return [{ ...question, item: { ...question.item, ...withChosen(question.item, answer.item) } }, answer]
}

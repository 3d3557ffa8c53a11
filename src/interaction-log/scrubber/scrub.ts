import { findNumbers } from './find'
import { addCounts, type Counts, type Kind, mark } from './kinds'
import type { Match } from './place'
import { type Reading, read } from './reading'
import { joinTurns, type Turn } from './turns'

export { addCounts, type Counts, type Kind }

/**
 * Takes the numbers of cards, accounts and people out of a text, and writes in the place of each what it was. Everything
 * else stays as it is; a text that was scrubbed stays the same.
 *
 * @returns the text, and how many numbers of each kind were in it.
 */
export function scrubText(text: string): { text: string; counts: Counts } {
  const { turns, counts } = scrubTurns([{ speaker: '', text }])
  return { text: turns[0]?.text ?? '', counts }
}

/** Digits beside what was taken out can turn out to be a number of their own; that ends soon. */
const mostRounds = 4

/**
 * The same for a dialogue. A number that one speaker says in several turns is found too, also when the other says "go on" or
 * repeats digits in between; it counts once, and each of its parts is replaced.
 *
 * @param turns in the order in which they were said.
 */
export function scrubTurns<T extends Turn>(turns: readonly T[]): { turns: T[]; counts: Counts } {
  let counts: Counts = {}
  let texts = turns.map(({ text }) => text)
  for (let round = 0; round < mostRounds; round += 1) {
    const scrubbed = scrubOnce(turns.map(({ speaker }, index) => ({ speaker, text: texts[index] ?? '' })))
    if (Object.keys(scrubbed.counts).length === 0) break
    texts = scrubbed.texts
    counts = addCounts(counts, scrubbed.counts)
  }
  return { turns: turns.map((turn, index) => ({ ...turn, text: texts[index] ?? turn.text })), counts }
}

function scrubOnce(turns: readonly Turn[]): { texts: string[]; counts: Counts } {
  const { text, pieces } = joinTurns(turns)
  const reading = read(text)
  const counts: Counts = {}
  const edits: Edit[] = []
  for (const match of findNumbers(reading)) {
    counts[match.kind] = (counts[match.kind] ?? 0) + 1
    edits.push(...editsFor(reading, match))
  }
  const texts = turns.map(({ text }) => text)
  let next = 0
  for (const { turn, from, to } of pieces) {
    let scrubbed = ''
    let done = from
    for (let edit = edits[next]; edit !== undefined && edit.from < to; edit = edits[next]) {
      scrubbed += text.slice(done, edit.from) + edit.by
      done = edit.to
      next += 1
    }
    texts[turn] = scrubbed + text.slice(done, to)
  }
  return { texts, counts }
}

type Edit = { from: number; to: number; by: string }

/** What replaces a number in the original; one for each turn that it is in. */
function editsFor({ text, from, to }: Reading, match: Match): Edit[] {
  const edits: Edit[] = []
  let first = match.from
  for (let at = first; at < match.to; at += 1) {
    if (text.charAt(at + 1) !== '\n' && at + 1 < match.to) continue
    edits.push({ from: from[first] ?? 0, to: to[at] ?? 0, by: mark(match.kind) })
    at += 1
    first = at + 1
  }
  return edits
}

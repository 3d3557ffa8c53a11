import { readFileSync } from 'node:fs'
import { kinds, mark } from '../../../src/interaction-log/scrubber/kinds'
import { addCounts, type Counts, type Kind, scrubTurns } from '../../../src/interaction-log/scrubber/scrub'

type Turn = { speaker: string; text: string }

/** A line of a corpus: a dialogue, what has to become of it, and what is in it. */
export type Line = { language: string; turns: Turn[]; expected: string[]; counts: Counts }

const folder = new URL('corpus/', import.meta.url)
const isKind = (name: string | undefined): name is Kind => kinds.some((kind) => kind === name)

/**
 * `<language>\t<text>`. A number stands in braces behind its kind: `{card:4111 1111}`; a further part of the same number is
 * `{card+:1111 1111}`. Turns are parted by ` | ` and begin with `A: ` (the agent or the bot) or `U: `.
 */
export const numberLines = (file: string): Line[] =>
  rows(file).map(([language = '', text = '']) => {
    const counts: Counts = {}
    const part = /\{(\w+)(\+?):(.*?)\}/g
    for (const [, kind, isMore] of text.matchAll(part)) {
      if (!isKind(kind)) throw new Error(`No such kind: ${kind}`)
      if (isMore === '') counts[kind] = (counts[kind] ?? 0) + 1
    }
    const expected = text.replace(part, (_, kind) => (isKind(kind) ? mark(kind) : ''))
    return {
      language,
      turns: turnsOf(text.replace(part, '$3')),
      expected: turnsOf(expected).map((turn) => turn.text),
      counts,
    }
  })

/** `<language>\t<what it is>\t<text>`, of which nothing may be taken out. */
export const harmlessLines = (file: string): (Line & { what: string })[] =>
  rows(file).map(([language = '', what = '', text = '']) => {
    const turns = turnsOf(text)
    return { language, what, turns, expected: turns.map((turn) => turn.text), counts: {} }
  })

const rows = (file: string) =>
  readFileSync(new URL(file, folder), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))

const turnsOf = (text: string): Turn[] =>
  text.split(' | ').map((turn) => {
    const [, speaker = 'U', said = turn] = /^([AU]): (.*)$/.exec(turn) ?? []
    return { speaker, text: said }
  })

/** What the scrubber makes of a line, and whether that is right to the letter. */
export function scrubLine({ turns, expected, counts }: Line): { isRight: boolean; shown: string } {
  const scrubbed = scrubTurns(turns)
  const texts = scrubbed.turns.map(({ text }) => text)
  const isRight =
    texts.join('\n') === expected.join('\n') &&
    JSON.stringify(addCounts({}, scrubbed.counts)) === JSON.stringify(addCounts({}, counts))
  return { isRight, shown: `${turns.map(({ text }) => text).join(' | ')}\n  → ${texts.join(' | ')}` }
}

/** How many numbers of each kind there are in lines, and how many of them were taken out. */
export function figures(lines: readonly Line[]): { kind: Kind; lines: number; found: number; missed: string[] }[] {
  return kinds.map((kind) => {
    const ofKind = lines.filter(({ counts }) => counts[kind] !== undefined)
    const missed = ofKind.map(scrubLine).filter(({ isRight }) => !isRight)
    return {
      kind,
      lines: ofKind.length,
      found: ofKind.length - missed.length,
      missed: missed.map(({ shown }) => shown),
    }
  })
}

import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { build } from 'esbuild'
import type { scrubText } from '../src/interaction-log/scrubber/scrub'
import { harmlessLines, numberLines } from '../test/unit/interaction-log/corpus'
import { round } from './numbers'
import type { Row, Section } from './row'

const times = 200
const most = 5

/**
 * ms that scrubbing takes for 10,000 characters of a text. The quickest of several times, as whatever else the machine does
 * only adds to it.
 */
function msPer10000(scrub: typeof scrubText, text: string): number {
  const measured: number[] = []
  for (let count = 0; count < times; count += 1) {
    const start = performance.now()
    scrub(text)
    measured.push(((performance.now() - start) / text.length) * 10_000)
  }
  return Math.min(...measured)
}

/** The scrubber as it is deployed; what runs sources directly slows small functions down. */
async function built(): Promise<typeof scrubText> {
  const outfile = resolve('test-output/bench/scrubber.cjs')
  const entryPoints = ['src/interaction-log/scrubber/scrub.ts']
  await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' })
  const module: { scrubText: typeof scrubText } = createRequire(import.meta.url)(outfile)
  return module.scrubText
}

const joined = (lines: readonly Pick<ReturnType<typeof harmlessLines>[number], 'turns'>[]) =>
  lines.flatMap(({ turns }) => turns.map(({ text }) => text)).join('\n')

/** Of lines as people write them, and of all of the corpus, of which every other line holds a card or ID number. */
export async function measureScrubber(): Promise<Section> {
  const scrub = await built()
  const harmless = harmlessLines('harmless.tsv')
  return {
    title: 'Taking card, account and ID numbers out of a transcript, 10,000 characters',
    rows: [
      row('lines without such numbers', msPer10000(scrub, joined(harmless))),
      row('every other line with one', msPer10000(scrub, joined([...numberLines('numbers.tsv'), ...harmless]))),
    ],
  }
}

const row = (what: string, ms: number): Row => ({
  what,
  figures: { ms: round(ms, 2) },
  shown: `${ms.toFixed(1)} ms, the quickest of ${times} times`,
  goal: { target: `at most ${most} ms`, met: ms <= most },
})

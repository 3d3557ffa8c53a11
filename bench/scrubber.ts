import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { build } from 'esbuild'
import type { scrubText } from '../src/interaction-log/scrubber/scrub'
import { harmlessLines, numberLines } from '../test/unit/interaction-log/corpus'
import { round } from './numbers'
import type { Section } from './row'

const times = 30
const most = 5

/**
 * ms that scrubbing takes for 10,000 characters of the corpus, joined to one text: far more numbers than people write. The
 * quickest of several times, as whatever else the machine does only adds to it.
 */
export async function scrubberMs(): Promise<number> {
  const scrub = await built()
  const lines = [...numberLines('numbers.tsv'), ...harmlessLines('harmless.tsv')]
  const text = lines.flatMap(({ turns }) => turns.map((turn) => turn.text)).join('\n')
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

export async function measureScrubber(): Promise<Section> {
  const ms = await scrubberMs()
  return {
    title: 'Scrubbing a transcript of card, account and ID numbers',
    rows: [
      {
        what: '10,000 characters',
        figures: { ms: round(ms, 2) },
        shown: `${ms.toFixed(1)} ms, the quickest of ${times} times`,
        goal: { target: `at most ${most} ms`, met: ms <= most },
      },
    ],
  }
}

import { scrubText } from '../src/interaction-log/scrubber/scrub'
import { harmlessLines, numberLines } from '../test/unit/interaction-log/corpus'
import { median, round } from './numbers'
import type { Section } from './row'

const times = 30
const most = 5

/** ms that scrubbing takes for 10,000 characters of the corpus, joined to one text: far more numbers than people write. */
export function scrubberMs(): number {
  const lines = [...numberLines('numbers.tsv'), ...harmlessLines('harmless.tsv')]
  const text = lines.flatMap(({ turns }) => turns.map((turn) => turn.text)).join('\n')
  const measured: number[] = []
  for (let count = 0; count < times; count += 1) {
    const start = performance.now()
    scrubText(text)
    measured.push(((performance.now() - start) / text.length) * 10_000)
  }
  // The first third is before the optimiser has seen it.
  return median(measured.slice(times / 3))
}

export function measureScrubber(): Section {
  const ms = scrubberMs()
  return {
    title: 'Scrubbing a transcript of card, account and ID numbers',
    rows: [
      {
        what: '10,000 characters',
        figures: { ms: round(ms, 2) },
        shown: `${ms.toFixed(1)} ms`,
        goal: { target: `at most ${most} ms`, met: ms <= most },
      },
    ],
  }
}

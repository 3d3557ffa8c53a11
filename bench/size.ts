import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type Desk, titleAt } from './desk'
import { median, round } from './numbers'
import type { Built } from './processes'
import type { Section } from './row'

const rounds = 15

export const hubspotBundle = { name: 'HubSpot', isUntitled: true, size: 2, load: 1.6 } as const
export const salesiqBundle = { name: 'SalesIQ', size: 1.5, load: 1.6 } as const

/** An integration's goals, as so many times an integration that does nothing. */
type Goals = Pick<Desk, 'name' | 'isUntitled'> & { size: number; load: number }

const loading = `const start = process.hrtime.bigint()
require(process.argv[1])
process.stdout.write(String(Number(process.hrtime.bigint() - start) / 1e6))`

/** What the bundle weighs and takes to load in a fresh process, beside an integration that does nothing. */
export async function measureSize(bridge: Built, empty: Built, goals: Goals): Promise<Section> {
  const times = { bridge: [] as number[], empty: [] as number[] }
  // One after the other in turn, so that whatever else the machine does meets both.
  for (let count = 0; count <= rounds; count += 1) {
    const [ours, theirs] = [await loadTime(bridge.file), await loadTime(empty.file)]
    // The first of each reads the file from the disk.
    if (count === 0) continue
    times.bridge.push(ours)
    times.empty.push(theirs)
  }
  const [ours, theirs] = [median(times.bridge), median(times.empty)]
  const size = bridge.bytes / empty.bytes
  const load = ours / theirs
  return {
    title: titleAt(goals, 'Bundle, beside an integration that does nothing'),
    rows: [
      {
        what: 'size',
        figures: { bytes: bridge.bytes, emptyBytes: empty.bytes, ratio: round(size, 2) },
        shown: `${kB(bridge.bytes)} to ${kB(empty.bytes)}: ${size.toFixed(2)} ×`,
        goal: { target: `at most ${goals.size} ×`, met: size <= goals.size },
      },
      {
        what: 'cold load',
        figures: { ms: round(ours, 1), emptyMs: round(theirs, 1), ratio: round(load, 2) },
        shown: `${ours.toFixed(0)} ms to ${theirs.toFixed(0)} ms: ${load.toFixed(2)} ×`,
        goal: { target: `at most ${goals.load} ×`, met: load <= goals.load },
      },
    ],
  }
}

const kB = (bytes: number) => `${round(bytes / 1_000)} kB`

/** ms that a fresh process takes to load a module. */
async function loadTime(file: string): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', loading, file])
  return Number(stdout)
}

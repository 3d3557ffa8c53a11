import { titleAt } from './desk'
import { drive } from './load'
import { median, megabytes, round } from './numbers'
import type { Traffic } from './recording'
import type { Section } from './row'
import type { Stage } from './stage'

const total = 20_000
const samples = 20

/** Memory of one process over 20,000 messages of 1,000 sessions, both directions, each time after garbage collection. */
export async function measureMemory(stage: Stage, traffic: Traffic): Promise<Section> {
  const process = stage.process()
  const rss: number[] = []
  const heap: number[] = []
  for (let count = 0; count < samples; count += 1) {
    await drive(process.url, total / samples, count % 2 ? traffic.reply : traffic.send)
    const usage = await process.usage(true)
    rss.push(usage.rss)
    heap.push(usage.heapUsed)
    for (const { log } of [stage.desk, stage.botpress]) log.clear()
  }
  return {
    title: titleAt(
      stage.desk,
      `Memory over ${total.toLocaleString('en')} messages, after garbage collection: first quarter to last`,
    ),
    rows: [quarters('resident memory', rss), quarters('heap', heap)],
  }
}

function quarters(what: string, bytes: number[]) {
  const [first, last] = [median(bytes.slice(0, samples / 4)), median(bytes.slice(-samples / 4))]
  const ratio = last / first
  return {
    what,
    figures: { firstMegabytes: megabytes(first), lastMegabytes: megabytes(last), ratio: round(ratio, 2) },
    shown: `${megabytes(first)} to ${megabytes(last)} MB: ${ratio.toFixed(2)} ×`,
    goal: { target: 'at most 10 % more', met: ratio <= 1.1 },
  }
}

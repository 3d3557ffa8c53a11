import { setTimeout as sleep } from 'node:timers/promises'
import { titleAt } from './desk'
import { drive, inFlight } from './load'
import { median, percent, round } from './numbers'
import { type Process, startProcess } from './processes'
import { recordTraffic, type Traffic } from './recording'
import type { Row, Section } from './row'
import { escalate, type Stage, settling, type Talk } from './stage'

const latency = 20
const few = 10
const many = 1_000
const rounds = 3
const perRound = 800
// The first reply of each session does more than the later ones, and the optimiser needs some thousands of those.
const warmUp = 4_000

type Direction = 'send' | 'reply'
/** Messages per second, and processor time per message in ms. */
type Speed = { rate: number; cpu: number }
type Pair = { bridge: Speed; bare: Speed }
/** What was measured with a number of open sessions; memory in bytes. */
type Point = { send: Pair; reply: Pair; rss: number; heap: number }

/**
 * Messages per second of one process with 64 in flight, beside a handler that does nothing but make the one call, with 10
 * and with 1,000 open sessions.
 */
export async function measureThroughput(
  stage: Stage,
  bareBundle: string,
): Promise<{ section: Section; traffic: Traffic }> {
  await stage.restart()
  const talks: Talk[] = []
  await open(stage, talks, few)
  const traffic = await recordTraffic(stage, talks)
  const environment = { ...stage.environment, BENCH_BARE_CALLS: JSON.stringify(traffic.calls) }
  const bare = await startProcess(bareBundle, environment)
  const points: Point[] = []
  try {
    for (const total of [few, many]) {
      await open(stage, talks, total)
      stage.addLatency(latency)
      points.push(await measure(stage, bare, traffic))
      stage.addLatency(0)
    }
  } finally {
    await bare.close()
  }
  const [atFew, atMany] = points
  if (atFew === undefined || atMany === undefined) throw new Error('Nothing was measured')
  return {
    section: {
      title: titleAt(stage.desk, `One process, ${inFlight} in flight, ${latency} ms added to every call`),
      rows: [
        ...besideBare('end user to agent', atMany.send),
        ...besideBare('agent to end user', atMany.reply),
        growthOfRate('end user to agent', atFew.send, atMany.send),
        growthOfRate('agent to end user', atFew.reply, atMany.reply),
        growthOfMemory(atFew, atMany),
      ],
    },
    traffic,
  }
}

/** Opens sessions until there are `total`, and waits until the hitl plugin listens to all of them. */
async function open(stage: Stage, talks: Talk[], total: number): Promise<void> {
  let left = total - talks.length
  if (left === 0) return
  const lane = async () => {
    while (left > 0) {
      left -= 1
      talks.push(await escalate(stage))
    }
  }
  await Promise.all(Array.from({ length: 8 }, lane))
  await stage.settled()
  await sleep(settling)
}

async function measure(stage: Stage, bare: Process, traffic: Traffic): Promise<Point> {
  const both = async (direction: Direction) => {
    await speed(stage, stage.process(), traffic, direction, warmUp)
    await speed(stage, bare, traffic, direction, warmUp)
    const speeds: { bridge: Speed[]; bare: Speed[] } = { bridge: [], bare: [] }
    // In turn, so that whatever else the machine does meets both.
    for (let count = 0; count < rounds; count += 1) {
      speeds.bare.push(await speed(stage, bare, traffic, direction, perRound))
      speeds.bridge.push(await speed(stage, stage.process(), traffic, direction, perRound))
    }
    return { bridge: middle(speeds.bridge), bare: middle(speeds.bare) }
  }
  const [send, reply] = [await both('send'), await both('reply')]
  const { rss, heapUsed } = await stage.process().usage(true)
  return { send, reply, rss, heap: heapUsed }
}

async function speed(
  { desk, botpress }: Stage,
  process: Process,
  traffic: Traffic,
  direction: Direction,
  count: number,
): Promise<Speed> {
  const before = await process.usage()
  const rate = await drive(process.url, count, traffic[direction])
  const after = await process.usage()
  for (const { log } of [desk, botpress]) log.clear()
  return { rate, cpu: (after.cpuMs - before.cpuMs) / count }
}

const middle = (speeds: Speed[]): Speed => ({
  rate: median(speeds.map(({ rate }) => rate)),
  cpu: median(speeds.map(({ cpu }) => cpu)),
})

/**
 * The stand-ins and whoever sends the messages share the machine with the process, and may be what limits it. What it would
 * reach by itself shows in the processor time that a message takes.
 */
function besideBare(what: string, { bridge, bare }: Pair): Row[] {
  const share = bridge.rate / bare.rate
  const cpuShare = bare.cpu / bridge.cpu
  const goal = (value: number) => ({ target: 'at least 75 %', met: value >= 0.75 })
  return [
    {
      what: `${what}, beside a handler that makes one call`,
      figures: { perSecond: round(bridge.rate), barePerSecond: round(bare.rate), ratio: round(share, 2) },
      shown: `${round(bridge.rate)} to ${round(bare.rate)} messages/s: ${percent(share)}`,
      goal: goal(share),
    },
    {
      what: `${what}, the same by processor time`,
      figures: { cpuMs: round(bridge.cpu, 2), bareCpuMs: round(bare.cpu, 2), ratio: round(cpuShare, 2) },
      shown: `${bridge.cpu.toFixed(2)} to ${bare.cpu.toFixed(2)} ms per message: ${percent(cpuShare)}`,
      goal: goal(cpuShare),
    },
  ]
}

/** What the machine did meanwhile is taken out by the bare handler, which knows no sessions. */
function growthOfRate(what: string, atFew: Pair, atMany: Pair): Row {
  const shares = [atFew, atMany].map(({ bridge, bare }) => bridge.rate / bare.rate)
  const [before = 0, after = 0] = shares
  const ratio = after / before
  return {
    what: `${what}, from ${few} to ${many} open sessions`,
    figures: {
      perSecondAtFew: round(atFew.bridge.rate),
      perSecondAtMany: round(atMany.bridge.rate),
      shareAtFew: round(before, 2),
      shareAtMany: round(after, 2),
      ratio: round(ratio, 2),
    },
    shown: `${round(atFew.bridge.rate)} to ${round(atMany.bridge.rate)} messages/s; ${percent(before)} to ${percent(after)} of the bare handler`,
    goal: { target: 'at most 10 % less', met: ratio >= 0.9 },
  }
}

function growthOfMemory(atFew: Point, atMany: Point): Row {
  const ratio = atMany.rss / atFew.rss
  const perSession = (atMany.heap - atFew.heap) / (many - few)
  const [before, after] = [atFew.rss, atMany.rss].map((bytes) => round(bytes / 1_000_000, 1))
  return {
    what: `resident memory, from ${few} to ${many} open sessions`,
    figures: {
      megabytesAtFew: before ?? 0,
      megabytesAtMany: after ?? 0,
      ratio: round(ratio, 2),
      heapBytesPerSession: round(perSession),
    },
    shown: `${before} to ${after} MB: ${ratio.toFixed(2)} × (${round(perSession)} bytes of heap per session)`,
    goal: { target: 'at most 10 % more', met: ratio <= 1.1 },
  }
}

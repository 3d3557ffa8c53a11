import { setTimeout as sleep } from 'node:timers/promises'
import { type People, titleAt } from './desk'
import { median, round } from './numbers'
import { measureRoundTrip, type Observed, observe } from './observe'
import type { Row, Section } from './row'
import { afresh, speaking } from './speaking'
import { escalate, type Stage, settling } from './stage'

/** ms added to every call: so long that the moment by which a timer or a process that slept is late does not count. */
const delay = 200

/** How often each is done without the delay, and how often with it. */
const times = 9

/** ms that the same thing took, without and with a delay in every call. */
export type Pair = { plain: number; delayed: number }

/**
 * How many calls follow one another, of which none can begin before the last has ended, to one decimal. It is told by the
 * time that delaying every call adds: calls side by side count once, the integration's own work and pauses not at all. A
 * fraction is a call that overlaps with others or with a pause.
 *
 * @param trip ms that the delay adds to one call.
 */
export function callsInARow(pairs: readonly Pair[], trip: number): number {
  return round(median(pairs.map(({ plain, delayed }) => delayed - plain)) / trip, 1)
}

/** Round trips in a row: what is paid where each of them takes long, from Botpress' request to the integration's answer. */
export async function measureCriticalPath(stage: Stage): Promise<Section> {
  const [people] = stage.desk.people
  const { say, reply } = speaking(stage, await escalateOne(stage, people, 'first'))
  const trip = await measureDelay(stage)
  const row = async (what: string, most: number, one: (run: string) => Promise<Observed>) =>
    pathRow(what, most, await pairsOf(stage, one), trip)
  const escalations = await row(`escalation, ${people.what}`, 5, (run) =>
    observe(stage, 'action_triggered', () => escalateOne(stage, people, run)),
  )
  await sleep(settling)
  // What a session needs only once, and what a process forgets after some seconds, is done.
  await say()
  await reply()
  return {
    title: titleAt(stage.desk, `Round trips in a row, by ${delay} ms added to every call`),
    rows: [
      await row('end user to agent, warm', 1, say),
      await row('agent to end user, warm', 1, () => reply()),
      await row('end user to agent, fresh process', 2.5, () => afresh(stage, say)),
      await row('agent to end user, fresh process', 2.5, () => afresh(stage, () => reply())),
      escalations,
    ],
  }
}

function escalateOne(stage: Stage, people: People, name: string) {
  return escalate(stage, people.address(`in-a-row-${name}`))
}

/** Without and with the delay in turn, so that whatever else the machine does meets both. */
async function pairsOf(stage: Stage, one: (run: string) => Promise<Observed>): Promise<Pair[]> {
  const pairs: Pair[] = []
  for (let count = 0; count < times; count += 1) {
    const { ms: plain } = await one(`plain-${count}`)
    stage.addLatency(delay)
    const { ms: delayed } = await one(`delayed-${count}`)
    stage.addLatency(0)
    pairs.push({ plain, delayed })
  }
  return pairs
}

/** ms that the delay adds to one call: a little more than was asked of the timer. */
async function measureDelay(stage: Stage): Promise<number> {
  const plain = await measureRoundTrip(stage, times)
  stage.addLatency(delay)
  const delayed = await measureRoundTrip(stage, times)
  stage.addLatency(0)
  return delayed - plain
}

function pathRow(what: string, most: number, pairs: readonly Pair[], trip: number): Row {
  const inARow = callsInARow(pairs, trip)
  const plainMs = round(median(pairs.map(({ plain }) => plain)), 1)
  const delayedMs = round(median(pairs.map(({ delayed }) => delayed)), 1)
  return {
    what,
    figures: { inARow, plainMs, delayedMs },
    shown: `${inARow} in a row: ${plainMs.toFixed(0)} ms without, ${delayedMs.toFixed(0)} ms with the delay`,
    goal: { target: `at most ${most}`, met: inARow <= most },
  }
}

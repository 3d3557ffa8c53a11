import { setTimeout as sleep } from 'node:timers/promises'
import { type Desk, type People, type Target, titleAt } from './desk'
import { measureRoundTrip, type Observed, observe, observedRow, repeatedly } from './observe'
import type { Row, Section } from './row'
import { afresh, speaking } from './speaking'
import { escalate, type Stage, settling, type Talk } from './stage'

const latency = 40

/** What is repeated how often: enough for a steady middle, and few enough for the run's time. */
const times = { warmUp: 100, warm: 40, files: 10, cold: 8, sessions: 12, missed: 6, tokens: 6 }

/** A token of this life is renewed in the middle of it, and is good until its end. */
const shortLife = { seconds: 4, renewedAfterMs: 2_200 }

const file = (name: string, contentType: string) => ({ name, contentType, content: Buffer.alloc(20_000, 1) })
const files = [file('lamp.png', 'image/png'), file('terms.pdf', 'application/pdf')]

/** Calls and time per message, escalation, assignment and end, with 40 ms added to every call. */
export async function measureCalls(stage: Stage): Promise<Section> {
  const { desk } = stage
  // One of each kind, so that every way is warm.
  let talk: Talk | undefined
  for (const people of desk.people) talk = await escalate(stage, people.address('first'))
  if (talk === undefined) throw new Error('There is nobody to hand over')
  stage.addLatency(latency)
  const roundTrip = await measureRoundTrip(stage, times.warm)
  const opened = await escalations(stage)
  await sleep(settling)
  const { say, reply } = speaking(stage, talk)
  stage.addLatency(0)
  await repeatedly(times.warmUp, say)
  await repeatedly(times.warmUp, () => reply())
  stage.addLatency(latency)
  const sends = await repeatedly(times.warm, say)
  const replies = await repeatedly(times.warm, () => reply())
  const withFiles = await repeatedly(times.files, () => reply(files))
  desk.assign(talk.threadId, 'robin')
  await stage.settled()
  const ends = await turnsAndEnds(
    stage,
    opened.flatMap(({ talks }) => talks),
  )
  const tokens = await freshTokens(stage, say)
  const coldSends = await repeatedly(times.cold, () => afresh(stage, say))
  const coldReplies = await repeatedly(times.cold, () => afresh(stage, () => reply()))
  stage.addLatency(0)
  const row = (what: string, observations: readonly Observed[], target?: Target): Row =>
    observedRow(desk, what, observations, roundTrip, target)
  const title = `Calls and time, ${latency} ms added to every call (one round trip: ${roundTrip.toFixed(1)} ms)`
  return {
    title: titleAt(desk, title),
    rows: [
      row('end user to agent, warm', sends, warm({ desk: 1, botpress: 0 })),
      row('agent to end user, warm', replies, warm({ desk: 0, botpress: 1 })),
      row('agent to end user, text and 2 files', withFiles, desk.withFiles),
      row('end user to agent, fresh process', coldSends, cold3),
      row('agent to end user, fresh process', coldReplies, cold3),
      ...opened.map(({ people, observed }) => row(`escalation, ${people.what}`, observed, escalation(desk, people))),
      ...(tokens ? [row('end user to agent, with a fresh token', tokens, freshToken(desk))] : []),
      row('assignment, agent known', ends.assigned),
      row('closed by the agent', ends.closed),
      row(`ended by the bot, with its notice and ${desk.name}'s news of it`, ends.stopped),
      ...(ends.missed ? [row('missed by all agents', ends.missed)] : []),
    ],
  }
}

type Opened = { people: People; talks: Talk[]; observed: Observed[] }

/** Sessions of each kind of people, as many of one as of the other. */
async function escalations(stage: Stage): Promise<Opened[]> {
  const { people: kinds } = stage.desk
  const all: Opened[] = []
  for (const people of kinds) {
    const talks: Talk[] = []
    const observed = await repeatedly(times.sessions / kinds.length, (count) => {
      const email = people.address(String(count))
      return observe(stage, 'action_triggered', async () => {
        talks.push(await escalate(stage, email))
      })
    })
    all.push({ people, talks, observed })
  }
  return all
}

/** Each of these sessions changes hands; then half of them are ended by the agent, half by the bot. */
async function turnsAndEnds(stage: Stage, talks: readonly Talk[]) {
  const { desk } = stage
  const threads = talks.map(({ threadId }) => threadId)
  const assigned = await repeatedly(times.sessions, (count) =>
    observe(stage, 'webhook_received', () => desk.assign(threads[count] ?? '', count % 2 ? 'dana' : 'robin')),
  )
  const halfway = times.sessions / 2
  const closed = await repeatedly(halfway, (count) =>
    observe(stage, 'webhook_received', () => desk.close(threads[count] ?? '')),
  )
  const stopped = await repeatedly(halfway, (count) =>
    observe(stage, 'action_triggered', () => talks[halfway + count]?.user.stopByBot()),
  )
  return { assigned, closed, stopped, missed: await missed(stage) }
}

/** Sessions that nobody picks up; undefined where the desk tells nothing of that. */
async function missed(stage: Stage): Promise<Observed[] | undefined> {
  const { miss, people } = stage.desk
  if (miss === undefined) return undefined
  const talks: Talk[] = []
  for (let count = 0; count < times.missed; count += 1) {
    talks.push(await escalate(stage, people[0].address(`missed-${count}`)))
  }
  await sleep(settling)
  return repeatedly(times.missed, (count) =>
    observe(stage, 'webhook_received', () => miss(talks[count]?.threadId ?? '')),
  )
}

/** Messages that each find the token at the time of its renewal; undefined where the desk's tokens are not measured. */
async function freshTokens({ desk }: Stage, say: () => Promise<Observed>): Promise<Observed[] | undefined> {
  const { tokensLive } = desk
  if (tokensLive === undefined) return undefined
  tokensLive(shortLife.seconds)
  await say()
  const observed = await repeatedly(times.tokens, async () => {
    await sleep(shortLife.renewedAfterMs)
    return say()
  })
  tokensLive(3_600)
  await say()
  return observed
}

const warm = (calls: { desk: number; botpress: number }): Target => ({
  text: '1 call, under 1.25 round trips',
  isMet: ({ desk, botpress, roundTrips }) => desk === calls.desk && botpress === calls.botpress && roundTrips < 1.25,
})

const cold3: Target = {
  text: 'at most 3 calls more than warm',
  isMet: ({ desk, botpress }) => desk + botpress <= 4,
}

const escalation = ({ name }: Desk, { most }: People): Target => ({
  text: `at most ${most} ${name} + 4 Botpress`,
  isMet: ({ desk, botpress }) => desk <= most && botpress <= 4,
})

const freshToken = ({ name }: Desk): Target => ({
  text: `1 ${name} more than warm`,
  isMet: ({ desk }) => desk === 2,
})

import { setTimeout as sleep } from 'node:timers/promises'
import { agents } from '../sim/hubspot-stage'
import { measureRoundTrip, type Observed, observe, observedRow, repeatedly } from './observe'
import type { Section } from './row'
import { afresh, speaking } from './speaking'
import { escalate, type Stage, settling, type Talk } from './stage'

const latency = 40
const dana = agents.dana.userId
const robin = agents.robin.userId

/** What is repeated how often: enough for a steady middle, and few enough for the run's time. */
const times = { warmUp: 100, warm: 40, files: 10, cold: 8, sessions: 12 }

const file = (name: string, contentType: string) => ({ name, contentType, content: Buffer.alloc(20_000, 1) })
const attachments = [file('lamp.png', 'image/png'), file('terms.pdf', 'application/pdf')]

/** Calls and time per message, escalation, assignment and close, with 40 ms added to every call. */
export async function measureCalls(stage: Stage): Promise<Section> {
  const { hubspot, portalId } = stage
  // A person whom HubSpot knows and one whom it does not, so that both ways are warm.
  hubspot.addContact(portalId, { email: 'kim@customers.example', firstname: 'Kim' })
  await escalate(stage, 'kim@customers.example')
  const talk = await escalate(stage, 'lee@customers.example')
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
  const withFiles = await repeatedly(times.files, () => reply({ attachments }))
  stage.hubspot.ui.assign(talk.threadId, robin)
  await stage.settled()
  const threads = opened.talks.map(({ threadId }) => threadId)
  const assignments = await repeatedly(times.sessions, (count) =>
    observe(stage, 'webhook_received', () => hubspot.ui.assign(threads[count] ?? '', count % 2 ? dana : robin)),
  )
  const halfway = times.sessions / 2
  const closes = await repeatedly(halfway, (count) =>
    observe(stage, 'webhook_received', () => hubspot.ui.close(threads[count] ?? '')),
  )
  const stops = await repeatedly(halfway, (count) =>
    observe(stage, 'action_triggered', () => opened.talks[halfway + count]?.user.stopByBot()),
  )
  const coldSends = await repeatedly(times.cold, () => afresh(stage, say))
  const coldReplies = await repeatedly(times.cold, () => afresh(stage, reply))
  stage.addLatency(0)
  return {
    title: `Calls and time, ${latency} ms added to every call (one round trip: ${roundTrip.toFixed(1)} ms)`,
    rows: [
      observedRow('end user to agent, warm', sends, roundTrip, warm({ hubspot: 1, botpress: 0 })),
      observedRow('agent to end user, warm', replies, roundTrip, warm({ hubspot: 0, botpress: 1 })),
      observedRow('agent to end user, text and 2 files', withFiles, roundTrip, {
        text: '3 parts + 2 copies + 1 note = 6 Botpress',
        isMet: ({ botpress }) => botpress === 6,
      }),
      observedRow('end user to agent, fresh process', coldSends, roundTrip, cold3),
      observedRow('agent to end user, fresh process', coldReplies, roundTrip, cold3),
      observedRow('escalation, contact known', opened.known, roundTrip, escalation(5)),
      observedRow('escalation, new contact', opened.fresh, roundTrip, escalation(6)),
      observedRow('assignment, agent known', assignments, roundTrip),
      observedRow('closed by the agent', closes, roundTrip),
      observedRow("ended by the bot, with its notice and HubSpot's news of it", stops, roundTrip),
    ],
  }
}

/** Sessions of people HubSpot knows and of others, half and half. */
async function escalations(stage: Stage): Promise<{ talks: Talk[]; known: Observed[]; fresh: Observed[] }> {
  const talks: Talk[] = []
  const one = (email: string) =>
    observe(stage, 'action_triggered', async () => {
      talks.push(await escalate(stage, email))
    })
  const known = await repeatedly(times.sessions / 2, (count) => {
    const email = `known-${count}@customers.example`
    stage.hubspot.addContact(stage.portalId, { email, firstname: 'Kim' })
    return one(email)
  })
  const fresh = await repeatedly(times.sessions / 2, (count) => one(`new-${count}@customers.example`))
  return { talks, known, fresh }
}

type Target = NonNullable<Parameters<typeof observedRow>[3]>

const warm = (calls: { hubspot: number; botpress: number }): Target => ({
  text: '1 call, under 1.25 round trips',
  isMet: ({ hubspot, botpress, roundTrips }) =>
    hubspot === calls.hubspot && botpress === calls.botpress && roundTrips < 1.25,
})

const cold3: Target = {
  text: 'at most 3 calls more than warm',
  isMet: ({ hubspot, botpress }) => hubspot + botpress <= 4,
}

const escalation = (most: number): Target => ({
  text: `at most ${most} HubSpot + 4 Botpress`,
  isMet: ({ hubspot, botpress }) => hubspot <= most && botpress <= 4,
})

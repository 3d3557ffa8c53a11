import { installBot } from '../../sim/hubspot-stage'
import { median } from '../numbers'
import { measureRoundTrip, type Observed, observe, observedRow } from '../observe'
import type { Section } from '../row'
import { escalate } from '../stage'
import type { HubSpotStage } from './stage'

const latency = 40
const times = 12
/** What the integration does for the first time is done: the account's time zone is known, for instance. */
const warmUp = 3

/** What a session's end costs with the interaction log on beside what it costs without, 40 ms added to every call. */
export async function measureLog(stage: HubSpotStage): Promise<Section> {
  const without = await endings(stage, 'off')
  const withLog = await endings(stage, 'summaryAndTranscript')
  stage.addLatency(latency)
  const roundTrip = await measureRoundTrip(stage, times)
  stage.addLatency(0)
  const hubspot = (observed: readonly Observed[]) => median(observed.map(({ desk }) => desk))
  const more = hubspot(withLog) - hubspot(without)
  const goal = { text: '1 HubSpot more', isMet: () => more === 1 }
  return {
    title: `The interaction log, contact known, ${latency} ms added to every call (one round trip: ${roundTrip.toFixed(1)} ms)`,
    rows: [
      observedRow(stage.desk, 'the end user leaves, log off', without, roundTrip),
      observedRow(stage.desk, 'the end user leaves, log with transcript', withLog, roundTrip, goal),
    ],
  }
}

async function endings(stage: HubSpotStage, interactionLog: string): Promise<Observed[]> {
  const { hubspot } = stage
  const host = { url: stage.process().url, port: 0, close: async () => {} }
  const { bot, portalId } = installBot({ ...stage, host }, { configuration: { interactionLog } })
  await bot.register()
  const observed: Observed[] = []
  for (let count = 0; count < warmUp + times; count += 1) {
    const email = `logged-${count}@customers.example`
    hubspot.addContact(portalId, { email, firstname: 'Kim' })
    const { user } = await escalate({ ...stage, bot }, email)
    await user.say('Is anybody there?')
    await stage.settled()
    stage.addLatency(latency)
    const one = await observe(stage, 'action_triggered', () => user.say('/end'))
    stage.addLatency(0)
    if (count >= warmUp) observed.push(one)
  }
  return observed
}

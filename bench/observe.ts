import * as http from 'node:http'
import { post } from '../sim/botpress/post'
import type { Call } from '../sim/http/call-log'
import type { Desk, Target } from './desk'
import { median, round } from './numbers'
import type { Row } from './row'
import type { Stage } from './stage'

/** What the integration did for one thing that happened. */
export type Observed = {
  /** Calls of the API of the desk and of Botpress. */
  desk: number
  botpress: number
  /** Downloads from the desk and uploads to Botpress, which go to their file stores. */
  transfers: number
  /** From Botpress' request until the integration's answer; of several requests together. */
  ms: number
}

/** What Botpress asks of the integration. */
export type Operation = 'message_created' | 'action_triggered' | 'webhook_received'

const isUpload = ({ path }: Call) => path.startsWith('/content/')

/** Does something, waits until everything that it set off is done, and tells what it cost. */
export async function observe(stage: Stage, operation: Operation, act: () => unknown): Promise<Observed> {
  const logs = [stage.desk.log, stage.botpress.log, stage.botpress.dispatchLog] as const
  for (const log of logs) log.clear()
  await act()
  await stage.settled()
  const [desk, botpress, dispatches] = logs.map(({ calls }) => calls)
  const failed = dispatches?.find(({ status }) => status !== 200)
  if (failed) throw new Error(`The integration answered ${failed.status} to ${failed.path}`)
  const transfersOf = (calls: Call[] = [], isTransfer: (call: Call) => boolean) => calls.filter(isTransfer).length
  const asked = (dispatches ?? []).filter(({ path }) => path === `/${operation}`)
  const [down, up] = [transfersOf(desk, stage.desk.isTransfer), transfersOf(botpress, isUpload)]
  return {
    desk: (desk ?? []).length - down,
    botpress: (botpress ?? []).length - up,
    transfers: down + up,
    ms: asked.reduce((sum, { durationMs }) => sum + durationMs, 0),
  }
}

/** A row of what several observations of the same have in common, in the middle. */
export function observedRow(
  { name, figure }: Pick<Desk, 'name' | 'figure'>,
  what: string,
  observations: readonly Observed[],
  roundTrip: number,
  target?: Target,
): Row {
  const middle = (key: keyof Observed) => median(observations.map((one) => one[key]))
  const [desk, ms] = [middle('desk'), middle('ms')]
  const rest = {
    botpress: middle('botpress'),
    transfers: middle('transfers'),
    ms: round(ms, 1),
    roundTrips: round(ms / roundTrip, 2),
  }
  const { botpress, transfers, roundTrips } = rest
  const files = transfers === 0 ? '' : ` + ${transfers} file transfers`
  return {
    what,
    figures: { [figure]: desk, ...rest },
    shown: `${desk} ${name} + ${botpress} Botpress${files}, ${ms.toFixed(0)} ms = ${roundTrips.toFixed(2)} round trips`,
    ...(target === undefined ? {} : { goal: { target: target.text, met: target.isMet({ desk, ...rest }) } }),
  }
}

/** ms that one plain call to a stand-in takes: the latency that was added, and the way there and back. */
export async function measureRoundTrip({ desk }: Stage, times: number): Promise<number> {
  const agent = new http.Agent({ keepAlive: true })
  const taken: number[] = []
  for (let count = 0; count < times; count += 1) {
    const start = performance.now()
    await post(agent, `${desk.url}/nothing`, {}, '{}')
    taken.push(performance.now() - start)
  }
  agent.destroy()
  return median(taken)
}

/** Repeats an observation, one at a time. */
export async function repeatedly(times: number, one: (count: number) => Promise<Observed>): Promise<Observed[]> {
  const observations: Observed[] = []
  for (let count = 0; count < times; count += 1) observations.push(await one(count))
  return observations
}

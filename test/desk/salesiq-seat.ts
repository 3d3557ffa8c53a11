import { FILE_MAX_BYTES, MESSAGE_TEXT_MAX, QUESTION_TEXT_MAX } from '../../integrations/zoho-salesiq/src/salesiq/limits'
import { timing } from '../../integrations/zoho-salesiq/src/timing'
import { onSalesIqStage, type TestStage } from '../e2e/salesiq/on-salesiq-stage'
import { connect, unconnected } from '../e2e/salesiq-connect-visitor'
import { hostAnew } from '../stage/another-process'
import { salesIqAgents } from './salesiq/agents'
import { deskOf, salesIqEndings } from './salesiq/desk'
import { salesIqLacks } from './salesiq/lacks'
import type { DeskStage, Seat, SeatOptions } from './seat'

/** A seat at a brand of Zoho SalesIQ. */
export const salesIqSeat: Seat = {
  name: 'SalesIQ',
  lacks: salesIqLacks,
  agents: salesIqAgents,
  endings: salesIqEndings,
  history: 'opening',
  textMax: MESSAGE_TEXT_MAX,
  fileMax: FILE_MAX_BYTES,
  callsPerFile: 1,
  // The chat says by itself who asks.
  firstMessage: (_, note) => `[Bot] ${note}`,
  firstMessageMax: QUESTION_TEXT_MAX,
  holdsUpStart: 'look',
  freshMs: timing.freshMessage,
  sending: /^POST .*\/visitor\/v1\/.*\/conversations\/\d+\/messages$/,
  onStage: async (options = {}) => deskStage(await onSalesIqStage(stageOptions(options))),
  onConnectPage: async () => {
    const { salesiq, ...page } = await unconnected({ salesiq: stageOptions({})?.salesiq ?? {} })
    const done = await connect({ salesiq, ...page })
    let [fromSalesIq, fromBotpress] = [0, 0]
    const names = (calls: (typeof salesiq)['log']['calls'], from: number) =>
      calls.slice(from).map(({ method, path }) => `${method} ${path}`)
    const stage = {
      ...page,
      salesiq,
      startCounting: () => {
        fromSalesIq = salesiq.log.calls.length
        fromBotpress = page.botpress.log.calls.length
      },
      calls: () => ({
        salesiq: names(salesiq.log.calls, fromSalesIq),
        botpress: names(page.botpress.log.calls, fromBotpress),
      }),
    }
    return { done, stage: deskStage(stage) }
  },
}

function stageOptions(options: SeatOptions): Parameters<typeof onSalesIqStage>[0] {
  const { botpress, registered, clockAheadMs, history, textMax, fileMax, redeliveryDelaysMs, patienceMs } = options
  return {
    ...(botpress === undefined ? {} : { botpress }),
    ...(registered === undefined ? {} : { registered }),
    ...(history === undefined ? {} : { configuration: { historyDelivery: history } }),
    salesiq: {
      // Of the two worlds the one in which more can happen; the other is the stand-in's own.
      reopenedSubscribable: true,
      // What is documented; the stand-in refuses more of itself.
      refusedExtensions: ['svg'],
      ...(clockAheadMs === undefined ? {} : { clockAheadMs }),
      ...(textMax === undefined ? {} : { textMax }),
      ...(fileMax === undefined ? {} : { fileMax }),
      // In life a minute apart, of which a busy machine needs some part.
      redeliveryDelaysMs: redeliveryDelaysMs === undefined ? [300, 1_500, 4_000] : threeOf(redeliveryDelaysMs),
      ...(patienceMs === undefined ? {} : { webhookTimeoutMs: patienceMs }),
    },
  }
}

/** SalesIQ tries three times more, and no more. */
function threeOf(delays: readonly number[]): number[] {
  const last = delays.at(-1) ?? 300
  return [0, 1, 2].map((place) => delays[place] ?? last)
}

/** SalesIQ's own test stage as seen from the seat. */
function deskStage(stage: TestStage): DeskStage {
  const { botpress, bot, logs, settled, startCounting } = stage
  return {
    botpress,
    bot,
    logs,
    settled,
    startCounting,
    calls: () => {
      const { salesiq, botpress } = stage.calls()
      return { desk: salesiq, botpress }
    },
    startProcess: async () => (await anotherProcess(stage)).url,
    desk: deskOf(stage),
  }
}

/** The integration in one more process of Botpress Cloud. */
const anotherProcess = (stage: TestStage) =>
  hostAnew(stage, async () => (await import('../../integrations/zoho-salesiq/src/index')).default.handler)

import { FILE_TO_HUBSPOT_MAX_BYTES, MESSAGE_TEXT_MAX } from '../../src/hubspot/limits'
import { anotherProcess } from '../e2e/another-process'
import { connect, unconnected } from '../e2e/connect-visitor'
import { onStage, type TestStage } from '../e2e/on-stage'
import { deskOf, hubspotAgents } from './hubspot/desk'
import { hubspotLacks } from './hubspot/lacks'
import type { DeskStage, Seat, SeatOptions } from './seat'

/** A seat at a HubSpot inbox, which lacks nothing. */
export const hubspotSeat: Seat = {
  name: 'HubSpot',
  lacks: hubspotLacks,
  agents: hubspotAgents,
  endings: ['close', 'deleteThread', 'archive', 'privacyDelete'],
  history: 'note',
  textMax: MESSAGE_TEXT_MAX,
  fileMax: FILE_TO_HUBSPOT_MAX_BYTES,
  // It is uploaded first.
  callsPerFile: 2,
  firstMessage: (name, note) => `[Bot] ${name} asks to talk to a person. The bot's note on it:\n\n${note}`,
  firstMessageMax: MESSAGE_TEXT_MAX,
  // The history is one.
  holdsUpStart: 'note',
  freshMs: 0,
  sending: /^POST .*custom-channels.*\/messages$/,
  onStage: async (options = {}) => deskStage(await onStage(stageOptions(options))),
  onConnectPage: async () => {
    const stage = await unconnected()
    return { done: await connect(stage), stage: deskStage(stage) }
  },
}

function stageOptions(options: SeatOptions): Parameters<typeof onStage>[0] {
  // Notes are how the history goes of itself.
  const { botpress, registered, clockAheadMs, textMax, fileMax, redeliveryDelaysMs, patienceMs } = options
  return {
    ...(botpress === undefined ? {} : { botpress }),
    ...(registered === undefined ? {} : { registered }),
    hubspot: {
      ...(clockAheadMs === undefined ? {} : { clockAheadMs }),
      ...(textMax === undefined ? {} : { maxTextLength: textMax }),
      ...(fileMax === undefined ? {} : { maxFileBytes: fileMax }),
      ...(redeliveryDelaysMs === undefined ? {} : { redeliveryDelaysMs }),
      ...(patienceMs === undefined ? {} : { webhookTimeoutMs: patienceMs }),
    },
  }
}

/** HubSpot's own test stage as seen from the seat. */
export function deskStage(stage: TestStage): DeskStage {
  const { botpress, bot, logs, settled, startCounting } = stage
  return {
    botpress,
    bot,
    logs,
    settled,
    startCounting,
    calls: () => {
      const { hubspot, botpress } = stage.calls()
      return { desk: hubspot, botpress }
    },
    startProcess: async () => (await anotherProcess(stage)).url,
    desk: deskOf(stage),
  }
}

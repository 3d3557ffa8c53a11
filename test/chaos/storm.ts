import { setTimeout as sleep } from 'node:timers/promises'
import { errorBody } from '../../sim/botpress'
import type { FaultRule } from '../../sim/http/faults'
import type { CommonFault, Fault, Refusal, Side, Written } from './faults'
import type { Own } from './own'
import { registerAgain } from './register-again'
import type { Place } from './theatre'

const anything = /./
const writes = ['POST', 'PUT', 'PATCH', 'DELETE']
/** Paths of Botpress' API by what is written there. */
const pathOf: Record<Written, RegExp> = {
  messages: /(\/messages(\/|$)|\/initialize-incoming-message$)/,
  states: /\/states\//,
  conversations: /\/conversations(\/|$)/,
  users: /\/users(\/|$)/,
  events: /\/events$/,
  anything,
}

/** Plays the faults of one lane, one after the other; resolves when the last is over. */
export async function playLane<O extends Own>(place: Place<O>, lane: readonly Fault<O>[]): Promise<void> {
  for (const fault of lane) {
    await sleep(fault.pause)
    await (fault.kind === 'own' ? place.play(fault.own) : play(place, fault))
  }
}

/** Ends every fault that may still be waiting to be played. */
export async function calm({ desk, botpress }: Place): Promise<void> {
  botpress.faults.clear()
  botpress.webhookFaults.clear()
  await desk.calm()
}

async function play(place: Place, fault: CommonFault): Promise<void> {
  const { seat, desk, bot, botpress, processes } = place
  const { news } = desk
  const on = (side: Side, rule: Omit<FaultRule, 'path' | 'method'>) =>
    side === 'desk' ? desk.break('all', rule) : botpress.faults.add({ path: anything, ...rule })
  switch (fault.kind) {
    case 'answer':
      on(fault.side, answerOf(fault))
      return
    case 'drop':
      on(fault.side, { drop: fault.when, times: fault.times })
      return
    case 'slow': {
      const timeOut = fault.side === 'desk' ? seat.timeOuts.desk : seat.timeOuts.webhook
      on(fault.side, { delayMs: Math.round(timeOut * 1.1), times: fault.times })
      return
    }
    case 'slowOpening':
      desk.break(seat.holdsUpStart, { delayMs: fault.ms, times: fault.times })
      return
    case 'webhookHost':
      botpress.webhookFaults.add({ path: anything, status: fault.status, times: fault.times })
      return
    case 'conflict':
      botpress.faults.add({ path: pathOf[fault.of], method: writes, times: fault.times, ...answerTo(fault.refusal) })
      return
    case 'register':
      return registerAgain(bot)
    case 'copies':
      news.duplicate(fault.count)
      await sleep(fault.lasts)
      news.duplicate(1)
      return
    case 'shuffle':
      news.hold()
      await sleep(fault.lasts)
      // Not waited for: what is not taken is sent again, while others go on.
      void news.release({ order: 'reverse', copies: fault.copies, joined: fault.joined })
      return
    case 'late':
      news.delay(fault.news, fault.ms)
      await sleep(fault.lasts)
      news.delay(fault.news, 0)
      return
    case 'kill':
      return processes.kill(fault.process)
    case 'noAnswer':
      news.lose('replies', fault.times)
      return
    case 'upgrade':
      bot.upgrade()
      return registerAgain(bot)
  }
}

function answerOf(fault: Extract<CommonFault, { kind: 'answer' }>): Omit<FaultRule, 'path' | 'method'> {
  return {
    status: fault.status,
    times: fault.times,
    ...(fault.retryAfter === undefined ? {} : { headers: { 'retry-after': String(fault.retryAfter) } }),
    ...(fault.says === undefined || fault.side === 'botpress' ? {} : { body: fault.says }),
  }
}

function answerTo(refusal: Refusal): Pick<FaultRule, 'status' | 'body'> {
  if (refusal === 423) return { status: 423, body: 'Locked' }
  return { status: 409, body: errorBody(refusal, 'Something else is at it just now') }
}

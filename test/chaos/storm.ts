import { setTimeout as sleep } from 'node:timers/promises'
import { errorBody } from '../../sim/botpress'
import type { FaultRule } from '../../sim/http/faults'
import { rateLimitBody } from '../../sim/hubspot'
import { scopes } from '../../sim/hubspot-stage'
import { timing } from '../../src/timing'
import type { Fault, Refusal, Written } from './faults'
import { strangersAct } from './strangers'
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
const comments = /threads\/[^/]+\/messages$/
const token = /oauth\/[^/]+\/token$/

/** Plays the faults of one lane, one after the other; resolves when the last is over. */
export async function playLane(place: Place, strangeThread: string, lane: readonly Fault[]): Promise<void> {
  for (const fault of lane) {
    await sleep(fault.pause)
    await play(place, strangeThread, fault)
  }
}

/** Ends every fault that may still be waiting to be played. */
export async function calm({ hubspot, botpress }: Place): Promise<void> {
  hubspot.faults.clear()
  botpress.faults.clear()
  botpress.webhookFaults.clear()
  hubspot.settings.batchAppEvents = false
  hubspot.webhooks.duplicate(1)
  hubspot.webhooks.lose('channel', 0)
  hubspot.webhooks.delay('channel', 0)
  hubspot.webhooks.delay('app', 0)
  await hubspot.webhooks.release()
}

async function play(place: Place, strangeThread: string, fault: Fault): Promise<void> {
  const { hubspot, botpress, processes, portalId } = place
  const on = (side: 'hubspot' | 'botpress', rule: Omit<FaultRule, 'path'>) =>
    place[side].faults.add({ path: anything, ...rule })
  switch (fault.kind) {
    case 'answer':
      on(fault.side, answerOf(fault))
      return
    case 'drop':
      on(fault.side, { drop: fault.when, times: fault.times })
      return
    case 'slow':
      on(fault.side, { delayMs: slowerThanTheTimeOut[fault.side], times: fault.times })
      return
    case 'slowOpening':
      hubspot.faults.add({ method: 'POST', path: comments, delayMs: fault.ms, times: fault.times })
      return
    case 'webhookHost':
      botpress.webhookFaults.add({ path: anything, status: fault.status, times: fault.times })
      return
    case 'conflict':
      botpress.faults.add({
        path: pathOf[fault.of],
        method: writes,
        times: fault.times,
        ...answerTo(fault.refusal),
      })
      return
    case 'expire':
      hubspot.expireAccessTokens(portalId)
      return
    case 'refresh':
      hubspot.faults.add({ path: token, status: fault.status, times: fault.times })
      hubspot.expireAccessTokens(portalId)
      return
    case 'revoke':
      return reconnect(place, fault.gap)
    case 'register':
      return registered(place)
    case 'copies':
      hubspot.webhooks.duplicate(fault.count)
      await sleep(fault.lasts)
      hubspot.webhooks.duplicate(1)
      return
    case 'shuffle':
      hubspot.webhooks.hold()
      await sleep(fault.lasts)
      // Not waited for: what is not taken is sent again, while others go on.
      void hubspot.webhooks.release({ order: 'reverse', copies: fault.copies, batchAppEvents: fault.batched })
      return
    case 'batch':
      hubspot.settings.batchAppEvents = true
      await sleep(fault.lasts)
      hubspot.settings.batchAppEvents = false
      return
    case 'late':
      hubspot.webhooks.delay(fault.webhooks, fault.ms)
      await sleep(fault.lasts)
      hubspot.webhooks.delay(fault.webhooks, 0)
      return
    case 'strangers':
      return strangersAct(place, strangeThread)
    case 'kill':
      return processes.kill(fault.process)
    case 'purge':
      return purge(place, fault.gap)
    case 'noAnswer':
      hubspot.webhooks.lose('channel', fault.times)
      return
    case 'upgrade':
      place.bot.upgrade()
      return registered(place)
  }
}

const slowerThanTheTimeOut = {
  hubspot: Math.round(timing.hubspotTimeout * 1.1),
  botpress: Math.round(timing.webhookBudget * 1.1),
}

function answerOf(fault: Extract<Fault, { kind: 'answer' }>): Omit<FaultRule, 'path'> {
  return {
    status: fault.status,
    times: fault.times,
    ...(fault.retryAfter === undefined ? {} : { headers: { 'retry-after': String(fault.retryAfter) } }),
    ...(fault.policy === undefined || fault.side === 'botpress' ? {} : { body: rateLimitBody(fault.policy) }),
  }
}

function answerTo(refusal: Refusal): Pick<FaultRule, 'status' | 'body'> {
  if (refusal === 423) return { status: 423, body: 'Locked' }
  return { status: 409, body: errorBody(refusal, 'Something else is at it just now') }
}

/** The app is uninstalled and installed again, and its new refresh token put into the configuration. */
async function reconnect({ hubspot, bot, portalId, appId }: Place, gap: number): Promise<void> {
  hubspot.revoke(String(bot.configuration.refreshToken))
  hubspot.expireAccessTokens(portalId)
  await sleep(gap)
  const granted = [...scopes.required, ...scopes.contacts, ...scopes.files]
  const { refreshToken } = hubspot.install({ appId, portalId, scopes: granted })
  bot.configuration = { ...bot.configuration, refreshToken }
  await registered({ bot })
}

/** Somebody in HubSpot removes the channel from its inboxes; the bot builder saves the configuration until it is back. */
async function purge({ hubspot, bot, portalId }: Place, gap: number): Promise<void> {
  const connected = () => hubspot.accounts(portalId).filter(({ archivedAt }) => archivedAt === undefined)
  const before = connected()
  for (const { id } of before) hubspot.ui.purgeAccount(id)
  while (connected().length < before.length) {
    await sleep(gap)
    await registered({ bot })
  }
}

/** Saves the configuration, again and again until it is taken. */
async function registered({ bot }: Pick<Place, 'bot'>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await bot.register()
    } catch (error) {
      if (attempt === 20) throw error
      await sleep(250)
    }
  }
}

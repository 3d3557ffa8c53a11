import { setTimeout as sleep } from 'node:timers/promises'
import { errorBody } from '../../../sim/salesiq'
import { keyPair } from '../../../sim/salesiq/sign'
import { scopes } from '../../../sim/salesiq-stage'
import type { SalesIqPlace } from '../../desk/salesiq/place'
import { registerAgain } from '../register-again'
import type { SalesIqFault } from './own'
import { token } from './tokens'

const api = /\/(api|visitor)\//

/** Plays one of SalesIQ's own faults, except those of strangers; resolves when it is over. */
export async function playOwn(
  place: SalesIqPlace & { clientId: string },
  fault: Exclude<SalesIqFault, { kind: 'strangers' }>,
): Promise<void> {
  const { salesiq, bot } = place
  switch (fault.kind) {
    case 'expire':
      salesiq.expireAccessTokens()
      return
    case 'refresh':
      salesiq.faults.add({ path: token, status: fault.status, times: fault.times })
      salesiq.expireAccessTokens()
      return
    case 'revoke':
      return reconnect(place, fault.gap)
    case 'busy200':
      salesiq.faults.add({ path: api, status: 200, body: errorBody(1023), times: fault.times })
      return
    case 'rotate':
      await rotate(place, fault.gap)
      return registerAgain(bot)
    case 'lose':
      salesiq.webhooks.lose(Number.POSITIVE_INFINITY)
      await sleep(fault.lasts + salesiq.settings.redeliveryDelaysMs.reduce((sum, ms) => sum + ms, 0))
      salesiq.webhooks.lose(0)
      return
  }
}

/** Somebody withdraws the access and grants it again; the new refresh token is put into the configuration. */
async function reconnect(
  { salesiq, bot, screenName, clientId }: SalesIqPlace & { clientId: string },
  gap: number,
): Promise<void> {
  salesiq.revoke(String(bot.configuration.refreshToken))
  await sleep(gap)
  const { refreshToken } = salesiq.grant({ clientId, screenName, scopes: Object.values(scopes).flat() })
  bot.configuration = { ...bot.configuration, refreshToken }
  await registerAgain(bot)
}

/** Keys are numbered over all webhooks, so that none gets one that it had. */
let keys = 0
const mostKeys = 4

/** One more key, and then the oldest is taken away, which has signed so far. */
async function rotate({ salesiq, screenName }: SalesIqPlace, gap: number): Promise<void> {
  for (const webhook of salesiq.webhooksOf(screenName)) {
    keys += 1
    const pair = keyPair(1 + (keys % mostKeys))
    const createdAt = Date.now()
    webhook.keys.push({ id: String(createdAt), createdAt, ...pair })
    await sleep(gap)
    webhook.keys.shift()
  }
}

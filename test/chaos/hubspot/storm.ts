import { setTimeout as sleep } from 'node:timers/promises'
import { scopes } from '../../../sim/hubspot-stage'
import type { HubSpotPlace } from '../../desk/hubspot/place'
import { registerAgain } from '../register-again'
import type { HubSpotFault } from './own'
import { strangersAct } from './strangers'

const token = /oauth\/[^/]+\/token$/

/** Plays one of HubSpot's own faults; resolves when it is over. */
export async function playOwn(place: HubSpotPlace, strangeThread: string, fault: HubSpotFault): Promise<void> {
  const { hubspot, portalId } = place
  switch (fault.kind) {
    case 'expire':
      hubspot.expireAccessTokens(portalId)
      return
    case 'refresh':
      hubspot.faults.add({ path: token, status: fault.status, times: fault.times })
      hubspot.expireAccessTokens(portalId)
      return
    case 'revoke':
      return reconnect(place, fault.gap)
    case 'purge':
      return purge(place, fault.gap)
    case 'batch':
      hubspot.settings.batchAppEvents = true
      await sleep(fault.lasts)
      hubspot.settings.batchAppEvents = false
      return
    case 'strangers':
      return strangersAct(place, strangeThread)
  }
}

/** The app is uninstalled and installed again, and its new refresh token put into the configuration. */
async function reconnect({ hubspot, bot, portalId, appId }: HubSpotPlace, gap: number): Promise<void> {
  hubspot.revoke(String(bot.configuration.refreshToken))
  hubspot.expireAccessTokens(portalId)
  await sleep(gap)
  const granted = [...scopes.required, ...scopes.contacts, ...scopes.files]
  const { refreshToken } = hubspot.install({ appId, portalId, scopes: granted })
  bot.configuration = { ...bot.configuration, refreshToken }
  await registerAgain(bot)
}

/** Somebody in HubSpot removes the channel from its inboxes; the bot builder saves the configuration until it is back. */
async function purge({ hubspot, bot, portalId }: HubSpotPlace, gap: number): Promise<void> {
  const connected = () => hubspot.accounts(portalId).filter(({ archivedAt }) => archivedAt === undefined)
  const before = connected()
  for (const { id } of before) hubspot.ui.purgeAccount(id)
  while (connected().length < before.length) {
    await sleep(gap)
    await registerAgain(bot)
  }
}

import type { Check } from '../../core/doctor/check'
import { type Connected, languageIn } from '../../core/doctor/page'
import { appIdOf, type Installation } from '../installation/installation'
import { canLog, logSettings } from '../installation/log-settings'
import { accountsState, type ConnectedAccount, channelState } from '../installation/states'
import { freshCredentials } from '../installation/token-refresher'
import { diagnose } from './diagnose'
import { type Facts, type Noted, ourChannel, readFacts } from './read-facts'

/**
 * Examines an installation from within, with a fresh token of its own.
 *
 * @param deadline epoch ms until which HubSpot is asked; what it has not said by then is told as not checked.
 */
export async function examine(
  installation: Installation,
  webhookUrl: string,
  deadline: number,
): Promise<{ checks: Check[]; connected: Connected }> {
  const { inboxIds, contactPolicy, log } = installation.settings
  // Before it is known, what only the app itself is told waits.
  const app = { ...installation.settings.app, appId: (await appIdOf(installation)) ?? '' }
  const facts = await readFacts({
    configured: { appId: app.appId, inboxIds, contactPolicy, interactionLog: log.mode, webhookUrl },
    app,
    access: async (until) => {
      // The page can be loaded again; it cannot wait for as long as a message.
      const { accessToken } = await freshCredentials(installation, until, 2)
      return { accessToken, caller: installation.hubspot, remark: '' }
    },
    noted: () => readNoted(installation),
    deadline: () => deadline,
  })
  return {
    checks: diagnose(facts, new Date()),
    connected: [...connectedIn(facts), languageIn(installation.settings.texts.locale)],
  }
}

async function readNoted(installation: Installation): Promise<Noted> {
  const { log } = installation.settings
  const [channel, accounts, settings] = await Promise.all([
    channelState.read(installation),
    accountsState.read(installation),
    canLog(installation) ? logSettings(installation) : { mode: log.mode, lack: undefined },
  ])
  return {
    channelId: channel?.channelId,
    accounts: accounts?.accounts ?? [],
    log: { mode: settings.mode, lack: settings.lack },
  }
}

function connectedIn({ account, grant, channels, accounts: live, noted, configured }: Facts): Connected {
  const name = grant?.ok ? grant.value.domain : undefined
  const portalId = account?.ok ? account.value.portalId : grant?.ok ? grant.value.portalId : undefined
  const channel = channels?.ok ? ourChannel(channels.value, configured.webhookUrl) : undefined
  const accounts = noted?.ok ? noted.value.accounts : []
  const now = (account: ConnectedAccount): ConnectedAccount => {
    const found = live?.ok ? live.value.find(({ id }) => id === account.id) : account
    return { ...account, active: found?.active === true, authorized: found?.authorized === true }
  }
  const known = (term: string, ...lines: (string | undefined)[]) => ({
    term,
    lines: lines.filter((line) => line !== undefined),
  })
  return [
    known('HubSpot account', name, portalId),
    known('Channel', channel?.name, channel?.id),
    known(
      'Inboxes',
      ...accounts.map((account) => {
        const { inboxName, inboxId, active, authorized } = now(account)
        const state = active && authorized ? 'on' : active ? 'not authorised' : 'off'
        return `${inboxName.slice(0, 80)} (${inboxId}), ${state}${live?.ok ? '' : ' when last noted'}`
      }),
    ),
    known('Webhook URL', configured.webhookUrl),
  ].filter(({ lines }) => lines.length > 0)
}

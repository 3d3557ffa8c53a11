import type { Check } from '../../../core/doctor/check'
import { diagnose } from '../../../src/doctor/diagnose'
import { type Access, readFacts, type Source } from '../../../src/doctor/read-facts'
import { callerFor } from '../../../src/hubspot/caller'
import { refreshTokens } from '../../../src/hubspot/oauth'
import { checkFilledIn } from '../filled-in'
import { type LocalSettings, variables } from './settings'

/** Longest that one question to HubSpot may take, in ms. */
const patience = 10_000

/** Examines an installation by what `.env` says of it. */
export async function examine(settings: LocalSettings, now: Date, missingFile?: string): Promise<Check[]> {
  const missing = needed.filter((name) => settings[name] === '').map((name) => variables[name])
  return [
    ...checkFilledIn({ missingFile, missing }, 'app', "the values of the HubSpot app and the bot's webhook URL"),
    ...diagnose(await readFacts(sourceOf(settings)), now),
  ]
}

const needed = ['appId', 'developerApiKey', 'clientId', 'clientSecret', 'webhookUrl'] as const

function sourceOf(settings: LocalSettings): Source {
  const { appId, developerApiKey, clientId, clientSecret, inboxId, additionalInboxIds } = settings
  const { contactPolicy, interactionLog, webhookUrl } = settings
  return {
    configured: {
      ...{ appId, contactPolicy, interactionLog, webhookUrl },
      inboxIds: [...(inboxId === '' ? [] : [inboxId]), ...additionalInboxIds],
    },
    app: { appId, developerApiKey, clientId, clientSecret },
    access: accessOf(settings),
    deadline: () => Date.now() + patience,
  }
}

function accessOf(settings: LocalSettings): Source['access'] {
  const { refreshToken } = settings
  if (refreshToken === '') {
    const why = `a connection made on the connect page is stored in Botpress, where this doctor cannot look (the one on that page does): without ${variables.refreshToken} in .env it can check nothing of it`
    return { ok: undefined, why }
  }
  if (settings.clientId === '' || settings.clientSecret === '') return undefined
  return async (deadline): Promise<Access> => {
    const tokens = await refreshTokens(settings, refreshToken, deadline)
    const token = async () => tokens.accessToken
    const isSame = tokens.refreshToken === refreshToken
    const remark = isSame ? '' : 'HubSpot handed out another one; the one in .env may end'
    return { accessToken: tokens.accessToken, caller: callerFor({ token, renewed: token }), remark }
  }
}

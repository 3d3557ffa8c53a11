import type { Check } from '../../../core/doctor/check'
import { diagnose } from '../../../integrations/zoho-salesiq/src/doctor/diagnose'
import { type Access, readFacts, type Source } from '../../../integrations/zoho-salesiq/src/doctor/read-facts'
import { callerFor } from '../../../integrations/zoho-salesiq/src/salesiq/caller'
import { type ClientCredentials, refreshToken } from '../../../integrations/zoho-salesiq/src/salesiq/oauth'
import { checkFilledIn } from '../filled-in'
import { type LocalSettings, variables } from './settings'

/** Longest that one question to Zoho may take, in ms. */
const patience = 10_000

/** Examines an installation by what `.env` says of it. */
export async function examine(settings: LocalSettings, missingFile?: string): Promise<Check[]> {
  const missing = needed.filter((name) => settings[name] === '').map((name) => variables[name])
  return [
    ...checkFilledIn(
      { missingFile, missing },
      'Zoho client',
      "the values of the Zoho client and the bot's webhook URL",
    ),
    ...diagnose(await readFacts(sourceOf(settings))),
  ]
}

const needed = ['clientId', 'clientSecret', 'webhookUrl'] as const

function sourceOf(settings: LocalSettings): Source {
  const { region, clientId, clientSecret, screenName, appId, departmentId, webhookUrl } = settings
  const isGiven = region !== undefined && clientId !== '' && clientSecret !== ''
  const client = isGiven ? { region, clientId, clientSecret } : undefined
  return {
    configured: { region, clientId, screenName, appId, departmentId, waitTime: undefined, webhookUrl },
    names: variables,
    unseen: 'what was chosen on the connect page is stored in Botpress',
    client,
    access: accessOf(settings, client),
    deadline: () => Date.now() + patience,
  }
}

function accessOf(
  { refreshToken: given, screenName }: LocalSettings,
  client: ClientCredentials | undefined,
): Source['access'] {
  if (given === '') {
    const why = `a connection made on the connect page is stored in Botpress, where this doctor cannot look (the one on that page does): without ${variables.refreshToken} in .env it can check nothing of it`
    return { ok: undefined, why }
  }
  if (client === undefined) return undefined
  return async (deadline): Promise<Access> => {
    const { accessToken, scopes } = await refreshToken(client, given, deadline)
    const token = async () => accessToken
    const tokens = { token, renewed: token }
    return { scopes, caller: screenName === '' ? undefined : callerFor(tokens, { region: client.region, screenName }) }
  }
}

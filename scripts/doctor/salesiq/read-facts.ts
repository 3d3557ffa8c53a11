import { type Brand, listBrands } from '../../../integrations/zoho-salesiq/src/salesiq/brands'
import { type Caller, callerFor } from '../../../integrations/zoho-salesiq/src/salesiq/caller'
import { SalesIqError } from '../../../integrations/zoho-salesiq/src/salesiq/errors'
import { type AccessToken, refreshToken } from '../../../integrations/zoho-salesiq/src/salesiq/oauth'
import { mayOpenChats } from '../../../integrations/zoho-salesiq/src/salesiq/open-chat'
import { failedExecutions, listWebhooks, type Webhook } from '../../../integrations/zoho-salesiq/src/salesiq/webhooks'
import type { Reading as AnyReading, Problem } from '../check'
import type { LocalSettings, variables } from './settings'

export type Reading<T> = AnyReading<T, Problem & { code: number | undefined; oauthError: string | undefined }>

/** All that the checks look at. Nothing in it is secret. */
export type Facts = {
  settings: Omit<LocalSettings, 'clientSecret' | 'refreshToken'>
  /** The file that the settings should have come from; undefined when it is there. */
  missingFile: string | undefined
  /** Variables that are filled in, by their names here. */
  given: Record<keyof typeof variables, boolean>
  /** What Zoho's accounts server says to client and refresh token; without one, to a made-up one. */
  token: Reading<Pick<AccessToken, 'scopes'>>
  /** Whether the Visitor API, which opens chats, takes the token. */
  visitorApi: Reading<true>
  brands: Reading<Brand[]>
  webhooks: Reading<Webhook[]>
  /** Events of the last day that the bot's webhook did not take. */
  lost: Reading<number>
}

/** Longest that one question to Zoho may take, in ms. */
const patience = 10_000
const aDay = 86_400_000

/**
 * Reads what there is to read. Changes nothing: no call is made but GETs, a renewal of the access token, and one that asks
 * for a chat without a brand, which cannot be opened.
 */
export async function readFacts(settings: LocalSettings, missingFile?: string): Promise<Facts> {
  const { clientSecret, refreshToken: refresh, ...open } = settings
  const { region, clientId, screenName } = settings
  const hasClient = region !== undefined && clientId !== '' && clientSecret !== ''
  const tokens = hasClient
    ? await read((deadline) => refreshToken({ region, clientId, clientSecret }, refresh || 'none', deadline))
    : undefined
  const accessToken = tokens?.ok ? tokens.value.accessToken : undefined
  const portal =
    region === undefined || accessToken === undefined || screenName === ''
      ? undefined
      : callerFor({ token: async () => accessToken, renewed: async () => accessToken }, { region, screenName })
  const asked = async <T>(action: (portal: Caller, deadline: number) => Promise<T>): Promise<Reading<T>> =>
    portal && read((deadline) => action(portal, deadline))
  const webhooks = await asked(listWebhooks)
  const [ours] = webhooks?.ok ? webhooksFor(webhooks.value, settings.webhookUrl) : []
  const now = Date.now()
  return {
    settings: open,
    missingFile,
    given: {
      region: true,
      clientId: clientId !== '',
      clientSecret: clientSecret !== '',
      refreshToken: refresh !== '',
      screenName: screenName !== '',
      appId: settings.appId !== '',
      departmentId: settings.departmentId !== '',
      webhookUrl: settings.webhookUrl !== '',
    },
    token: tokens,
    visitorApi: await asked(async (caller, deadline) => {
      await mayOpenChats(caller, deadline)
      return true as const
    }),
    brands: await asked(listBrands),
    webhooks,
    lost:
      ours &&
      (await asked(
        async (caller, deadline) =>
          (
            await failedExecutions(caller, ours.id, { from: now - aDay, to: now }, deadline)
          ).ids.length,
      )),
  }
}

/** Those that deliver to a bot; a webhook made by hand has a query behind the bot's URL. */
export function webhooksFor(webhooks: Webhook[], webhookUrl: string): Webhook[] {
  return webhooks.filter(({ url }) => webhookUrl !== '' && url.split('?')[0]?.replace(/\/+$/, '') === webhookUrl)
}

async function read<T>(action: (deadline: number) => Promise<T>): Promise<Reading<T>> {
  try {
    return { ok: true, value: await action(Date.now() + patience) }
  } catch (error) {
    if (!(error instanceof SalesIqError)) throw error
    const { message, advice, passing, code, oauthError } = error
    return {
      ok: false,
      problem: { message: [message, advice].filter((part) => part !== '').join(' '), passing, code, oauthError },
    }
  }
}

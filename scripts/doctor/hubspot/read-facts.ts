import { type AccountDetails, readAccount } from '../../../src/hubspot/account-info'
import { type AppWebhooks, readAppWebhooks } from '../../../src/hubspot/app-webhooks'
import { callerFor } from '../../../src/hubspot/caller'
import { type Inbox, listInboxes } from '../../../src/hubspot/conversations'
import {
  type Channel,
  type ChannelAccount,
  listChannelAccounts,
  listChannels,
} from '../../../src/hubspot/custom-channels'
import { HubSpotError } from '../../../src/hubspot/errors'
import { byId } from '../../../src/hubspot/id'
import { introspect, refreshTokens, type TokenFacts } from '../../../src/hubspot/oauth'
import type { Reading as AnyReading, Problem } from '../check'
import type { LocalSettings } from './settings'

type Reading<T> = AnyReading<T, Problem & { status: number | undefined; oauthError: string | undefined }>

/** All that the checks look at. Nothing in it is secret. */
export type Facts = {
  settings: Omit<LocalSettings, 'developerApiKey' | 'clientSecret' | 'refreshToken'>
  /** The file that the settings should have come from; undefined when it is there. */
  missingFile: string | undefined
  /** Which values are filled in. */
  given: {
    appId: boolean
    developerApiKey: boolean
    clientId: boolean
    clientSecret: boolean
    refreshToken: boolean
    webhookUrl: boolean
  }
  /** Whether HubSpot accepts client ID and secret. */
  client: Reading<true>
  /** Whether it accepts the refresh token, and whether it handed out another one. */
  token: Reading<{ replaced: boolean }>
  grant: Reading<TokenFacts>
  account: Reading<AccountDetails>
  inboxes: Reading<Inbox[]>
  channels: Reading<Channel[]>
  /** Accounts of the channel that has our URL. */
  accounts: Reading<ChannelAccount[]>
  webhooks: Reading<AppWebhooks>
}

/** Longest that one question to HubSpot may take, in ms. */
const patience = 10_000

/** Reads what there is to read. Changes nothing: no call but GETs, a token refresh and an introspection is made. */
export async function readFacts(settings: LocalSettings, missingFile?: string): Promise<Facts> {
  const { developerApiKey, clientSecret, refreshToken, ...open } = settings
  const hasApp = settings.clientId !== '' && clientSecret !== ''
  const hasKey = settings.appId !== '' && developerApiKey !== ''
  const tokens =
    hasApp && refreshToken !== ''
      ? await read((deadline) => refreshTokens(settings, refreshToken, deadline))
      : undefined
  const accessToken = tokens?.ok ? tokens.value.accessToken : undefined
  const token = async () => accessToken ?? ''
  const hubspot = callerFor({ token, renewed: token })
  const asAccount = async <T>(action: (deadline: number) => Promise<T>): Promise<Reading<T>> =>
    accessToken === undefined ? undefined : read(action)
  const channels = hasKey ? await read((deadline) => listChannels(settings, deadline)) : undefined
  const ours = channels?.ok ? ourChannel(channels.value, settings.webhookUrl) : undefined
  return {
    settings: open,
    missingFile,
    given: {
      appId: settings.appId !== '',
      developerApiKey: developerApiKey !== '',
      clientId: settings.clientId !== '',
      clientSecret: clientSecret !== '',
      refreshToken: refreshToken !== '',
      webhookUrl: settings.webhookUrl !== '',
    },
    client: hasApp ? await readClient(settings, tokens) : undefined,
    token: tokens?.ok ? { ok: true, value: { replaced: tokens.value.refreshToken !== refreshToken } } : tokens,
    grant: await asAccount((deadline) => introspect(settings, accessToken ?? '', deadline)),
    account: await asAccount((deadline) => readAccount(hubspot, deadline)),
    inboxes: await asAccount((deadline) => listInboxes(hubspot, deadline)),
    channels,
    accounts: ours && (await asAccount((deadline) => listChannelAccounts(hubspot, ours.id, deadline))),
    webhooks: hasKey ? await read((deadline) => readAppWebhooks(settings, deadline)) : undefined,
  }
}

/** Of several channels with our URL the integration keeps the one with the lowest ID. */
export function ourChannel(channels: Channel[], webhookUrl: string): Channel | undefined {
  return channels.filter((channel) => webhookUrl !== '' && channel.webhookUrl === webhookUrl).sort(byId)[0]
}

/** Without a token to refresh, the question about a made-up one shows whether HubSpot knows the app. */
async function readClient(settings: LocalSettings, tokens: Reading<unknown>): Promise<Reading<true>> {
  const answer = tokens ?? (await read((deadline) => introspect(settings, 'none', deadline)))
  if (answer?.ok === false && (answer.problem.oauthError === 'invalid_client' || answer.problem.passing)) return answer
  return { ok: true, value: true }
}

async function read<T>(action: (deadline: number) => Promise<T>): Promise<Reading<T>> {
  try {
    return { ok: true, value: await action(Date.now() + patience) }
  } catch (error) {
    if (!(error instanceof HubSpotError)) throw error
    const { message, status, oauthError, passing } = error
    return { ok: false, problem: { message, status, oauthError, passing } }
  }
}

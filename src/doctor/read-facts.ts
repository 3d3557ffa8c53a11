import type { Reading as AnyReading, Problem, Unseen } from '../../core/doctor/check'
import { problemOf } from '../../core/doctor/problem-of'
import { within } from '../../core/platform/within'
import { type AccountDetails, readAccount } from '../hubspot/account-info'
import { type AppWebhooks, readAppWebhooks } from '../hubspot/app-webhooks'
import type { Caller } from '../hubspot/caller'
import { type Inbox, listInboxes } from '../hubspot/conversations'
import {
  type Channel,
  type ChannelAccount,
  type DeveloperKey,
  listChannelAccounts,
  listChannels,
} from '../hubspot/custom-channels'
import { HubSpotError } from '../hubspot/errors'
import { byId } from '../hubspot/id'
import { type AppCredentials, introspect, type TokenFacts } from '../hubspot/oauth'
import type { ContactPolicy, LogMode } from '../installation/settings'
import type { ConnectedAccount } from '../installation/states'

type Reading<T> = AnyReading<T, Problem & { status: number | undefined; oauthError: string | undefined }>

/** What is configured, as far as the checks go by it. */
export type Configured = {
  appId: string
  /** The default one first; empty when the connect page decides. */
  inboxIds: readonly string[]
  contactPolicy: ContactPolicy
  interactionLog: LogMode
  /** The bot's webhook URL, without a slash at its end. */
  webhookUrl: string
}

/** What an installation noted when it was set up. */
export type Noted = {
  channelId: string | undefined
  accounts: readonly ConnectedAccount[]
  /** How the interaction log is set; `lack` is why it is off all the same. */
  log: { mode: LogMode; lack: string | undefined }
}

/** All that the checks look at. Nothing in it is secret. */
export type Facts = {
  configured: Configured
  /** Whether HubSpot accepts client ID and secret. */
  client: Reading<true>
  /** Whether it accepts what tokens are got with, and what is to be known of it. */
  token: Reading<{ remark: string }>
  grant: Reading<TokenFacts>
  account: Reading<AccountDetails>
  inboxes: Reading<Inbox[]>
  channels: Reading<Channel[]>
  /** Accounts of the channel that has our URL. */
  accounts: Reading<ChannelAccount[]>
  webhooks: Reading<AppWebhooks>
  /** undefined where it cannot be seen, as from a command line. */
  noted: Reading<Noted>
}

/** The way into a HubSpot account. */
export type Access = { accessToken: string; caller: Caller; remark: string }

/** Where the doctor looks, and with what; values that are missing are empty. */
export type Source = {
  configured: Configured
  app: AppCredentials & DeveloperKey
  /** Gets a fresh token; undefined when another check says what it takes. */
  access: ((deadline: number) => Promise<Access>) | Unseen | undefined
  noted?: () => Promise<Noted>
  /** Epoch ms until which a question that is asked now may take. */
  deadline: () => number
}

/**
 * Reads what there is to read, side by side. Changes nothing: no call but GETs, a token refresh and an introspection is
 * made. What could not be read in time says so.
 */
export async function readFacts({ configured, app, access, noted, deadline }: Source): Promise<Facts> {
  const read = <T>(action: (until: number) => Promise<T>) => readUntil(deadline(), action)
  const hasApp = app.clientId !== '' && app.clientSecret !== ''
  const hasKey = app.appId !== '' && app.developerApiKey !== ''
  const asDeveloper = async <T>(action: (until: number) => Promise<T>): Promise<Reading<T>> =>
    hasKey ? read(action) : undefined
  const channels = asDeveloper((until) => listChannels(app, until))
  const opened: Promise<Reading<Access>> = typeof access === 'function' ? read(access) : Promise.resolve(access)
  const asAccount = async <T>(action: (way: Access, until: number) => Promise<T>): Promise<Reading<T>> => {
    const way = await opened
    return way?.ok ? read((until) => action(way.value, until)) : undefined
  }
  const accounts = async (): Promise<Reading<ChannelAccount[]>> => {
    const all = await channels
    const ours = all?.ok ? ourChannel(all.value, configured.webhookUrl) : undefined
    return ours && asAccount(({ caller }, until) => listChannelAccounts(caller, ours.id, until))
  }
  const facts = await Promise.all([
    opened.then((way) => (hasApp ? readClient(app, way, read) : undefined)),
    opened,
    asAccount(({ accessToken }, until) => introspect(app, accessToken, until)),
    asAccount(({ caller }, until) => readAccount(caller, until)),
    asAccount(({ caller }, until) => listInboxes(caller, until)),
    channels,
    accounts(),
    asDeveloper((until) => readAppWebhooks(app, until)),
    noted && read(noted),
  ])
  const [client, way, grant, account, inboxes, listed, connected, webhooks, known] = facts
  const token = way?.ok ? { ok: way.ok, value: { remark: way.value.remark } } : way
  return {
    configured,
    client,
    token,
    grant,
    account,
    inboxes,
    channels: listed,
    accounts: connected,
    webhooks,
    noted: known,
  }
}

/** Of several channels with our URL the integration keeps the one with the lowest ID. */
export function ourChannel(channels: readonly Channel[], webhookUrl: string): Channel | undefined {
  return channels.filter((channel) => webhookUrl !== '' && channel.webhookUrl === webhookUrl).sort(byId)[0]
}

/** What HubSpot says of a made-up token shows whether it knows the app, where getting a real one does not. */
async function readClient(
  app: AppCredentials,
  way: Reading<unknown>,
  read: <T>(action: (until: number) => Promise<T>) => Promise<Reading<T>>,
): Promise<Reading<true>> {
  const isTelling = way?.ok || (way?.ok === false && (way.problem.passing || way.problem.oauthError !== undefined))
  const answer = isTelling ? way : await read((until) => introspect(app, 'none', until))
  if (answer?.ok === false && (answer.problem.oauthError === 'invalid_client' || answer.problem.passing)) return answer
  return { ok: true, value: true }
}

async function readUntil<T>(deadline: number, action: (until: number) => Promise<T>): Promise<Reading<T>> {
  try {
    return { ok: true, value: await within(deadline, 'ask HubSpot', action(deadline)) }
  } catch (error) {
    const { status, oauthError } = error instanceof HubSpotError ? error : { status: undefined, oauthError: undefined }
    return { ok: false, problem: { ...problemOf('HubSpot', error, deadline), status, oauthError } }
  }
}

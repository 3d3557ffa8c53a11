import type { Reading as AnyReading, Problem, Unseen } from '../../../../core/doctor/check'
import { problemOf } from '../../../../core/doctor/problem-of'
import { within } from '../../../../core/platform/within'
import { type Brand, listBrands } from '../salesiq/brands'
import type { Caller } from '../salesiq/caller'
import { SalesIqError } from '../salesiq/errors'
import { type ClientCredentials, refreshToken } from '../salesiq/oauth'
import { mayOpenChats } from '../salesiq/open-chat'
import type { Region } from '../salesiq/regions'
import { failedExecutions, listWebhooks, type Webhook } from '../salesiq/webhooks'

type Trouble = Problem & {
  code: number | undefined
  oauthError: string | undefined
  /** Whether the token was refused, and no other could be had. */
  isOfToken: boolean
}
export type Reading<T> = AnyReading<T, Trouble>

/** What is configured or was chosen; empty where nobody has. */
export type Configured = {
  /** undefined for a word that names none. */
  region: Region | undefined
  clientId: string
  screenName: string
  /** The brand. */
  appId: string
  departmentId: string
  /** The seconds after which a chat counts as missed; undefined for what the brand is set to. */
  waitTime: number | undefined
  /** The bot's webhook URL, without a slash at its end. */
  webhookUrl: string
}

/** All that the checks look at. Nothing in it is secret. */
export type Facts = {
  configured: Configured
  /** What the values are called where whoever looks can change them. */
  names: Record<'region' | 'screenName' | 'appId' | 'departmentId', string>
  /** Where a choice may be that cannot be seen; undefined where all can be. */
  unseen: string | undefined
  /** Whether Zoho accepts client ID and secret. */
  client: Reading<true>
  /** Whether it accepts what tokens are got with; no scopes where it does not say. */
  token: Reading<{ scopes: readonly string[] }>
  /** Whether the Visitor API, which opens chats, takes the token. */
  visitorApi: Reading<true>
  brands: Reading<Brand[]>
  webhooks: Reading<Webhook[]>
  /** Events of the last day that the bot's webhook did not take. */
  lost: Reading<number>
  /** ID of the webhook whose keys the bot goes by; undefined where it cannot be seen, as from a command line. */
  noted: Reading<string>
}

/** The way into a portal; its caller is undefined where nobody has named one. */
export type Access = { scopes: readonly string[]; caller: Caller | undefined }

/** Where the doctor looks, and with what. */
export type Source = Pick<Facts, 'configured' | 'names' | 'unseen'> & {
  /** undefined when another check says what it takes. */
  client: ClientCredentials | undefined
  /** Gets a token that is good for now; undefined as above. */
  access: ((deadline: number) => Promise<Access>) | Unseen | undefined
  noted?: () => Promise<string>
  /** Epoch ms until which a question that is asked now may take. */
  deadline: () => number
}

const aDay = 86_400_000

/**
 * Reads what there is to read, side by side. Changes nothing: no call is made but GETs, a renewal of the access token, and
 * one that asks for a chat without a brand, which cannot be opened. What could not be read in time says so.
 */
export async function readFacts({ client, access, noted, deadline, ...source }: Source): Promise<Facts> {
  const read = <T>(action: (until: number) => Promise<T>) => readUntil(deadline(), action)
  const way: Reading<Access> = typeof access === 'function' ? await read(access) : access
  const caller = way?.ok ? way.value.caller : undefined
  const asked = async <T>(action: (portal: Caller, until: number) => Promise<T>): Promise<Reading<T>> =>
    caller && read((until) => action(caller, until))
  const webhooks = asked(listWebhooks)
  const lost = async (): Promise<Reading<number>> => {
    const all = await webhooks
    const [ours] = all?.ok ? webhooksFor(all.value, source.configured.webhookUrl) : []
    const now = Date.now()
    const failures = (portal: Caller, until: number) =>
      failedExecutions(portal, ours?.id ?? '', { from: now - aDay, to: now }, until)
    return ours && asked(async (portal, until) => (await failures(portal, until)).ids.length)
  }
  const [known, visitorApi, brands, listed, failed, kept] = await Promise.all([
    client && readClient(client, way, read),
    asked(async (portal, until) => {
      await mayOpenChats(portal, until)
      return true as const
    }),
    asked(listBrands),
    webhooks,
    lost(),
    noted && read(noted),
  ])
  const facts = { ...source, client: known, visitorApi, brands, webhooks: listed, lost: failed, noted: kept }
  const ended = [visitorApi, brands, listed].find(isOfToken)
  // It showed only when it was used: nothing else is known then.
  if (ended) return { ...facts, token: ended, ...{ visitorApi: undefined, brands: undefined, webhooks: undefined } }
  return { ...facts, token: way?.ok ? { ok: way.ok, value: { scopes: way.value.scopes } } : way }
}

/** Those that deliver to a bot; a webhook made by hand has a query behind the bot's URL. */
export function webhooksFor(webhooks: readonly Webhook[], webhookUrl: string): Webhook[] {
  return webhooks.filter(({ url }) => webhookUrl !== '' && url.split('?')[0]?.replace(/\/+$/, '') === webhookUrl)
}

/** What Zoho says of a made-up refresh token shows whether it knows the client, where a real one does not. */
async function readClient(
  client: ClientCredentials,
  way: Reading<unknown>,
  read: <T>(action: (until: number) => Promise<T>) => Promise<Reading<T>>,
): Promise<Reading<true>> {
  const isTelling = way?.ok || (way?.ok === false && (way.problem.passing || way.problem.oauthError !== undefined))
  const answer = isTelling ? way : await read((until) => refreshToken(client, 'none', until))
  if (answer?.ok === false && !/^invalid_code/.test(answer.problem.oauthError ?? '')) return answer
  return { ok: true, value: true }
}

const isOfToken = (reading: Reading<unknown>): reading is { ok: false; problem: Trouble } =>
  reading?.ok === false && reading.problem.isOfToken

async function readUntil<T>(deadline: number, action: (until: number) => Promise<T>): Promise<Reading<T>> {
  try {
    return { ok: true, value: await within(deadline, 'ask Zoho', action(deadline)) }
  } catch (error) {
    const problem = problemOf('Zoho', error, deadline)
    const isOfDesk = error instanceof SalesIqError
    return {
      ok: false,
      problem: {
        ...problem,
        code: isOfDesk ? error.code : undefined,
        oauthError: isOfDesk ? error.oauthError : undefined,
        isOfToken: isOfDesk ? error.outcome === 'denied' : !problem.passing,
      },
    }
  }
}

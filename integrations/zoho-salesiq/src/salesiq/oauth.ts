import * as z from 'zod/mini'
import { callSalesIq } from './client'
import { accountsPaths } from './paths'
import { accountsUrl, type Region } from './regions'

/** The client that speaks for this installation; made in one region, known in no other. */
export type ClientCredentials = { clientId: string; clientSecret: string; region: Region }

/** What Zoho gives for a refresh token. */
export type AccessToken = {
  accessToken: string
  /** Life of the access token, in seconds. */
  expiresIn: number
  /** Empty where Zoho does not say. */
  scopes: string[]
}

/**
 * `expires_in` is in milliseconds in some data centres, which then say the seconds beside it; no access token lives for a
 * day.
 */
const token = z.lazy(() =>
  z.pipe(
    z.object({
      access_token: z.string().check(z.minLength(1)),
      refresh_token: z.optional(z.string().check(z.minLength(1))),
      expires_in: z._default(z.coerce.number().check(z.positive()), 3600),
      expires_in_sec: z.optional(z.coerce.number().check(z.positive())),
      scope: z.catch(z.optional(z.string()), undefined),
    }),
    z.transform((it) => ({
      accessToken: it.access_token,
      refreshToken: it.refresh_token,
      expiresIn: it.expires_in_sec ?? (it.expires_in > 86_400 ? it.expires_in / 1000 : it.expires_in),
      scopes: (it.scope ?? '').split(/[\s,]+/).filter((scope) => scope !== ''),
    })),
  ),
)

/**
 * Gets a new access token. The refresh token stays the same for good; ten access tokens may be got with it in ten minutes.
 *
 * @throws {SalesIqError} with `oauthError` `invalid_code` when the refresh token is no good (any more), and
 * `invalid_client…` when the client is not.
 */
export async function refreshToken(client: ClientCredentials, refresh: string, deadline: number): Promise<AccessToken> {
  return callSalesIq(
    {
      what: 'renew the access token',
      method: 'POST',
      host: accountsUrl(client.region),
      path: accountsPaths.token,
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: client.clientId,
        client_secret: client.clientSecret,
        refresh_token: refresh,
      }),
      sent: [client.clientId, client.clientSecret, refresh],
      deadline,
    },
    token,
  )
}

/**
 * Exchanges the code that Zoho handed to the redirect URL after the consent; it is good once, for a minute or so.
 *
 * @param redirectUri the one the consent was asked with.
 * @returns `refreshToken` is undefined where Zoho gives none: the consent was not asked for offline use.
 */
export async function exchangeCode(
  client: ClientCredentials,
  code: string,
  redirectUri: string,
  deadline: number,
): Promise<AccessToken & { refreshToken: string | undefined }> {
  return callSalesIq(
    {
      what: 'exchange the code for tokens',
      method: 'POST',
      host: accountsUrl(client.region),
      path: accountsPaths.token,
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uri: redirectUri,
        code,
      }),
      sent: [client.clientId, client.clientSecret, code],
      deadline,
    },
    token,
  )
}

/** Where an administrator of the portal gives consent. `prompt` makes Zoho give a refresh token again. */
export function authorizeUrl(
  { clientId, region }: Pick<ClientCredentials, 'clientId' | 'region'>,
  ask: { redirectUri: string; scopes: readonly string[]; state: string },
): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    scope: ask.scopes.join(','),
    redirect_uri: ask.redirectUri,
    access_type: 'offline',
    prompt: 'consent',
    state: ask.state,
  })
  return `${accountsUrl(region)}${accountsPaths.authorize}?${query}`
}

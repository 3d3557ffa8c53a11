import * as z from 'zod/mini'
import { callHubSpot } from './client'
import { id } from './id'
import { hubspotAppUrl, paths } from './versions'

/** The app that speaks for this installation. */
export type AppCredentials = { clientId: string; clientSecret: string }

/** What HubSpot gives for a refresh token. */
export type Tokens = {
  accessToken: string
  /** The newest one; HubSpot may or may not hand out a new one, and the newest is always the one to keep. */
  refreshToken: string
  /** Life of the access token, in seconds; 1800 as documented. */
  expiresIn: number
  /** The HubSpot account (portal); HubSpot does not promise to name it. */
  portalId: string | undefined
}

const common = () => ({
  access_token: z.string().check(z.minLength(1)),
  expires_in: z._default(z.number().check(z.positive()), 1800),
  hub_id: z.optional(id),
})
const refreshToken = () => z.string().check(z.minLength(1))
const renewed = z.lazy(() => z.object({ ...common(), refresh_token: z.optional(refreshToken()) }))
const exchanged = z.lazy(() => z.object({ ...common(), refresh_token: refreshToken() }))

/**
 * Gets a new access token for a refresh token.
 *
 * @throws {HubSpotError} with `oauthError` `invalid_grant` when the token was revoked or is another app's, and
 * `invalid_client` when client ID or secret are wrong.
 */
export async function refreshTokens(app: AppCredentials, refreshToken: string, deadline: number): Promise<Tokens> {
  const answer = await callHubSpot(
    {
      what: 'renew the access token',
      method: 'POST',
      path: paths.token,
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: app.clientId,
        client_secret: app.clientSecret,
        refresh_token: refreshToken,
      }),
      // Refreshing twice only makes one more access token.
      repeatable: true,
      deadline,
    },
    renewed,
  )
  return tokensOf(answer, answer.refresh_token ?? refreshToken)
}

function tokensOf(answer: z.infer<typeof renewed>, refreshToken: string): Tokens {
  return {
    accessToken: answer.access_token,
    refreshToken,
    expiresIn: answer.expires_in,
    portalId: answer.hub_id,
  }
}

/**
 * Exchanges the code that HubSpot handed to the redirect URL after the consent. It is good once and for a short time.
 *
 * @param redirectUri the one the consent was asked with.
 * @throws {HubSpotError} with `oauthError` `invalid_client` when client ID or secret are wrong; other refusals mean the
 * code or the redirect URL.
 */
export async function exchangeCode(
  app: AppCredentials,
  code: string,
  redirectUri: string,
  deadline: number,
): Promise<Tokens> {
  const answer = await callHubSpot(
    {
      what: 'exchange the code for tokens',
      method: 'POST',
      path: paths.token,
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: app.clientId,
        client_secret: app.clientSecret,
        redirect_uri: redirectUri,
        code,
      }),
      deadline,
    },
    exchanged,
  )
  return tokensOf(answer, answer.refresh_token)
}

/** Where an administrator installs the app in a HubSpot account. HubSpot's own clients write spaces as `%20`. */
export function authorizeUrl(ask: {
  clientId: string
  redirectUri: string
  scopes: readonly string[]
  optionalScopes: readonly string[]
  state: string
}): string {
  const query = new URLSearchParams({
    client_id: ask.clientId,
    redirect_uri: ask.redirectUri,
    scope: ask.scopes.join(' '),
    optional_scope: ask.optionalScopes.join(' '),
    state: ask.state,
  })
  return `${hubspotAppUrl()}/oauth/authorize?${query.toString().replaceAll('+', '%20')}`
}

/** What an access token is good for; `active` is false once it was revoked or has ended. */
export type TokenFacts = {
  active: boolean
  portalId: string | undefined
  appId: string | undefined
  /** The account's website domain, the nearest thing to a name; not promised. */
  domain: string | undefined
  scopes: string[]
}

const introspection = z.lazy(() =>
  z.object({
    active: z._default(z.boolean(), true),
    hub_id: z.optional(id),
    app_id: z.optional(id),
    hub_domain: z.nullish(z.string()),
    scopes: z._default(z.array(z.string()), []),
  }),
)

/**
 * Asks HubSpot which account, app and scopes an access token stands for.
 *
 * HubSpot's prose names the form field after the hint, its specification and client call it `token`: the latter is sent.
 */
export async function introspect(app: AppCredentials, accessToken: string, deadline: number): Promise<TokenFacts> {
  const answer = await callHubSpot(
    {
      what: 'look up the scopes of the access token',
      method: 'POST',
      path: paths.introspect,
      body: new URLSearchParams({
        client_id: app.clientId,
        client_secret: app.clientSecret,
        token: accessToken,
        token_type_hint: 'access_token',
      }),
      repeatable: true,
      deadline,
    },
    introspection,
  )
  return {
    active: answer.active,
    portalId: answer.hub_id,
    appId: answer.app_id,
    domain: answer.hub_domain ?? undefined,
    scopes: answer.scopes,
  }
}

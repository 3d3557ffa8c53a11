import type { SimRequest, SimResponse } from '../http/server'
import { grant, isAtHome, issueToken, mayHaveToken, revoke } from './grants'
import type { Client, Grant } from './model'
import { apiDomainOf } from './regions'
import { open } from './routes'
import { portalOf, type World } from './world'

/** What the accounts server says by name; HTTP 200, as seen, unless it is asked too often. */
class OAuthError extends Error {
  readonly response: SimResponse

  constructor(error: string, response: Partial<SimResponse> = {}) {
    super(error)
    this.response = { status: 200, body: { error }, ...response }
  }
}

const tooOften = (): OAuthError =>
  new OAuthError('Access Denied', {
    status: 400,
    body: {
      error: 'Access Denied',
      error_description: 'You have made too many requests continuously. Please try again after some time.',
      status: 'failure',
    },
  })

export const oauthRoutes = [
  open('POST', '/oauth/v2/token', ({ world, http }) => answer(() => issue(world, fieldsOf(http)))),
  open('POST', '/oauth/v2/token/revoke', ({ world, http }) => answer(() => end(world, fieldsOf(http)))),
]

/** The form, and what stands in the query: both are taken. */
function fieldsOf({ query, body }: SimRequest): URLSearchParams {
  return new URLSearchParams([...query, ...new URLSearchParams(body.toString('utf8'))])
}

function answer(work: () => SimResponse): SimResponse {
  try {
    return work()
  } catch (error) {
    if (error instanceof OAuthError) return error.response
    throw error
  }
}

function issue(world: World, fields: URLSearchParams): SimResponse {
  const client = clientOf(world, fields)
  const kind = fields.get('grant_type')
  if (kind === 'authorization_code') return exchange(world, client, fields)
  if (kind === 'refresh_token') return refresh(world, client, fields)
  throw new OAuthError('unsupported_grant_type')
}

function clientOf(world: World, fields: URLSearchParams): Client {
  const client = world.clients.get(fields.get('client_id') ?? '')
  if (client === undefined) throw new OAuthError('invalid_client')
  if (client.clientSecret !== fields.get('client_secret')) throw new OAuthError('invalid_client_secret')
  return client
}

/** A code is spent by its first exchange, also one that fails for its redirect URI (assumed). */
function exchange(world: World, client: Client, fields: URLSearchParams): SimResponse {
  const value = fields.get('code') ?? ''
  const code = world.codes.get(value)
  const isGood = code !== undefined && code.clientId === client.clientId && code.expiresAt > world.clock()
  if (!isGood || !isAtHome(world, code)) throw new OAuthError('invalid_code')
  world.codes.delete(value)
  if (code.redirectUri !== fields.get('redirect_uri')) throw new OAuthError('redirect_uri_mismatch')
  const granted = grant(world, { clientId: code.clientId, screenName: code.screenName, scopes: code.scopes })
  // The first token counts among those that its refresh token gives.
  mayHaveToken(world, granted)
  if (code.offline) return tokens(world, granted, { refresh_token: granted.refreshToken })
  // Nobody gets to know the refresh token, so there is none.
  world.grants.delete(granted.refreshToken)
  return tokens(world, granted)
}

function refresh(world: World, client: Client, fields: URLSearchParams): SimResponse {
  const granted = world.grants.get(fields.get('refresh_token') ?? '')
  if (granted === undefined || granted.clientId !== client.clientId || !isAtHome(world, granted)) {
    throw new OAuthError('invalid_code')
  }
  if (!mayHaveToken(world, granted)) throw tooOften()
  return tokens(world, granted)
}

function tokens(world: World, granted: Grant, more: { refresh_token?: string } = {}): SimResponse {
  const { region } = portalOf(world, granted)
  const { accessTokenTtlS: seconds, expiresInMs } = world.settings
  const life = expiresInMs.includes(region)
    ? { expires_in_sec: seconds, expires_in: seconds * 1000 }
    : { expires_in: seconds }
  const body = {
    access_token: issueToken(world, granted),
    ...more,
    scope: granted.scopes.join(' '),
    api_domain: apiDomainOf(region),
    token_type: 'Bearer',
    ...life,
  }
  return { status: 200, body }
}

function end(world: World, fields: URLSearchParams): SimResponse {
  const token = fields.get('token') ?? ''
  if (world.grants.has(token)) revoke(world, token)
  else if (!world.tokens.delete(token)) throw new OAuthError('invalid_code')
  return { status: 200, body: { status: 'success' } }
}

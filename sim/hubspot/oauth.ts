import { randomUUID } from 'node:crypto'
import type { SimResponse } from '../http/server'
import type { App, AuthCode, Grant } from './model'
import { open } from './routes'
import { mustGet, type World } from './world'

/** A code is good for one exchange within this time. */
const codeLifeMs = 60_000

/** The token endpoint's own error shape: the pair of RFC 6749 and HubSpot's older pair. */
class OAuthError extends Error {
  readonly response: SimResponse

  constructor(error: string, status: string, message: string) {
    super(message)
    this.response = { status: 400, body: { error, error_description: message, status, message } }
  }
}

export const oauthRoutes = [
  open('POST', '/oauth/2026-09/token', ({ world, http }) => answer(() => issue(world, form(http.body)))),
  open('POST', '/oauth/2026-09/token/introspect', ({ world, http }) =>
    answer(() => introspect(world, form(http.body))),
  ),
  open('POST', '/oauth/2026-09/token/revoke', ({ world, http }) => answer(() => revokeToken(world, form(http.body)))),
]

/** Grants `scopes` to the app in the portal, as an administrator does in the install dialogue. */
export function install(world: World, input: { appId: number; portalId: number; scopes: string[] }): Grant {
  const portal = mustGet(world.portals, input.portalId, 'portal')
  mustGet(world.apps, input.appId, 'app')
  portal.installedApps.set(input.appId, input.scopes)
  const grant: Grant = { ...input, userId: 1000 + world.grants.size, refreshToken: `refresh-${randomUUID()}` }
  world.grants.set(grant.refreshToken, grant)
  return grant
}

/** A code as the install dialogue hands it to the redirect URI; the install itself happens on exchange. */
export function createAuthCode(world: World, input: Omit<AuthCode, 'expiresAt'>): string {
  const code = randomUUID()
  world.authCodes.set(code, { ...input, expiresAt: world.clock() + codeLifeMs })
  return code
}

/** Ends access tokens now; those of one portal, or all. They answer as expired from then on. */
export function expireAccessTokens(world: World, portalId: number | undefined): void {
  for (const token of world.accessTokens.values()) {
    if (portalId === undefined || token.grant.portalId === portalId)
      token.expiresAt = Math.min(token.expiresAt, world.clock())
  }
}

function issue(world: World, fields: URLSearchParams): SimResponse {
  const app = client(world, fields)
  const kind = fields.get('grant_type')
  if (kind === 'refresh_token') return tokens(world, refreshed(world, app, fields))
  if (kind === 'authorization_code') return tokens(world, exchanged(world, app, fields))
  throw new OAuthError('unsupported_grant_type', 'BAD_GRANT_TYPE', 'missing or unknown grant type')
}

function client(world: World, fields: URLSearchParams): App {
  const app = [...world.apps.values()].find((candidate) => candidate.clientId === fields.get('client_id'))
  if (app === undefined) throw new OAuthError('invalid_client', 'BAD_CLIENT_ID', 'missing or unknown client id')
  if (app.clientSecret !== fields.get('client_secret')) {
    throw new OAuthError('invalid_client', 'BAD_CLIENT_SECRET', 'missing or invalid client secret')
  }
  return app
}

function refreshed(world: World, app: App, fields: URLSearchParams): Grant {
  const grant = world.grants.get(fields.get('refresh_token') ?? '')
  if (grant === undefined || grant.appId !== app.appId) {
    throw new OAuthError('invalid_grant', 'BAD_REFRESH_TOKEN', 'missing or invalid refresh token')
  }
  if (!world.settings.rotateRefreshTokens) return grant
  world.grants.delete(grant.refreshToken)
  grant.refreshToken = `refresh-${randomUUID()}`
  world.grants.set(grant.refreshToken, grant)
  return grant
}

function exchanged(world: World, app: App, fields: URLSearchParams): Grant {
  const value = fields.get('code') ?? ''
  const code = world.authCodes.get(value)
  if (code === undefined || code.appId !== app.appId || code.expiresAt <= world.clock()) {
    throw new OAuthError('invalid_grant', 'BAD_AUTH_CODE', 'missing or unknown auth code')
  }
  if (code.redirectUri !== fields.get('redirect_uri')) {
    throw new OAuthError('invalid_grant', 'BAD_REDIRECT_URI', 'missing or invalid redirect uri')
  }
  world.authCodes.delete(value)
  return install(world, { appId: code.appId, portalId: code.portalId, scopes: code.scopes })
}

function tokens(world: World, grant: Grant): SimResponse {
  const value = `access-${randomUUID()}`
  const expiresIn = world.settings.accessTokenTtlS
  world.accessTokens.set(value, { grant, expiresAt: world.clock() + expiresIn * 1000 })
  return {
    status: 200,
    body: {
      access_token: value,
      refresh_token: grant.refreshToken,
      token_type: 'bearer',
      token_use: 'access_token',
      expires_in: expiresIn,
      hub_id: grant.portalId,
      user_id: grant.userId,
      scopes: grant.scopes,
    },
  }
}

function introspect(world: World, fields: URLSearchParams): SimResponse {
  const app = client(world, fields)
  const token = fields.get('token') ?? ''
  const access = world.accessTokens.get(token)
  const grant = world.grants.get(token) ?? access?.grant
  const leftMs = access === undefined ? undefined : access.expiresAt - world.clock()
  if (grant === undefined || grant.appId !== app.appId || (leftMs !== undefined && leftMs <= 0)) {
    return { status: 200, body: { active: false } }
  }
  return {
    status: 200,
    body: {
      active: true,
      token,
      token_type: 'bearer',
      token_use: access === undefined ? 'refresh_token' : 'access_token',
      hub_id: grant.portalId,
      hub_domain: `portal-${grant.portalId}.example.com`,
      user_id: grant.userId,
      user: `admin@portal-${grant.portalId}.example.com`,
      app_id: app.appId,
      client_id: app.clientId,
      scopes: grant.scopes,
      is_private_distribution: true,
      ...(leftMs === undefined ? {} : { expires_in: Math.floor(leftMs / 1000) }),
    },
  }
}

function revokeToken(world: World, fields: URLSearchParams): SimResponse {
  client(world, fields)
  // Access tokens already issued stay valid until they expire, as seen live.
  world.grants.delete(fields.get('token') ?? '')
  return { status: 200 }
}

function form(body: Buffer): URLSearchParams {
  return new URLSearchParams(body.toString('utf8'))
}

function answer(run: () => SimResponse): SimResponse {
  try {
    return run()
  } catch (error) {
    if (error instanceof OAuthError) return error.response
    throw error
  }
}

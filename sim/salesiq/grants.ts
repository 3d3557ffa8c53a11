import type { AuthCode, Grant } from './model'
import { hexDigits, mustGet, portalOf, type World } from './world'

/** A code is good for one exchange within this time; other guides of Zoho's say up to three minutes. */
const codeLifeMs = 60_000

export type GrantInput = { clientId: string; screenName: string; scopes: string[] }

/** Ids, codes and tokens of ORG clients begin differently from those of others. */
const secret = ({ isOrg }: { isOrg: boolean }): string => `${isOrg ? '1005' : '1000'}.${hexDigits(32)}.${hexDigits(32)}`

/** Lets a client in, as the exchange of a code does. The oldest of too many grants of one client and portal ends. */
export function grant(world: World, { clientId, screenName, scopes }: GrantInput): Grant {
  const isOrg = mustGet(world.clients, clientId, 'client').kind === 'ORG'
  mustGet(world.portals, screenName, 'portal')
  const made: Grant = { clientId, screenName, scopes, isOrg, refreshToken: secret({ isOrg }) }
  world.grants.set(made.refreshToken, made)
  const own = grantsOf(world, made)
  for (const old of own.slice(0, Math.max(0, own.length - world.settings.refreshTokens))) {
    revoke(world, old.refreshToken)
  }
  return made
}

/** Those of one client in one portal, oldest first: one person consents for all of a portal. */
export function grantsOf(world: World, { clientId, screenName }: { clientId: string; screenName: string }): Grant[] {
  return [...world.grants.values()].filter((it) => it.clientId === clientId && it.screenName === screenName)
}

/** Ends a refresh token and the access tokens that came of it. */
export function revoke(world: World, refreshToken: string): void {
  world.grants.delete(refreshToken)
  world.tokenTries.delete(refreshToken)
  for (const token of world.tokens.values()) {
    if (token.grant.refreshToken === refreshToken) world.tokens.delete(token.value)
  }
}

/** A code as the consent page hands it to the redirect URI. */
export function createAuthCode(world: World, input: GrantInput & { redirectUri: string; offline?: boolean }): string {
  const { kind } = mustGet(world.clients, input.clientId, 'client')
  const isOrg = kind === 'ORG'
  const code: AuthCode = { offline: true, ...input, isOrg, expiresAt: world.clock() + codeLifeMs }
  const value = secret(code)
  world.codes.set(value, code)
  return value
}

/** A fresh access token. The oldest of too many living ones of the same grant ends. */
export function issueToken(world: World, granted: Grant): string {
  const value = secret(granted)
  const { accessTokenTtlS, livingTokens } = world.settings
  world.tokens.set(value, { value, grant: granted, expiresAt: world.clock() + accessTokenTtlS * 1000 })
  const living = [...world.tokens.values()].filter(
    (token) => token.grant === granted && token.expiresAt > world.clock(),
  )
  for (const old of living.slice(0, Math.max(0, living.length - livingTokens))) world.tokens.delete(old.value)
  return value
}

/** Notes that a token is asked for; false when the refresh token has given too many lately. */
export function mayHaveToken(world: World, { refreshToken }: Grant): boolean {
  const { tokensPerWindow, tokenWindowMs } = world.settings
  const now = world.clock()
  const tries = (world.tokenTries.get(refreshToken) ?? []).filter((at) => at > now - tokenWindowMs)
  world.tokenTries.set(refreshToken, [...tries, now])
  return tries.length < tokensPerWindow
}

/** Whether a code or refresh token of this portal is known to the data centre that is asked. */
export function isAtHome(world: World, granted: { screenName: string }): boolean {
  const { accountsRegion } = world.settings
  return accountsRegion === 'any' || portalOf(world, granted).region === accountsRegion
}

/** Ends all access tokens now. */
export function expireAccessTokens(world: World): void {
  for (const token of world.tokens.values()) token.expiresAt = Math.min(token.expiresAt, world.clock())
}

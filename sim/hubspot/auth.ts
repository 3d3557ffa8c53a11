import type { SimRequest } from '../http/server'
import { missingScopes, notFound, unauthenticated } from './errors'
import type { App, Portal } from './model'
import { mustGet, type World } from './world'

/** Who calls with a bearer token: an app, in the portal that installed it. */
export type Caller = { app: App; portal: Portal; scopes: string[] }

/** The caller behind the bearer token; throws 401, or 403 when it holds none of `anyOf`. */
export function tokenCaller(world: World, request: SimRequest, anyOf: string[]): Caller {
  const caller = authenticated(world, request)
  demandScope(caller, anyOf)
  return caller
}

/** Throws 403 when the caller holds none of `anyOf`. */
export function demandScope({ scopes }: Caller, anyOf: string[]): void {
  if (!anyOf.some((scope) => scopes.includes(scope))) throw missingScopes(anyOf)
}

/** The caller behind the bearer token, whatever it may do; throws 401. */
export function authenticated(world: World, request: SimRequest): Caller {
  const value = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (value === undefined) {
    throw unauthenticated(
      'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview',
    )
  }
  const token = world.accessTokens.get(value)
  if (token === undefined) throw unauthenticated('The OAuth token used to make this call is not valid')
  const late = world.clock() - token.expiresAt
  if (late >= 0) {
    const seconds = Math.floor(late / 1000)
    throw unauthenticated(
      `The OAuth token used to make this call expired ${seconds} second(s) ago.`,
      'EXPIRED_AUTHENTICATION',
    )
  }
  const { appId, portalId, scopes } = token.grant
  return { app: mustGet(world.apps, appId, 'app'), portal: mustGet(world.portals, portalId, 'portal'), scopes }
}

/** The app named in the query, when the developer API key in the query is that of its developer account. */
export function developerApp(world: World, request: SimRequest): App {
  const key = request.query.get('hapikey')
  const ownApps = [...world.apps.values()].filter((app) => app.developerApiKey === key)
  if (key === null || ownApps.length === 0) {
    throw unauthenticated('The API key provided is invalid. View or manage your API key in your developer account.')
  }
  const appId = request.query.get('appId')
  const app = ownApps.find((own) => String(own.appId) === appId)
  if (app === undefined) throw notFound(`No app with id ${appId} was found in this developer account`)
  return app
}

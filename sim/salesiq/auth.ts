import type { SimRequest } from '../http/server'
import { SalesIqError } from './errors'
import type { Grant, Portal } from './model'
import type { Family } from './settings'
import type { World } from './world'

/** Who calls with a token: a client, in the portal that let it in. */
export type Caller = { grant: Grant; portal: Portal }

type Demands = {
  /** Such as `conversations.read`, lower case. */
  scope: string
  /** Set for the Visitor API. */
  orgOnly?: boolean
  family?: Family
}

/**
 * The caller behind the token; throws 1002, 1008, 1005 or 1009.
 *
 * That another portal's screen name is 1005 is assumed.
 */
export function tokenCaller(world: World, request: SimRequest, screenName: string, demands: Demands): Caller {
  const { scope, orgOnly, family } = demands
  const value = /^(?:Zoho-oauthtoken|Bearer) (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (value === undefined) throw new SalesIqError(1002, { header: 'Authorization' })
  const token = world.tokens.get(value)
  if (token === undefined || token.expiresAt <= world.clock()) throw new SalesIqError(1008)
  const { grant } = token
  const portal = world.portals.get(screenName)
  if (portal === undefined || portal.screenName !== grant.screenName) throw new SalesIqError(1005)
  if (!hasScope(grant, scope)) throw new SalesIqError(1009)
  if (orgOnly && !grant.isOrg) throw new SalesIqError(1009)
  if (family !== undefined && grant.isOrg && !world.settings.orgTokenOn.includes(family)) throw new SalesIqError(1009)
  return { grant, portal }
}

/** `SalesIQ.Conversations.ALL` holds all of `conversations`; case does not matter. */
function hasScope({ scopes }: Grant, wanted: string): boolean {
  const [family = ''] = wanted.split('.')
  const held = scopes.map((scope) => scope.toLowerCase())
  return held.includes(`salesiq.${wanted}`) || held.includes(`salesiq.${family}.all`)
}

import type { SimResponse } from '../../http/server'
import { invalid, rateLimitBody } from '../errors'
import { slice } from '../paging'
import type { Crm } from './crm'
import { type CrmRequest, crmRoute } from './crm-route'
import { recordBody } from './record-body'
import { searchBody, searchRecords } from './search'

/** Of the body, in characters. */
const maxBody = 3000

export const searchRoutes = [crmRoute('POST', '/crm/objects/2026-09/{objectType}/search', 'read', search)]

function search({ crm, type, caller, http, json, world }: CrmRequest): SimResponse {
  const { settings } = world
  if (isTooSoon(crm, world.clock(), settings.searchesPerSecond)) return { status: 429, body: rateLimitBody('SECONDLY') }
  if (http.body.toString('utf8').length > maxBody) throw invalid(`The body must be at most ${maxBody} characters`)
  const body = json(searchBody)
  const { negationsMatchEmpty } = settings
  const hits = searchRecords({ crm, type, now: world.now(), scopes: caller.scopes, negationsMatchEmpty }, body)
  const { results, ...paging } = slice(hits, Number(body.after), Math.min(body.limit, settings.pageSize * 2))
  const shown = results.map((record) => recordBody(type, record, body.properties ?? [], caller.scopes))
  return { status: 200, body: { total: hits.length, results: shown, ...paging } }
}

/** Searches of all apps in the portal together; what is refused does not count. */
function isTooSoon(crm: Crm, now: number, perSecond: number): boolean {
  crm.searches = crm.searches.filter((at) => now - at < 1000)
  if (crm.searches.length >= perSecond) return true
  crm.searches.push(now)
  return false
}

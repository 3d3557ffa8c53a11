import type { SimResponse } from '../../http/server'
import { listParam, page } from '../paging'
import { type CrmRequest, crmRoute, flag } from './crm-route'
import { recordsOf } from './find'
import { recordBody } from './record-body'

/** HubSpot takes at most so many records in a page of a list. */
const maxPage = 100

export const listRoutes = [crmRoute('GET', '/crm/objects/2026-09/{objectType}', 'read', list)]

/** All records of a kind, oldest first, a page at a time; at once, unlike a search. */
function list({ crm, type, caller, http, world }: CrmRequest): SimResponse {
  const archived = flag(http, 'archived')
  const records = archived
    ? recordsOf(crm, type)
        .all()
        .filter((it) => it.archivedAt !== undefined)
    : recordsOf(crm, type).live()
  const asked = listParam(http, 'properties').filter(Boolean)
  const { results, ...paging } = page(world, http, records, maxPage)
  return { status: 200, body: { results: results.map((it) => recordBody(type, it, asked, caller.scopes)), ...paging } }
}

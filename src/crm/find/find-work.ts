import { RuntimeError } from '@botpress/sdk'
import { isOpenStage } from '../../hubspot/crm-schema'
import { type CrmRecord, type Filter, readRecord, searchRecords } from '../../hubspot/records'
import type { Crm } from '../crm'
import { idOf, limitOf, textOf } from '../input/input'
import { showerFor } from '../records/shown'
import { dealFrom, shownProperties, ticketFrom } from '../records/summaries'
import { pipelinesOf } from '../schema/account-schema'
import { fieldsFor } from '../schema/fields'
import { ownObject } from '../schema/objects'
import { assertTextVisible, assertVisible } from '../schema/visible'

/** Tickets and deals: what there is to be done for somebody. */

type Common = { openOnly?: boolean | undefined; limit?: number | undefined; fields?: string[] | undefined }
type TicketInput = Common & {
  ticketId?: string | undefined
  subject?: string | undefined
  keyword?: string | undefined
  contactId?: string | undefined
}
type DealInput = Common & {
  dealId?: string | undefined
  name?: string | undefined
  contactId?: string | undefined
  companyId?: string | undefined
}

const limits = { usual: 5, most: 20 }

/** What to look for: one by its ID, or those that all conditions fit. */
type Wanted = { id: string | undefined; filters: Filter[]; query: string | undefined }

/** Finds tickets, newest first. */
export async function findTicket(crm: Crm, input: TicketInput) {
  const tickets = ownObject(crm, 'tickets')
  if (textOf(input.subject) !== undefined) assertVisible(crm, tickets, 'subject', ['subject'])
  if (textOf(input.keyword) !== undefined) assertTextVisible(crm, tickets, 'keyword')
  const contactId = ownerOf(crm, 'contactId', input.contactId)
  const wanted = {
    id: idOf('ticketId', input.ticketId),
    filters: [...words('subject', input.subject), ...associated('contact', contactId)],
    query: textOf(input.keyword),
  }
  const fields = await fieldsFor(crm, 'tickets', input.fields)
  const { records, hasMore, open } = await find(crm, 'tickets', wanted, input, [...shownProperties.ticket, ...fields])
  const shower = await showerFor(crm, 'tickets', [...shownProperties.ticket, ...fields])
  return { tickets: records.map((record) => ticketFrom({ crm, shower, fields }, record, open)), hasMore }
}

/** Finds deals, newest first. */
export async function findDeal(crm: Crm, input: DealInput) {
  const deals = ownObject(crm, 'deals')
  if (textOf(input.name) !== undefined) assertVisible(crm, deals, 'name', ['dealname'])
  const contactId = ownerOf(crm, 'contactId', input.contactId)
  const companyId = ownerOf(crm, 'companyId', input.companyId)
  const filters = [
    ...words('dealname', input.name),
    ...associated('contact', contactId),
    ...associated('company', companyId),
  ]
  const wanted = { id: idOf('dealId', input.dealId), filters, query: undefined }
  const fields = await fieldsFor(crm, 'deals', input.fields)
  const { records, hasMore, open } = await find(crm, 'deals', wanted, input, [...shownProperties.deal, ...fields])
  const shower = await showerFor(crm, 'deals', [...shownProperties.deal, ...fields])
  return { deals: records.map((record) => dealFrom({ crm, shower, fields }, record, open)), hasMore }
}

const stageOf = { tickets: 'hs_pipeline_stage', deals: 'dealstage' } as const

async function find(
  crm: Crm,
  type: keyof typeof stageOf,
  { id, filters, query }: Wanted,
  { openOnly = true, limit }: Common,
  properties: string[],
): Promise<{ records: CrmRecord[]; hasMore: boolean; open: ReadonlySet<string> }> {
  const { caller, deadline } = crm
  const open = await openStages(crm, type)
  if (id !== undefined) {
    const record = await readRecord(caller, type, id, { properties }, deadline)
    return { records: record === undefined || record.archived ? [] : [record], hasMore: false, open }
  }
  if (filters.length === 0 && query === undefined) {
    throw new RuntimeError(
      `Nothing to look for. Give an ID, words of the ${type === 'tickets' ? 'subject' : 'name'}, or "contactId" from Find Contact.`,
    )
  }
  const isOpen = { propertyName: stageOf[type], operator: 'IN', values: [...open] }
  const all = openOnly && open.size > 0 ? [...filters, isOpen] : filters
  const most = limitOf(limit, limits)
  const search = {
    ...(all.length === 0 ? {} : { filterGroups: [{ filters: all }] }),
    ...(query === undefined ? {} : { query }),
    sorts: [{ propertyName: 'createdate', direction: 'DESCENDING' as const }],
    properties,
    // One more shows whether there are more.
    limit: most + 1,
  }
  const { records } = await searchRecords(caller, type, search, deadline)
  return { records: records.slice(0, most), hasMore: records.length > most, open }
}

/** IDs of the stages in which a ticket or deal is open. */
async function openStages(crm: Crm, type: keyof typeof stageOf): Promise<ReadonlySet<string>> {
  const pipelines = await pipelinesOf(crm, type)
  return new Set(pipelines.flatMap(({ stages }) => stages.filter(isOpenStage).map(({ id }) => id)))
}

/** HubSpot takes six conditions in a group; others are for whose it is, and whether it is open. */
const mostWords = 3

function words(propertyName: string, value: string | undefined): Filter[] {
  const found = textOf(value)?.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return found.slice(0, mostWords).map((word) => ({ propertyName, operator: 'CONTAINS_TOKEN', value: word }))
}

/** Whose it is. @throws {RuntimeError} where the configuration keeps records of that kind from the bot. */
function ownerOf(crm: Crm, field: 'contactId' | 'companyId', value: string | undefined): string | undefined {
  const id = idOf(field, value)
  if (id !== undefined) ownObject(crm, field === 'contactId' ? 'contacts' : 'companies')
  return id
}

const associated = (type: string, id: string | undefined): Filter[] =>
  id === undefined ? [] : [{ propertyName: `associations.${type}`, operator: 'EQ', value: id }]

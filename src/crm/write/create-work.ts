import { searchRecords } from '../../hubspot/records'
import { timing } from '../../timing'
import type { Crm } from '../crm'
import type { GateInput } from '../gate/gate'
import { idOf, textOf } from '../input/input'
import { standardTypes } from '../schema/object-types'
import { ownObject } from '../schema/objects'
import { writableFieldsOf } from '../schema/visible'
import { associationsOf } from './association-types'
import { create } from './create'
import type { Creation, Prepared } from './creation'
import { givenFrom } from './given'
import { type Given, nameAll, resolve } from './resolve'
import { titleProperties, type WriteResult } from './write-result'

/** Tickets and deals that a bot opens: what there is to be done for somebody. */

type Common = GateInput & {
  pipeline?: string | undefined
  stage?: string | undefined
  owner?: string | undefined
  contactId?: string | undefined
  companyId?: string | undefined
  fields?: Record<string, string> | undefined
}
type TicketInput = Common & {
  subject: string
  content?: string | undefined
  priority?: string | undefined
}
type DealInput = Common & {
  name: string
  amount?: number | undefined
  currency?: string | undefined
  closeDate?: string | undefined
}

/** Creates a ticket. @throws as `create`. */
export function createTicket(crm: Crm, input: TicketInput): Promise<WriteResult> {
  const given = givenFrom(
    [
      ['subject', 'subject', input.subject],
      ['content', 'content', input.content],
      ['priority', 'hs_ticket_priority', input.priority],
      ['pipeline', 'hs_pipeline', input.pipeline],
      ['stage', 'hs_pipeline_stage', input.stage],
      ['owner', 'hubspot_owner_id', input.owner],
    ],
    input.fields,
  )
  return createWork(crm, input, 'ticket', given)
}

/** Creates a deal. @throws as `create`. */
export function createDeal(crm: Crm, input: DealInput): Promise<WriteResult> {
  const given = givenFrom(
    [
      ['name', 'dealname', input.name],
      ['amount', 'amount', input.amount === undefined ? undefined : String(input.amount)],
      ['currency', 'deal_currency_code', input.currency?.toUpperCase()],
      ['closeDate', 'closedate', input.closeDate],
      ['pipeline', 'pipeline', input.pipeline],
      ['stage', 'dealstage', input.stage],
      ['owner', 'hubspot_owner_id', input.owner],
    ],
    input.fields,
  )
  return createWork(crm, input, 'deal', given)
}

/** What it cannot be without, as the input is called. */
const titleInputs = { ticket: 'subject', deal: 'name' } as const

async function createWork(crm: Crm, input: Common, object: 'ticket' | 'deal', given: Given[]): Promise<WriteResult> {
  const [contactId, companyId] = [idOf('contactId', input.contactId), idOf('companyId', input.companyId)]
  const associations = associationsOf(object, { contactId, companyId })
  const creation: Creation = {
    action: object === 'ticket' ? 'createTicket' : 'createDeal',
    object,
    prepare: () => prepare(crm, object, given),
    associations,
    links: [
      ...(contactId === undefined ? [] : [{ field: 'contactId', object: 'contact', id: contactId } as const]),
      ...(companyId === undefined ? [] : [{ field: 'companyId', object: 'company', id: companyId } as const]),
    ],
    keys: [],
    look: (properties, since, deadline) => look(crm, object, { properties, since, contactId, deadline }),
  }
  return await create(crm, input, creation)
}

async function prepare(crm: Crm, object: 'ticket' | 'deal', given: Given[]): Promise<Prepared> {
  const { plural } = standardTypes[object]
  const { settings } = crm.installation
  const { named, problems } = nameAll(await writableFieldsOf(crm, ownObject(crm, plural), 'create'), given)
  const defaults = { place: settings.defaultPlaces[plural], owner: settings.defaultOwner }
  const resolved = await resolve(crm, plural, named, defaults)
  const [title] = titleProperties[object]
  const isUntitled = !named.some(({ definition }) => definition.name === title)
  const untitled = { field: titleInputs[object], problem: 'This is missing. Ask the user what it is about.' }
  return { ...resolved, given: named, problems: [...(isUntitled ? [untitled] : []), ...problems, ...resolved.problems] }
}

/** Longest title that is looked for: the whole search may hold 3,000 characters. */
const titleMax = 1_000

type Made = {
  properties: Readonly<Record<string, string>>
  since: number
  contactId: string | undefined
  deadline: number
}

/** By its title, from the moment on at which it was to be made; found when it is the only one. */
async function look(crm: Crm, object: 'ticket' | 'deal', { properties, since, contactId, deadline }: Made) {
  const { plural } = standardTypes[object]
  const [title] = titleProperties[object]
  const value = properties[title] ?? ''
  if (textOf(value) === undefined || value.length > titleMax) return undefined
  const filters = [
    { propertyName: title, operator: 'EQ', value },
    { propertyName: 'createdate', operator: 'GTE', value: String(since - timing.clockSkew) },
    ...(contactId === undefined ? [] : [{ propertyName: 'associations.contact', operator: 'EQ', value: contactId }]),
  ]
  const search = { filterGroups: [{ filters }], properties: Object.keys(properties), limit: 2 }
  const { records } = await searchRecords(crm.caller, plural, search, deadline)
  return records.length === 1 ? records[0] : undefined
}

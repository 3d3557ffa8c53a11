import type { Crm } from '../crm'
import type { GateInput } from '../gate/gate'
import { idOf } from '../input/input'
import { type CrmObject, inSentence } from '../schema/crm-object'
import { ownObject } from '../schema/objects'
import { fieldsOf } from '../schema/visible'
import { givenFrom } from './given'
import { usualLink } from './links'
import { lookByTitle } from './look-by-title'
import { maker } from './make'
import { defaultsFor, type Given, nameAll, resolve } from './resolve'
import { write } from './write'
import type { WriteResult } from './write-result'
import type { Link, Prepared, Writing } from './writing'

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
  return createWork(crm, input, 'tickets', given)
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
  return createWork(crm, input, 'deals', given)
}

async function createWork(crm: Crm, input: Common, path: 'tickets' | 'deals', given: Given[]): Promise<WriteResult> {
  const object = ownObject(crm, path)
  const links = [
    ...usualLink(crm, object, { field: 'contactId', path: 'contacts', id: idOf('contactId', input.contactId) }),
    ...usualLink(crm, object, { field: 'companyId', path: 'companies', id: idOf('companyId', input.companyId) }),
  ]
  const writing: Writing = {
    action: path === 'tickets' ? 'createTicket' : 'createDeal',
    object,
    asks: `create a ${inSentence(object)}`,
    does: `create the ${inSentence(object)}`,
    prepare: () => prepare(crm, object, given, links),
    keys: [],
    carryOut: maker(crm, { object, look: lookByTitle(crm, object) }),
  }
  return await write(crm, input, writing)
}

async function prepare(crm: Crm, object: CrmObject, given: Given[], links: readonly Link[]): Promise<Prepared> {
  const { named, problems } = nameAll(await fieldsOf(crm, object), given)
  const resolved = await resolve(crm, object, named, defaultsFor(crm, object))
  const isUntitled = !named.some(({ definition }) => definition.name === object.primaryField)
  const untitled = {
    field: object.path === 'tickets' ? 'subject' : 'name',
    problem: 'This is missing. Ask the user what it is about.',
  }
  const all = [...(isUntitled ? [untitled] : []), ...problems, ...resolved.problems]
  return { ...resolved, given: named, links, problems: all }
}

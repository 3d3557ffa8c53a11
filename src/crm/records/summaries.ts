import type { CrmRecord } from '../../hubspot/records'
import type { Crm } from '../crm'
import { recordUrl, type StandardType, standardTypes } from '../schema/object-types'
import type { Shower } from './shown'

/** Records of HubSpot's own types as actions answer them. What is empty is left out. */

/** The properties that each type's answer is made of. */
export const shownProperties = {
  contact: ['firstname', 'lastname', 'email', 'phone', 'mobilephone', 'company', 'lifecyclestage', 'hubspot_owner_id'],
  company: ['name', 'domain', 'phone', 'city', 'country'],
  ticket: ['subject', 'content', 'hs_pipeline', 'hs_pipeline_stage', 'hs_ticket_priority', 'createdate'],
  deal: ['dealname', 'amount', 'deal_currency_code', 'pipeline', 'dealstage', 'closedate'],
} as const satisfies Record<StandardType, readonly string[]>

/** What every answer needs. */
export type Answering = { crm: Crm; shower: Shower; fields: readonly string[] }

const urlOf = ({ portalId }: Pick<Crm, 'portalId'>, type: StandardType, { id }: CrmRecord) =>
  recordUrl(portalId, standardTypes[type].typeId, id)

/** A contact as actions answer it. */
export function contactFrom({ crm, shower, fields }: Answering, record: CrmRecord) {
  const value = (name: string) => shower.value(record, name)
  const [firstName, lastName] = [value('firstname'), value('lastname')]
  return {
    id: record.id,
    url: urlOf(crm, 'contact', record),
    name: [firstName, lastName].join(' ').trim() || value('email'),
    firstName,
    lastName,
    email: value('email'),
    phone: value('phone') ?? value('mobilephone'),
    company: value('company'),
    lifecycleStage: value('lifecyclestage'),
    owner: value('hubspot_owner_id'),
    fields: shower.values(record, fields),
  }
}

/** A company as actions answer it. */
export function companyFrom({ crm, shower, fields }: Answering, record: CrmRecord) {
  const value = (name: string) => shower.value(record, name)
  return {
    id: record.id,
    url: urlOf(crm, 'company', record),
    name: value('name'),
    domain: value('domain'),
    phone: value('phone'),
    city: value('city'),
    country: value('country'),
    fields: shower.values(record, fields),
  }
}

/** A ticket as actions answer it; `openStages` are the stages in which one is open. */
export function ticketFrom({ crm, shower, fields }: Answering, record: CrmRecord, openStages: ReadonlySet<string>) {
  const value = (name: string) => shower.value(record, name)
  return {
    id: record.id,
    url: urlOf(crm, 'ticket', record),
    subject: value('subject'),
    content: value('content'),
    pipeline: value('hs_pipeline'),
    stage: value('hs_pipeline_stage'),
    isOpen: openStages.has(record.properties.hs_pipeline_stage ?? ''),
    priority: value('hs_ticket_priority'),
    createdAt: value('createdate'),
    fields: shower.values(record, fields),
  }
}

/** A deal as actions answer it; `openStages` are the stages in which one is open. */
export function dealFrom({ crm, shower, fields }: Answering, record: CrmRecord, openStages: ReadonlySet<string>) {
  const value = (name: string) => shower.value(record, name)
  const amount = Number(value('amount') ?? Number.NaN)
  return {
    id: record.id,
    url: urlOf(crm, 'deal', record),
    name: value('dealname'),
    amount: Number.isFinite(amount) ? amount : undefined,
    currency: value('deal_currency_code'),
    pipeline: value('pipeline'),
    stage: value('dealstage'),
    isOpen: openStages.has(record.properties.dealstage ?? ''),
    closeDate: value('closedate'),
    fields: shower.values(record, fields),
  }
}

/** What tells several candidates apart. */
export const candidateProperties = {
  contact: ['firstname', 'lastname', 'email', 'company', 'notes_last_updated'],
  company: ['name', 'domain', 'notes_last_updated'],
} as const

/**
 * Somebody, or a company, that may be meant.
 *
 * @param isKept whether a property is kept from whoever is answered; agents see all of them.
 */
export function candidateFrom(
  crm: Pick<Crm, 'portalId'>,
  type: 'contact' | 'company',
  record: CrmRecord,
  isKept: (name: string) => boolean = () => false,
) {
  const value = (name: string) => (isKept(name) ? undefined : record.properties[name] || undefined)
  const name = [value('firstname'), value('lastname')].join(' ').trim()
  return {
    id: record.id,
    url: urlOf(crm, type, record),
    name: (type === 'contact' ? name || value('email') : value('name')) ?? record.id,
    company: type === 'contact' ? value('company') : undefined,
    domain: value('domain'),
    lastActivityAt: value('notes_last_updated'),
  }
}

import * as z from 'zod'
import type { SimResponse } from '../http/server'
import type { Caller } from './auth'
import { searchBody, searchContacts } from './contact-search'
import { type Contact, type ContactProperties, withCalculated } from './contact-store'
import { conflict, invalid, notFound } from './errors'
import type { Portal } from './model'
import { listParam } from './paging'
import { type ApiRequest, bearer } from './routes'
import { iso, type World } from './world'

const base = '/crm/objects/2026-09/contacts'
const read = ['crm.objects.contacts.read']
const write = ['crm.objects.contacts.write']

const properties = z.record(z.string(), z.string())
/** `associations` is required in the published spec and optional in practice. */
const createBody = z.strictObject({ properties, associations: z.array(z.unknown()).optional() })
const patchBody = z.strictObject({ properties })
const upsertBody = z.strictObject({
  inputs: z
    .array(z.strictObject({ id: z.string(), idProperty: z.string().optional(), properties }))
    .min(1)
    .max(100),
})

/** What may be written here; a portal's own properties are refused as unknown, as HubSpot does. */
const writable = new Set(
  'email firstname lastname phone mobilephone company jobtitle website lifecyclestage hs_lead_status address city state zip country hs_language hubspot_owner_id hs_additional_emails'.split(
    ' ',
  ),
)

export const contactRoutes = [
  bearer('POST', base, write, create),
  bearer('POST', `${base}/search`, read, search),
  bearer('POST', `${base}/batch/upsert`, write, upsert),
  bearer('GET', `${base}/{contactId}`, read, get),
  bearer('PATCH', `${base}/{contactId}`, write, patch),
]

function create({ world, http, json }: ApiRequest, { portal }: Caller): SimResponse {
  return { status: 201, body: contactBody(addContact(world, portal, json(createBody).properties), http.query) }
}

/** Makes a contact; throws what HubSpot answers to properties that it refuses. */
export function addContact(world: World, portal: Portal, given: ContactProperties): Contact {
  if (!given.email && !given.firstname && !given.lastname) {
    throw invalid('A contact needs at least one of email, firstname, lastname')
  }
  checkProperties(world, portal, given, undefined)
  const now = world.now()
  const kept = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
  const stale = { properties: undefined, until: now + world.settings.contactSearchLagMs }
  return portal.contacts.add({ id: world.nextId(), properties: kept, createdAt: now, updatedAt: now, stale })
}

function checkProperties(world: World, portal: Portal, given: ContactProperties, self: Contact | undefined): void {
  for (const [name, value] of Object.entries(given)) {
    if (!writable.has(name)) throw invalid(`Property values were not valid: property "${name}" does not exist`)
    if (world.settings.refusedContactValues.includes(value)) throw invalidValue(name, value)
  }
  if (!given.email) return
  if (!z.email().safeParse(given.email).success) throw invalidValue('email', given.email)
  const other = portal.contacts.byEmail(given.email)
  if (other !== undefined && other !== self) throw conflict(`Contact already exists. Existing ID: ${other.id}`)
}

function invalidValue(name: string, value: string) {
  const problem =
    name === 'email'
      ? { isValid: false, message: `Email address ${value} is invalid`, error: 'INVALID_EMAIL', name }
      : { isValid: false, message: `${value} is not a valid value of ${name}`, error: 'INVALID_PROPERTY_VALUE', name }
  return invalid(`Property values were not valid: ${JSON.stringify([problem])}`)
}

function get(request: ApiRequest, caller: Caller): SimResponse {
  return { status: 200, body: contactBody(find(request, caller), request.http.query) }
}

function patch(request: ApiRequest, caller: Caller): SimResponse {
  const contact = find(request, caller)
  update(request.world, caller.portal, contact, request.json(patchBody).properties)
  return { status: 200, body: contactBody(contact, request.http.query) }
}

function update(world: World, portal: Portal, contact: Contact, given: ContactProperties): void {
  checkProperties(world, portal, given, contact)
  portal.contacts.update(contact, given, world.now(), world.settings.contactSearchLagMs)
}

function find({ http, param }: ApiRequest, { portal }: Caller): Contact {
  const key = param('contactId')
  const contact = lookUp(portal, key, http.query.get('idProperty') ?? undefined)
  if (contact === undefined) throw notFound(`No contact with id ${key} was found`)
  return contact
}

function lookUp(portal: Portal, key: string, idProperty: string | undefined): Contact | undefined {
  if (idProperty === 'email') return portal.contacts.byEmail(key)
  if (idProperty === undefined || idProperty === 'hs_object_id') return portal.contacts.get(key)
  throw invalid(`${idProperty} is not a unique property of contacts`)
}

function search({ world, json }: ApiRequest, { portal }: Caller): SimResponse {
  const body = json(searchBody)
  const query = new URLSearchParams({ properties: (body.properties ?? []).join(',') })
  const { results, ...rest } = searchContacts(portal.contacts, body, world.now(), world.settings.pageSize)
  return { status: 200, body: { ...rest, results: results.map((contact) => contactBody(contact, query)) } }
}

function upsert({ world, http, json }: ApiRequest, { portal }: Caller): SimResponse {
  const { inputs } = json(upsertBody)
  const results = inputs.map(({ id, idProperty, properties: given }) => {
    const existing = lookUp(portal, id, idProperty)
    const contact = existing ?? addContact(world, portal, idProperty === 'email' ? { email: id, ...given } : given)
    if (existing !== undefined) update(world, portal, existing, given)
    return { ...contactBody(contact, http.query), new: existing === undefined }
  })
  const at = iso(world.now())
  return { status: 200, body: { status: 'COMPLETE', startedAt: at, completedAt: at, results } }
}

const always = ['email', 'firstname', 'lastname', 'createdate', 'lastmodifieddate', 'hs_object_id']

function contactBody(contact: Contact, query: URLSearchParams): Record<string, unknown> {
  const asked = new Set([...always, ...listParam({ query }, 'properties')])
  return {
    id: contact.id,
    properties: Object.fromEntries(Object.entries(withCalculated(contact)).filter(([name]) => asked.has(name))),
    createdAt: iso(contact.createdAt),
    updatedAt: iso(contact.updatedAt),
    archived: false,
  }
}

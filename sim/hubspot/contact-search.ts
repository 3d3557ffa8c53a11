import * as z from 'zod'
import { type Contact, type ContactProperties, type ContactStore, indexedProperties } from './contact-store'
import { invalid } from './errors'
import { type Page, slice } from './paging'

const filter = z.strictObject({
  propertyName: z.string(),
  operator: z.enum(['EQ', 'IN', 'CONTAINS_TOKEN', 'HAS_PROPERTY']),
  value: z.string().optional(),
  values: z.array(z.string()).optional(),
})

/** Only `filterGroups` is needed in practice, whatever the published spec requires. */
export const searchBody = z.strictObject({
  filterGroups: z.array(z.strictObject({ filters: z.array(filter).min(1).max(6) })).max(5),
  properties: z.array(z.string()).optional(),
  limit: z.int().min(1).max(200).optional(),
  after: z.string().regex(/^\d*$/).optional(),
  sorts: z.array(z.string()).optional(),
  query: z.string().max(3000).optional(),
})

type Filter = z.infer<typeof filter>
type SearchBody = z.infer<typeof searchBody>

/** Contacts that match any group, that is all filters of it; oldest first unless `sorts` names a property. */
export function searchContacts(
  store: ContactStore,
  body: SearchBody,
  now: number,
  pageSize: number,
): { total: number } & Page<Contact> {
  if (body.filterGroups.flatMap((group) => group.filters).length > 18) throw invalid('at most 18 filters are allowed')
  const hits = candidates(store, body).filter((contact) => {
    const properties = indexedProperties(contact, now)
    return properties !== undefined && matches(body, properties)
  })
  sort(hits, body.sorts?.[0] ?? 'createdate', now)
  const size = Math.min(body.limit ?? 10, pageSize)
  return { total: hits.length, ...slice(hits, Number(body.after ?? 0), size) }
}

/** Narrows down by the store's indexes where every group allows it, so that many searches stay cheap. */
function candidates(store: ContactStore, body: SearchBody): Contact[] {
  const found = new Set<Contact>()
  if (body.filterGroups.length === 0) return store.all()
  for (const { filters } of body.filterGroups) {
    const exact = filters.find(({ operator, propertyName }) => operator === 'EQ' && indexed.includes(propertyName))
    if (exact?.value === undefined) return store.all()
    const byEmail = exact.propertyName === 'email' ? store.byEmail(exact.value) : undefined
    if (byEmail !== undefined) found.add(byEmail)
    if (exact.propertyName !== 'email') for (const contact of store.byNationalNumber(exact.value)) found.add(contact)
  }
  return [...found]
}

const indexed = ['email', 'hs_searchable_calculated_phone_number', 'hs_searchable_calculated_mobile_number']

function matches({ filterGroups, query }: SearchBody, properties: ContactProperties): boolean {
  const inGroups =
    filterGroups.length === 0 || filterGroups.some(({ filters }) => filters.every((f) => test(f, properties)))
  if (query === undefined) return inGroups
  const { email, firstname, lastname, phone } = properties
  const text = [email, firstname, lastname, phone].join(' ').toLowerCase()
  return inGroups && text.includes(query.toLowerCase())
}

function test({ propertyName, operator, value = '', values = [] }: Filter, properties: ContactProperties): boolean {
  const actual = properties[propertyName]?.toLowerCase()
  if (actual === undefined) return false
  if (operator === 'HAS_PROPERTY') return true
  if (operator === 'EQ') return actual === value.toLowerCase()
  // HubSpot wants the values of IN in lower case, and finds nothing otherwise.
  if (operator === 'IN') return values.includes(actual)
  return containsToken(actual, value.toLowerCase())
}

function containsToken(actual: string, wanted: string): boolean {
  if (!wanted.includes('*')) return actual === wanted || actual.split(/[^\p{L}\p{N}]+/u).includes(wanted)
  const parts = wanted.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`).test(actual)
}

function sort(contacts: Contact[], by: string, now: number): void {
  const name = by.replace(/^-/, '')
  const key = (contact: Contact) => indexedProperties(contact, now)?.[name] ?? ''
  contacts.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
  if (by.startsWith('-')) contacts.reverse()
}

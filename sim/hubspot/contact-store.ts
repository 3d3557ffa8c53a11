import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

export type ContactProperties = Record<string, string>

/** A contact; times are epoch ms. */
export type Contact = {
  id: string
  properties: ContactProperties
  createdAt: number
  updatedAt: number
  /** What the search shows until `until`: the state before the latest write, undefined for none. */
  stale: { properties: ContactProperties | undefined; until: number }
}

/** The contacts of one portal, found by id, e-mail address (also a secondary one) and phone number. */
export class ContactStore {
  private readonly contacts = new Map<string, Contact>()
  private readonly emails = new Map<string, string>()
  private readonly phones = new Map<string, Set<string>>()
  private readonly nationalNumbers = new Map<string, Set<string>>()

  add(contact: Contact): Contact {
    this.contacts.set(contact.id, contact)
    this.index(contact)
    return contact
  }

  /** Merges properties in; an empty value clears one. */
  update(contact: Contact, properties: ContactProperties, now: number, searchLagMs: number): void {
    contact.stale = { properties: indexedProperties(contact, now), until: now + searchLagMs }
    this.unindex(contact)
    contact.properties = Object.fromEntries(
      Object.entries({ ...contact.properties, ...properties }).filter(([, value]) => value !== ''),
    )
    contact.updatedAt = now
    this.index(contact)
  }

  delete(contact: Contact): void {
    this.unindex(contact)
    this.contacts.delete(contact.id)
  }

  get(id: string): Contact | undefined {
    return this.contacts.get(id)
  }

  all(): Contact[] {
    return [...this.contacts.values()]
  }

  byEmail(email: string): Contact | undefined {
    return this.contacts.get(this.emails.get(email.trim().toLowerCase()) ?? '')
  }

  /** The oldest contact with exactly this number, compared in E.164. */
  byPhone(phone: string): Contact | undefined {
    return this.among(this.phones.get(e164(phone) ?? ''))[0]
  }

  byNationalNumber(number: string): Contact[] {
    return this.among(this.nationalNumbers.get(number))
  }

  private among(ids: Set<string> | undefined): Contact[] {
    return [...(ids ?? [])].flatMap((id) => this.contacts.get(id) ?? []).sort((a, b) => a.createdAt - b.createdAt)
  }

  private index(contact: Contact): void {
    for (const email of emailsOf(contact)) this.emails.set(email, contact.id)
    for (const phone of phonesOf(contact)) {
      addTo(this.phones, e164(phone), contact.id)
      addTo(this.nationalNumbers, nationalNumber(phone), contact.id)
    }
  }

  private unindex(contact: Contact): void {
    for (const email of emailsOf(contact)) this.emails.delete(email)
    for (const phone of phonesOf(contact)) {
      this.phones.get(e164(phone) ?? '')?.delete(contact.id)
      this.nationalNumbers.get(nationalNumber(phone))?.delete(contact.id)
    }
  }
}

function addTo(map: Map<string, Set<string>>, key: string | undefined, id: string): void {
  if (key === undefined) return
  const ids = map.get(key) ?? new Set()
  map.set(key, ids.add(id))
}

/** What the search knows of a contact at `now`; undefined while it does not know it. */
export function indexedProperties(contact: Contact, now: number): ContactProperties | undefined {
  return now < contact.stale.until ? contact.stale.properties : withCalculated(contact)
}

/** The contact's properties with those that HubSpot calculates. */
export function withCalculated({ id, properties, createdAt, updatedAt }: Contact): ContactProperties {
  const { phone, mobilephone } = properties
  return {
    ...properties,
    hs_object_id: id,
    createdate: new Date(createdAt).toISOString(),
    lastmodifieddate: new Date(updatedAt).toISOString(),
    // Area code and local number: HubSpot's search leaves the country code out.
    ...(phone === undefined ? {} : { hs_searchable_calculated_phone_number: nationalNumber(phone) }),
    ...(mobilephone === undefined ? {} : { hs_searchable_calculated_mobile_number: nationalNumber(mobilephone) }),
  }
}

function emailsOf({ properties }: Contact): string[] {
  const { email = '', hs_additional_emails: more = '' } = properties
  return [email, ...more.split(';')].map((address) => address.trim().toLowerCase()).filter(Boolean)
}

function phonesOf({ properties }: Contact): string[] {
  return [properties.phone, properties.mobilephone].filter((phone) => phone !== undefined)
}

const e164 = (phone: string): string | undefined => parsePhoneNumberFromString(phone)?.number

const nationalNumber = (phone: string): string =>
  parsePhoneNumberFromString(phone)?.nationalNumber ?? phone.replace(/\D/g, '')

import { RuntimeError } from '@botpress/sdk'
import { phoneProperties } from '../../hubspot/contacts'
import type { Crm } from '../crm'
import {
  type ContactIdentity,
  contactMadeFor,
  contactMadeMeanwhile,
  existingContact,
  identityKeys,
} from '../find/contact-identity'
import { noteCreation } from '../find/lately-created'
import type { GateInput } from '../gate/gate'
import { countryOf, emailOf, phoneOf } from '../input/input'
import type { Problem } from '../input/problem'
import { ownObject } from '../schema/objects'
import { assertVisible, writableFieldsOf } from '../schema/visible'
import { create } from './create'
import type { Creation, Prepared } from './creation'
import { givenFrom } from './given'
import { type Given, nameAll, resolve } from './resolve'
import type { WriteResult } from './write-result'

type Input = GateInput & {
  phone?: string | undefined
  email?: string | undefined
  firstName?: string | undefined
  lastName?: string | undefined
  company?: string | undefined
  fields?: Record<string, string> | undefined
  defaultCountry?: string | undefined
}

/** Finds a contact by phone number or e-mail address, or else creates it. @throws as `create`. */
export async function createContact(crm: Crm, input: Input): Promise<WriteResult> {
  const country = countryOf(input.defaultCountry, crm.installation.settings.defaultCountry)
  const given = givenFrom(
    [
      ['phone', 'phone', input.phone],
      ['email', 'email', input.email],
      ['firstName', 'firstname', input.firstName],
      ['lastName', 'lastname', input.lastName],
      ['company', 'company', input.company],
    ],
    input.fields,
  )
  const { identity } = await identified(crm, given, country)
  const { phone, email } = identity
  const contacts = ownObject(crm, 'contacts')
  if (phone !== undefined) assertVisible(crm, contacts, 'phone', phoneProperties)
  const creation: Creation = {
    action: 'createContact',
    object: 'contact',
    prepare: () => prepare(crm, given, country),
    associations: [],
    links: [],
    keys: identityKeys(crm, identity),
    existing: (isToWrite) => existingContact(crm, identity, isToWrite),
    look: (_properties, _since, deadline) => contactMadeFor(crm, identity, deadline),
  }
  if (phone === undefined) return await create(crm, input, creation)
  const memory = {
    // With an e-mail address, HubSpot refuses a second one by itself.
    going: async () => (email === undefined ? noteCreation(crm, phone, {}) : undefined),
    made: (id: string) => noteCreation(crm, phone, { id }),
    notMade: async () => (email === undefined ? noteCreation(crm, phone, undefined) : undefined),
  }
  return await create(crm, input, { ...creation, memory, meanwhile: () => contactMadeMeanwhile(crm, phone) })
}

type Identified = { identity: ContactIdentity; given: Prepared['given']; problems: Problem[] }

/** By what the contact is known, under whatever name that was given, and in the one way in which it is written. */
async function identified(crm: Crm, given: readonly Given[], country: string | undefined): Promise<Identified> {
  const { named, problems } = nameAll(await writableFieldsOf(crm, ownObject(crm, 'contacts'), 'create'), given)
  const read = <T>(name: string, reader: (text: string) => T | undefined): T | undefined => {
    const one = named.find(({ definition }) => definition.name === name)
    if (one === undefined) return undefined
    try {
      return reader(one.text)
    } catch (error) {
      // What cannot be read is asked for again; the text says how.
      if (!(error instanceof RuntimeError)) throw error
      problems.push({ field: one.field, label: one.definition.label, problem: error.message })
      return undefined
    }
  }
  const phone = read('phone', (text) => phoneOf(text, country))
  const email = read('email', emailOf)
  if (phone === undefined && email === undefined && problems.length === 0) {
    const problem = 'There has to be a phone number or an e-mail address. Ask the user for one of them.'
    problems.push({ field: 'phone', label: 'Phone', problem })
  }
  const asWritten: Record<string, string | undefined> = { phone: phone?.e164, email }
  const written = named.map((one) => ({ ...one, text: asWritten[one.definition.name] ?? one.text }))
  return { identity: { phone, email }, given: written, problems }
}

async function prepare(crm: Crm, given: readonly Given[], country: string | undefined): Promise<Prepared> {
  const { given: named, problems } = await identified(crm, given, country)
  const resolved = await resolve(crm, 'contacts', named)
  return { ...resolved, given: named, problems: [...problems, ...resolved.problems] }
}

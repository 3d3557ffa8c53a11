import type { Crm } from '../crm'
import type { GateInput } from '../gate/gate'
import { countryOf } from '../input/input'
import { ownObject } from '../schema/objects'
import { contactWriting } from './contact-writing'
import { givenFrom } from './given'
import { write } from './write'
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

/** Finds a contact by phone number or e-mail address, or else creates it. @throws as `write`. */
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
  const contacts = ownObject(crm, 'contacts')
  return await write(crm, input, await contactWriting(crm, contacts, { action: 'createContact', given, country }))
}

import * as z from 'zod/mini'
import { DeskError } from '../../core/desk'
import type { PhoneNumber } from '../../core/people/phone-number'
import { inTurn } from '../../core/platform/turn'
import type { Crm } from '../crm/crm'
import { contactsWithPhone } from '../crm/find/find-contact'
import { byPhone, latelyCreated, noteCreation } from '../crm/find/lately-created'
import { createContact } from '../hubspot/contacts'
import { HubSpotError } from '../hubspot/errors'
import { type CrmRecord, readRecord } from '../hubspot/records'
import type { NoMatchPolicy } from '../installation/settings'
import { timing } from '../timing'

/** Whose conversation it was, as far as is known: the contact's ID wins. */
export const personSchema = z.lazy(() =>
  z.object({
    contactId: z.optional(z.string()),
    phone: z.optional(z.object({ e164: z.string(), national: z.string() })),
    email: z.optional(z.string()),
    /** Empty where nobody gave one. */
    name: z.string(),
  }),
)
export type Person = z.infer<typeof personSchema>

/** The contact that something is logged on, or why there is none. */
export type Whom =
  | { contactId: string; isCreated: boolean }
  | { none: 'noIdentity' }
  | { none: 'skipped'; reason: string }

/** The contact of a person; made where there is none and the log may. @throws {HubSpotError}, {LockedError}. */
export async function whomOf(crm: Crm, person: Person, onNoMatch: NoMatchPolicy): Promise<Whom> {
  if (person.contactId !== undefined) return { contactId: person.contactId, isCreated: false }
  if (person.phone === undefined && person.email === undefined) return { none: 'noIdentity' }
  const found = await match(crm, person)
  if (found !== undefined) return found
  if (onNoMatch === 'skip') return { none: 'skipped', reason: 'No contact in HubSpot matches.' }
  const { phone, email } = person
  const keys = [phone?.e164, email].flatMap((one) => (one === undefined ? [] : [`${crm.portalId}:contacts:${one}`]))
  const terms = { lease: timing.crmTurnLease, patience: timing.lockPatience, pause: timing.lockPause }
  // Somebody else may be making the same contact, by the same keys.
  return inTurn(crm.installation, keys, terms, {
    action: async (confirm) => {
      const meanwhile = await match(crm, person)
      if (meanwhile !== undefined) return meanwhile
      await confirm()
      return { contactId: await create(crm, person), isCreated: true }
    },
  })
}

/** Exactly one, or the reason why it is none of several; undefined where nobody matches. */
async function match(crm: Crm, { phone, email }: Person): Promise<Whom | undefined> {
  const [ofPhone, ofEmail] = await Promise.all([
    phone === undefined ? [] : withPhone(crm, phone),
    email === undefined ? [] : withEmail(crm, email),
  ])
  const ids = [...new Set([...ofPhone, ...ofEmail].map(({ id }) => id))]
  const [contactId] = ids
  if (contactId === undefined) return undefined
  if (ids.length === 1) return { contactId, isCreated: false }
  return { none: 'skipped', reason: `${ids.length} contacts in HubSpot match, so none of them was chosen.` }
}

async function withEmail({ caller, deadline }: Crm, email: string): Promise<CrmRecord[]> {
  const found = await readRecord(caller, 'contacts', email, { properties: ['email'], idProperty: 'email' }, deadline)
  return found === undefined || found.archived ? [] : [found]
}

async function withPhone(crm: Crm, phone: PhoneNumber): Promise<CrmRecord[]> {
  const found = await contactsWithPhone(crm, phone, [])
  if (found.length > 0) return found
  const lately = await latelyCreated(crm, byPhone(phone), [])
  if (lately === undefined) return []
  if (lately !== 'maybe') return [lately]
  throw new DeskError(
    'A contact with this number may just have been made; HubSpot does not show it yet.',
    'unclear',
    '',
  )
}

/** HubSpot wants an e-mail address or a name; it keeps addresses unique itself. */
async function create(crm: Crm, { phone, email, name }: Person): Promise<string> {
  const [firstname = '', ...rest] = name.split(' ')
  const properties = {
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone: phone.e164 }),
    ...(firstname === ''
      ? email === undefined
        ? { firstname: crm.installation.texts.unknownName }
        : {}
      : { firstname }),
    ...(rest.length === 0 ? {} : { lastname: rest.join(' ') }),
  }
  const key = phone === undefined ? undefined : byPhone(phone)
  if (key !== undefined) await noteCreation(crm, key, {})
  try {
    const { id } = await createContact(crm.caller, properties, crm.deadline)
    if (key !== undefined) await noteCreation(crm, key, { id })
    return id
  } catch (error) {
    if (!(error instanceof HubSpotError)) throw error
    if (key !== undefined && error.outcome !== 'unclear') await noteCreation(crm, key, undefined)
    if (error.status === 409 && error.existingId !== undefined) return error.existingId
    throw error
  }
}

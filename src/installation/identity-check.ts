import { RuntimeError } from '@botpress/sdk'
import type { Configuration } from '../bp'
import { phoneProperties } from '../hubspot/contacts'
import { entries } from './crm-scope'

/** How users prove who they are before their records are changed. */
export type IdentityCheck = {
  /** `answers`: about what stands in their contact. `code`: they repeat one that is sent to them. */
  way: 'off' | 'answers' | 'code'
  /** Internal names of contact properties, in lower case. */
  fields: readonly string[]
  /** So many different ones have to be answered rightly. */
  matches: number
}

/**
 * Reads what the configuration says of it. Whether a property is there is not known yet.
 *
 * @throws {RuntimeError} that names the field of the configuration, and what is wrong with it.
 */
export function readIdentityCheck({ identityCheck, identityFields, identityMatches }: Configuration): IdentityCheck {
  const check = { way: identityCheck ?? 'off', fields: entries(identityFields), matches: identityMatches ?? 2 }
  if (check.way === 'answers') assertSound(check)
  return check
}

function assertSound({ fields, matches }: IdentityCheck): void {
  const odd = fields.find((field) => !/^[^\s.]{1,100}$/.test(field))
  if (odd !== undefined) {
    throw new RuntimeError(
      `"Identity fields" holds "${odd.slice(0, 60)}", which is no internal name of a property. Write it as HubSpot shows it below the label, for example date_of_birth.`,
    )
  }
  const shown = fields.find(isAlwaysShown)
  if (shown !== undefined) {
    throw new RuntimeError(
      `"Identity fields" names "${shown}", which actions show of everybody or find people by. Take it out, and use what only the contact and the company know, for example date_of_birth.`,
    )
  }
  if (!Number.isInteger(matches) || matches < 1) {
    throw new RuntimeError('"Identity matches" is no whole number from 1 on. Correct it, or leave it empty for 2.')
  }
  if (fields.length > 0 && matches > fields.length) {
    throw new RuntimeError(
      `"Identity matches" asks for ${matches} right answers, and "Identity fields" names ${fields.length}. Name more fields, or ask for fewer.`,
    )
  }
}

const shown: ReadonlySet<string> = new Set([
  ...['firstname', 'lastname', 'email', 'company', 'hs_object_id', ...phoneProperties],
  // An e-mail address finds people by their further ones, too; what is made of address and name tells them.
  ...['hs_additional_emails', 'hs_email_domain', 'hs_full_name_or_email'],
])

/** HubSpot makes more of a phone number than is read. */
const isAlwaysShown = (field: string) =>
  shown.has(field) || /^hs_(?:searchable_)?calculated_(?:international_)?(?:phone|mobile)_number/.test(field)

import { identityFrom } from '../../../core/people/identity'
import type { CrmRecord } from '../../hubspot/records'
import type { Crm } from '../crm'
import type { CrmObject } from '../schema/crm-object'
import { isHidden } from '../schema/visible'

/** Where a contact can be reached, as HubSpot has it. */

/** How a code is sent. */
export type Via = 'email' | 'sms'

/** Where each finds its address, in this order. */
export const addressProperties = {
  email: ['email'],
  sms: ['mobilephone', 'phone'],
} as const satisfies Record<Via, readonly string[]>

/** An address, or a number in E.164, and the property that holds it. */
export type SendTo = { address: string; property: string }

/**
 * The first that can be read.
 *
 * @param country ISO code of the country that numbers without a country code are of.
 */
export function sendToOf({ properties }: CrmRecord, via: Via, country: string | undefined): SendTo | undefined {
  for (const property of addressProperties[via]) {
    const read = identityFrom(properties[property] ?? undefined, country)
    if (via === 'email' && read.kind === 'email') return { address: read.email, property }
    if (via === 'sms' && read.kind === 'phone') return { address: read.phone.e164, property }
  }
  return undefined
}

const dots = '•••'

/** Enough to know it again, and too little to learn it: nothing of what the configuration hides. */
export function masked(crm: Crm, contacts: CrmObject, { address, property }: SendTo): string {
  if (isHidden(crm, contacts, property)) return dots
  const at = address.lastIndexOf('@')
  if (at < 0) return `${dots} ${address.slice(-2)}`
  const [name, domain] = [address.slice(0, at), address.slice(at + 1)]
  const top = domain.slice(domain.lastIndexOf('.'))
  return `${beginningOf(name)}${dots}@${beginningOf(domain)}${dots}${top}`
}

/** A letter can be of two UTF-16 units. */
const beginningOf = (text: string) => [...text].slice(0, 1).join('')

import type { crmActions } from '../../definitions/actions'
import { boxFor } from '../setup/scopes'

type Needs = Record<keyof typeof crmActions, readonly string[]> & Record<string, readonly string[]>

/** The scopes without which an action can do nothing. What it merely does better with one is not here. */
const actionScopes = {
  findContact: ['crm.objects.contacts.read'],
  findCompany: ['crm.objects.companies.read'],
  findTicket: ['tickets'],
  findDeal: ['crm.objects.deals.read'],
  createContact: ['crm.objects.contacts.read', 'crm.objects.contacts.write'],
  updateContact: ['crm.objects.contacts.read', 'crm.objects.contacts.write'],
  createTicket: ['tickets'],
  createDeal: ['crm.objects.deals.read', 'crm.objects.deals.write'],
  verifyContact: ['crm.objects.contacts.read'],
  createVerificationCode: ['crm.objects.contacts.read'],
  logInteraction: ['crm.objects.contacts.read', 'crm.objects.contacts.write'],
  getInteractionLog: [],
  setInteractionLog: [],
  checkAvailability: ['crm.objects.users.read'],
  getConnection: [],
  // Of these it depends on the object.
  listObjects: [],
  describeObject: [],
  searchSchema: [],
  searchRecords: [],
  writeRecord: [],
  saveBinding: [],
  listBindings: [],
  deleteBinding: [],
  runBinding: [],
  proposeBinding: [],
} as const satisfies Needs

export type CrmAction = keyof typeof actionScopes

/** The scopes that an action needs and that are not among those granted. */
export function lacks(scopes: readonly string[], action: CrmAction): string[] {
  return missing(actionScopes[action], scopes)
}

/** Every action with what it lacks. */
export function lacksOfAll(scopes: readonly string[]): { name: string; missingScopes: string[] }[] {
  return Object.entries(actionScopes).map(([name, needed]) => ({ name, missingScopes: missing(needed, scopes) }))
}

const missing = (needed: readonly string[], granted: readonly string[]) =>
  needed.filter((scope) => !granted.includes(scope))

/**
 * What an action throws that lacks scopes, for the bot's owner and for a language model.
 *
 * @param missing as `lacks` gives it.
 */
export function explainLack(action: CrmAction, missing: readonly string[]): string {
  const scopes = missing.join(', ')
  const boxes = [...new Set(missing.flatMap((scope) => boxFor(scope) ?? []))].map((title) => `"${title}"`)
  const wayOut =
    boxes.length === 0
      ? `The bot's owner has to connect again on the connect page and grant ${scopes}.`
      : `The bot's owner has to tick the box ${boxes.join(' and the box ')} on the connect page and connect again; if the HubSpot app does not declare the scopes yet, its project has to be uploaded anew first.`
  return `The action ${action} needs ${scopes}, which HubSpot has not granted. ${wayOut} Do not try again; tell the user that this cannot be done until then.`
}

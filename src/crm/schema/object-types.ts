import { hubspotAppUrl } from '../../hubspot/versions'
import type { CrmObject } from './crm-object'

/** HubSpot's own object types, as actions speak of them, IDs of types (HubSpot's developer documentation), and which action finds them. */
export const standardTypes = {
  contact: { plural: 'contacts', typeId: '0-1', find: 'Find Contact' },
  company: { plural: 'companies', typeId: '0-2', find: 'Find Company' },
  deal: { plural: 'deals', typeId: '0-3', find: 'Find Deal' },
  ticket: { plural: 'tickets', typeId: '0-5', find: 'Find Ticket' },
} as const

/** One of HubSpot's own types. */
export type StandardType = keyof typeof standardTypes

/** The action that finds records of an object, as it reads after "with". */
export const finderOf = ({ path, isReadable }: CrmObject): string =>
  Object.values(standardTypes).find(({ plural }) => plural === path)?.find ??
  (isReadable ? 'Search Records' : 'whoever works in HubSpot')

/** Where people find a record in HubSpot. */
export function recordUrl(portalId: string, typeId: string, id: string): string {
  return `${hubspotAppUrl()}/contacts/${portalId}/record/${typeId}/${id}`
}

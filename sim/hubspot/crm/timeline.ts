import type { Crm } from './crm'
import { findType, recordsOf, typeById } from './find'
import { linksOf } from './links'
import type { Values } from './model'
import { viewOf } from './view'

/** A note or a call, as it stands on the timeline of a contact. */
export type TimelineEntry = {
  object: 'notes' | 'calls'
  id: string
  /** As HubSpot shows them: with what it calculates. */
  properties: Values
  /** Whatever it is associated with, the contact among them; by kind of object and record, with the ids of the ways. */
  associations: { object: string; id: string; typeIds: number[] }[]
}

export type Timeline = {
  /** Oldest first, by the time that each bears itself; without archived ones. */
  entries: TimelineEntry[]
  /** How many notes and calls were ever made in the account: this contact's, anybody's and archived ones. */
  created: number
}

/** What was noted about a contact; for the id of one that was merged, what the survivor has. Throws for no contact. */
export function timelineOf(crm: Crm, contactId: string): Timeline {
  const contacts = findType(crm, 'contacts')
  const contact = recordsOf(crm, contacts).get(contactId)
  if (contact === undefined) throw new Error(`This HubSpot has no contact ${contactId}`)
  const stores = (['notes', 'calls'] as const).map((object) => {
    const type = findType(crm, object)
    return { object, type, records: recordsOf(crm, type) }
  })
  const entries = stores.flatMap(({ object, type, records }) =>
    records
      .live()
      .filter((record) => linksOf(crm, { type, id: record.id }, contacts).some(({ id }) => id === contact.id))
      .map((record) => ({
        ...{ object, id: record.id, properties: viewOf(type, record), createdAt: record.createdAt },
        associations: associationsOf(crm, type.typeId, record.id),
      })),
  )
  const at = ({ properties, createdAt }: (typeof entries)[number]) =>
    properties.hs_timestamp === undefined ? createdAt : Date.parse(properties.hs_timestamp)
  return {
    entries: entries
      .toSorted((a, b) => at(a) - at(b) || a.createdAt - b.createdAt || Number(a.id) - Number(b.id))
      .map(({ createdAt: _, ...entry }) => entry),
    created: stores.reduce((sum, { records }) => sum + records.all().length, 0),
  }
}

function associationsOf(crm: Crm, typeId: string, id: string): TimelineEntry['associations'] {
  const type = typeById(crm, typeId)
  return [...crm.types.values()].flatMap((to) =>
    linksOf(crm, { type, id }, to).map((link) => ({
      ...{ object: to.name, id: link.id },
      typeIds: link.types.map((way) => way.id),
    })),
  )
}

import type { Owner, Property } from '../../hubspot/crm-schema'
import type { Checked } from '../input/problem'
import { isOfOwner } from '../records/shown'
import { chosenOption, chosenOwner } from './choose'

/** HubSpot's limit on a text (documented), in characters. */
const textMax = 65_536

/**
 * A value as HubSpot takes it: text on the wire, whatever its type is. What this does not know of a type goes as it is.
 *
 * @param text not blank.
 */
export function valueFor(property: Property, text: string, { owners }: { owners: readonly Owner[] }): Checked {
  if (isReadOnly(property)) return { problem: 'This field cannot be written: HubSpot fills it in. Leave it out.' }
  if (isLink(property)) return { problem: 'This field links records, so it is not written as a value. Leave it out.' }
  if (isOfOwner(property)) return chosenOwner(owners, text)
  if (property.options.length > 0) {
    const chosen = chosenOption(property, text)
    return property.type === 'bool' && !('value' in chosen) ? truth(text, chosen) : chosen
  }
  switch (property.type) {
    case 'bool':
      return truth(text, noTruth)
    case 'number':
      return numberOf(text)
    case 'date':
      return dateOf(text)
    case 'datetime':
      return timeOf(text)
    default:
      return text.length > textMax ? { problem: `This is too long: at most ${textMax} characters.` } : { value: text }
  }
}

/** Whether HubSpot, and nobody else, fills a property in. */
export const isReadOnly = ({ calculated, modificationMetadata }: Property) =>
  calculated || modificationMetadata.readOnlyValue

/**
 * Whether a property links its record to the one that it names: to set a contact's `associatedcompanyid` associates them
 * (seen in public code). What a link gives away is looked after where links are made.
 */
export const isLink = ({ name, referencedObjectType }: Property) =>
  name === 'associatedcompanyid' || /^(?:contact|company|deal|ticket)$/i.test(referencedObjectType)

/** What is wrong with what is neither yes nor no. */
export const noTruth: Checked = { problem: 'This is no yes or no.', allowed: ['true', 'false'] }

/** Yes or no, as people write it. @param otherwise for what is neither. */
export function truth(text: string, otherwise: Checked): Checked {
  const small = text.trim().toLowerCase()
  if (small === 'true' || small === 'yes') return { value: 'true' }
  return small === 'false' || small === 'no' ? { value: 'false' } : otherwise
}

/** A number. A comma before three digits at the end can be either, so only what is sure is taken. */
export function numberOf(text: string): Checked {
  const bare = text.trim()
  if (/^-?\d+(?:\.\d+)?$/.test(bare)) return { value: bare }
  if (/^-?\d{1,3}(?:,\d{3})+\.\d+$/.test(bare) || /^-?\d{1,3}(?:,\d{3}){2,}$/.test(bare)) {
    return { value: bare.replaceAll(',', '') }
  }
  return { problem: 'This is no number. Use digits with a decimal point and nothing else, for example 1234.5.' }
}

/** A day. */
export function dateOf(text: string): Checked {
  const [, day] = /^(\d{4}-\d{2}-\d{2})(?:T.*)?$/.exec(text.trim()) ?? []
  if (day !== undefined && isDay(day)) return { value: day }
  return { problem: 'This is no date. Use YYYY-MM-DD, for example 2026-03-31.' }
}

/** A moment. What names no zone is taken as UTC, as the action's field says. */
export function timeOf(text: string): Checked {
  const bare = text.trim()
  const [, day, time, zone] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(bare) ?? []
  if (day !== undefined && isDay(day)) {
    const read = Date.parse(`${day}T${time ?? '00:00'}${zone?.toUpperCase() ?? 'Z'}`)
    if (!Number.isNaN(read)) return { value: new Date(read).toISOString() }
  }
  return {
    problem: 'This is no date or time. Use YYYY-MM-DD, or ISO with a zone, for example 2026-03-31T14:30:00Z.',
  }
}

/** Dates such as 30 February roll over when they are read. */
function isDay(day: string): boolean {
  const read = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day)
}

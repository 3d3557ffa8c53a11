import type { CrmSide, TimelineEntry as Noted, ObjectType } from '../../../../sim/hubspot'
import type { CrmLink, TimelineEntry } from '../../../crm-protocol'
import { titleOf } from './record'

/** As many entries of a contact are shown. */
const mostEntries = 10

/** What was noted about a contact, newest first. @param types the kinds of records that are shown. */
export function timelineOf(crm: CrmSide, contactId: string, types: readonly ObjectType[]): TimelineEntry[] {
  return crm
    .timeline(contactId)
    .entries.slice(-mostEntries)
    .reverse()
    .map((entry) => entryOf(crm, contactId, entry, types))
}

function entryOf(crm: CrmSide, contactId: string, noted: Noted, types: readonly ObjectType[]): TimelineEntry {
  const { id, object, properties, associations } = noted
  const isCall = object === 'calls'
  const html = properties[isCall ? 'hs_call_body' : 'hs_note_body'] ?? ''
  const links = associations.flatMap(({ object: name, id: linkedId }): CrmLink[] => {
    const type = types.find((one) => one.name === name)
    if (type === undefined || linkedId === contactId) return []
    const title = titleOf(type, crm.record(name, linkedId).properties)
    return [{ typeId: type.typeId, id: linkedId, title, kind: type.labels.singular }]
  })
  return {
    ...{ id, kind: isCall ? 'Call' : 'Note', html, links },
    at: Date.parse(properties.hs_timestamp ?? ''),
    title: (isCall ? properties.hs_call_title : firstLine(html)) || (isCall ? 'Call' : 'Note'),
    facts: isCall ? callFacts(crm.type('calls'), properties) : [],
  }
}

/** The first line acts as a note's heading. */
const firstLine = (html: string): string => {
  const [line = ''] = html.split(/<\/p>|<br\s*\/?>/)
  return line
    .replace(/<[^>]*>/g, '')
    .trim()
    .slice(0, 80)
}

const shownOfCalls = [
  'hs_call_direction',
  'hs_call_disposition',
  'hs_call_duration',
  'hs_call_from_number',
  'hs_call_to_number',
]

function callFacts(type: ObjectType, properties: Noted['properties']): TimelineEntry['facts'] {
  return shownOfCalls.flatMap((name) => {
    const value = properties[name]
    if (!value) return []
    const { label = name, options = [] } = type.properties.get(name) ?? {}
    return [{ label, value: name === 'hs_call_duration' ? length(Number(value)) : inWords(options, value) }]
  })
}

const inWords = (options: readonly { value: string; label: string }[], value: string): string =>
  options.find((option) => option.value === value)?.label ?? value

/** `3:25`, as HubSpot has it. */
function length(ms: number): string {
  const seconds = Math.round(ms / 1_000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

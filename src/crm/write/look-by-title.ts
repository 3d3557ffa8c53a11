import { type CrmRecord, searchRecords } from '../../hubspot/records'
import { timing } from '../../timing'
import type { Crm } from '../crm'
import { textOf } from '../input/input'
import type { CrmObject } from '../schema/crm-object'
import type { Named } from './resolve'
import { answered } from './write-result'
import type { Sameness } from './writing'

/** Longest title that is looked for: the whole search may hold 3,000 characters. */
const titleMax = 1_000

/** Finds what may have been made by its title, from the moment on at which it was to be made; when it is the only one. */
export function lookByTitle(crm: Crm, object: CrmObject): Sameness['look'] {
  return async ({ properties, links, given }, since, deadline) => {
    const title = [...object.titleFields, object.primaryField].find((name) => textOf(properties[name]) !== undefined)
    const value = title === undefined ? undefined : properties[title]
    if (title === undefined || value === undefined || value.length > titleMax) return undefined
    const linked =
      object.filterName === undefined ? undefined : links.find((link) => link.object.filterName !== undefined)
    const filters = [
      { propertyName: title, operator: 'EQ', value },
      { propertyName: object.createdField, operator: 'GTE', value: String(since - timing.clockSkew) },
      ...(linked === undefined
        ? []
        : [{ propertyName: `associations.${linked.object.filterName}`, operator: 'EQ', value: linked.id }]),
    ]
    const names = [...new Set([...Object.keys(properties), ...answered(object)])]
    const search = { filterGroups: [{ filters }], properties: names, limit: 2 }
    const { records } = await searchRecords(crm.caller, object.path, search, deadline)
    const [only] = records
    return records.length === 1 && only !== undefined && hasTexts(only, given, properties) ? only : undefined
  }
}

/** Two people can give theirs the same title at once: whatever else was said has to stand there too. */
function hasTexts(
  { properties }: CrmRecord,
  given: readonly Named[],
  written: Readonly<Record<string, string>>,
): boolean {
  return given
    .filter(({ definition: { type, fieldType } }) => type === 'string' && /^text(?:area)?$/.test(fieldType))
    .every(({ definition: { name } }) => bare(properties[name]) === bare(written[name]))
}

/** HubSpot may trim what it keeps. */
const bare = (text: string | null | undefined) => text?.replace(/\s+/g, ' ').trim().toLowerCase() ?? ''

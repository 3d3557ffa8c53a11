import { RuntimeError } from '@botpress/sdk'
import type { Configuration } from '../bp'
import { isClosedObject } from '../hubspot/closed-objects'

/** A field by the names that the configuration has for it and its object, in lower case. */
export type HiddenField = { object: string; field: string }

/** What of the account's CRM the bot may work with. */
export type CrmScope = {
  /** Names of the only objects, in lower case; undefined for all that the connection allows. */
  objects: readonly string[] | undefined
  /** Fields that no answer holds and no action takes. */
  hiddenFields: readonly HiddenField[]
}

/**
 * Reads what the configuration says of the CRM. Whether an object or a field is there is not known yet: only its form is
 * looked at.
 *
 * @throws {RuntimeError} that names the field of the configuration, and what is wrong with it.
 */
export function readCrmScope({ crmObjects, crmHiddenFields }: Configuration): CrmScope {
  const objects = entries(crmObjects)
  const closed = objects.find(isClosedObject)
  if (closed !== undefined) {
    throw new RuntimeError(
      `"CRM objects" names "${closed}", which no action reads or writes. Take it out; "listObjects" names those that there are.`,
    )
  }
  return {
    objects: objects.length === 0 ? undefined : objects,
    hiddenFields: entries(crmHiddenFields).map(hiddenField),
  }
}

/** Names of fields hold no dot; those of objects may. */
function hiddenField(entry: string): HiddenField {
  const dot = entry.lastIndexOf('.')
  const [object, field] = [entry.slice(0, Math.max(0, dot)).trim(), entry.slice(dot + 1).trim()]
  if (object !== '' && field !== '') return { object, field }
  throw new RuntimeError(
    `"Hidden CRM fields" holds "${entry}", which is no object and field. Write them with a dot between, for example contacts.date_of_birth.`,
  )
}

/** What is typed into a list, in lower case, each once. */
export const entries = (list: readonly string[] | undefined): string[] =>
  [...new Set((list ?? []).map((entry) => entry.trim().toLowerCase()))].filter((entry) => entry !== '')

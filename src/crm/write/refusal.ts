import type { Property } from '../../hubspot/crm-schema'
import { HubSpotError } from '../../hubspot/errors'
import type { RefusedProperty } from '../../hubspot/refused-properties'
import { type Fault, type Problem, withChoices } from '../input/problem'
import { nearest } from '../schema/fields'
import type { Named } from './resolve'

/** What HubSpot's refusal of a record says about its values, for whoever can ask the user about them. */

/** A unique value that another record has. */
export const takenValue: Fault = {
  problem: 'Another record has this value already, and it can be of one only. Ask the user for another.',
}

/** Codes that say that what is remembered of the account is no longer so. */
const outOfDate: ReadonlySet<string> = new Set(['PROPERTY_DOESNT_EXIST', 'INVALID_OPTION', 'READ_ONLY_VALUE'])

/** Whether a refusal can come of what is remembered of the account's properties, options or pipelines. */
export function saysOutOfDate(error: unknown): boolean {
  return error instanceof HubSpotError && error.refusedProperties.some(({ code }) => outOfDate.has(code))
}

/**
 * The problems that a refusal names; none for what is no refusal of values.
 *
 * @param links names of the inputs that the record was to be associated by.
 */
export function problemsIn(
  error: unknown,
  { properties, given, links }: { properties: readonly Property[]; given: readonly Named[]; links: readonly string[] },
): Problem[] {
  if (!(error instanceof HubSpotError) || error.status !== 400) return []
  if (error.saysNotAssociated) {
    const problem = 'HubSpot has no such record, or does not let it be linked. Look it up again, or leave it out.'
    return links.map((field) => ({ field, problem }))
  }
  return error.refusedProperties.map((refused) => {
    const definition = properties.find(({ name }) => name === refused.name)
    const field = given.find((one) => one.definition.name === refused.name)?.field ?? refused.name
    const label = definition?.label
    return { field, ...(label ? { label } : {}), ...faultFrom(refused, definition, properties) }
  })
}

function faultFrom(refused: RefusedProperty, definition: Property | undefined, properties: readonly Property[]): Fault {
  const { code, name, words } = refused
  const choices = (definition?.options ?? []).filter(({ hidden }) => !hidden).map(({ label, value }) => label || value)
  if (code === 'MISSING_REQUIRED_PROPERTY' || code === 'MISSING_CONDITIONAL_REQUIRED_PROPERTY') {
    return withChoices('This account demands a value here. Ask the user for it.', choices)
  }
  if (code === 'INVALID_OPTION' && choices.length > 0) {
    return withChoices('There is no such option. Ask the user to choose one of these.', choices)
  }
  // HubSpot's own words name the record that has it, which may be nobody's business.
  if (code === 'CONFLICTING_UNIQUE_VALUE' || /already has that value/i.test(words)) return takenValue
  if (code === 'READ_ONLY_VALUE') return { problem: 'This cannot be written. Leave it out.' }
  if (code === 'PROPERTY_DOESNT_EXIST') {
    return withChoices('There is no such field in this account. Leave it out.', nearest(properties, name))
  }
  return {
    problem: `HubSpot does not take this value: ${words || 'it gives no reason'}. Ask the user for another.`,
  }
}

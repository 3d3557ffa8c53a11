import { conflict, type HubSpotError, missingScopes } from '../errors'
import type { Crm } from './crm'
import { liveProperty, recordsOf, sensitiveScopes } from './find'
import type { CrmRecord, ObjectType, Values } from './model'
import { invalidValues, missingValues, type Problem } from './problems'
import { readValue } from './values'

export type CheckInput = {
  crm: Crm
  type: ObjectType
  given: Values
  /** The record that is changed; none for a create. */
  record: CrmRecord | undefined
  /** Values that are refused although they look well-formed. */
  refused: string[]
  /** Longest body of a note or a call, in UTF-16 units. */
  bodyMax: number
  /** Of the caller. Without, a person writes, who may set what the API may not. */
  scopes: string[] | undefined
}

/** The values as they are stored. Throws what HubSpot answers when it refuses them. */
export function checkValues(input: CheckInput): Values {
  const { crm, type, given, record } = input
  checkSensitive(input)
  const all = merged(type, record?.properties ?? {}, given)
  const problems: Problem[] = []
  const stored: Values = {}
  for (const [name, raw] of Object.entries(given)) {
    const read = readOne(input, name, raw, all)
    if ('code' in read) problems.push({ ...read, name })
    else stored[name] = read.value
  }
  if (input.scopes !== undefined) {
    if (record === undefined) checkPresent(type, all)
    problems.push(...missing(type, all, record))
  }
  if (problems.length > 0) throw invalidValues(problems, crm.portalId)
  checkUnique(input, stored)
  return stored
}

/** What a record has once `given` was written to it: an empty value takes one away, a leading `;` adds to a list. */
export function merged(type: ObjectType, before: Values, given: Values): Values {
  const after = { ...before }
  const isList = (name: string) => name === 'hs_additional_emails' || liveProperty(type, name)?.fieldType === 'checkbox'
  for (const [name, value] of Object.entries(given)) {
    if (value === '') delete after[name]
    else if (value.startsWith(';') && isList(name))
      after[name] = [...new Set([...(before[name]?.split(';') ?? []), ...value.slice(1).split(';')])].join(';')
    else after[name] = value
  }
  return after
}

function readOne({ crm, type, refused, bodyMax, scopes }: CheckInput, name: string, raw: string, all: Values) {
  const property = liveProperty(type, name)
  if (property === undefined) return { code: 'PROPERTY_DOESNT_EXIST', message: `Property "${name}" does not exist` }
  if (scopes !== undefined && (property.readOnly || property.calculated)) {
    return {
      code: 'READ_ONLY_VALUE',
      message: `"${name}" is a read only property; its value cannot be set.`,
      value: raw,
    }
  }
  if (refused.includes(raw)) {
    const code = name === 'email' ? 'INVALID_EMAIL' : 'INVALID_PROPERTY_VALUE'
    return { code, message: `${raw} is not a valid value of ${name}`, value: raw }
  }
  const rule =
    scopes === undefined
      ? undefined
      : type.rules.find((it) => it.property === name && raw !== '' && !it.matches.test(raw))
  if (rule !== undefined) return { code: 'INVALID_PROPERTY_VALUE', message: rule.message, value: raw }
  return readValue({ crm, type, all, bodyMax }, property, raw)
}

function checkPresent({ requiredProperties, requiredOneOf, ...type }: ObjectType, all: Values): void {
  const without = requiredProperties.filter((name) => all[name] === undefined)
  const any = requiredOneOf.length === 0 || requiredOneOf.some((name) => all[name] !== undefined)
  if (without.length > 0 || !any) throw missingValues(type.singular, any ? without : requiredOneOf)
}

function missing({ properties, conditions }: ObjectType, all: Values, record: CrmRecord | undefined): Problem[] {
  const demanded = [...properties.values()].filter(
    ({ name, required, archived }) => record === undefined && required && !archived && all[name] === undefined,
  )
  const conditional = conditions
    .filter(({ property, values }) => values.includes(all[property] ?? ''))
    .flatMap(({ property, required }) => required.map((name) => ({ property, name })))
    .filter(({ name }) => all[name] === undefined)
  return [
    ...demanded.map(({ name }) => ({
      ...{ name, code: 'MISSING_REQUIRED_PROPERTY', message: `Required property "${name}" is missing` },
    })),
    ...conditional.map(({ name, property }) => ({
      ...{ name, code: 'MISSING_CONDITIONAL_REQUIRED_PROPERTY', message: `"${name}" is required by "${property}"` },
    })),
  ]
}

function checkUnique({ crm, type, record }: CheckInput, stored: Values): void {
  for (const [name, value] of Object.entries(stored)) {
    const addresses = name === 'hs_additional_emails' ? value.replace(/^;/, '').split(';') : [value]
    const key = name === 'hs_additional_emails' ? 'email' : name
    for (const address of addresses.filter(Boolean)) {
      const other = recordsOf(crm, type).byUnique(key, address)
      if (other !== undefined && other !== record) throw exists(type, other)
    }
  }
}

function exists({ singular, labels, isCustom }: ObjectType, { id }: CrmRecord): HubSpotError {
  const what = isCustom ? labels.singular : singular.charAt(0).toUpperCase() + singular.slice(1)
  return conflict(`${what} already exists. Existing ID: ${id}`)
}

function checkSensitive({ type, given, scopes }: CheckInput): void {
  for (const name of Object.keys(given)) {
    const property = liveProperty(type, name)
    const needed = property === undefined ? [] : sensitiveScopes(type, property, 'write')
    if (needed.length > 0 && scopes !== undefined && !needed.some((it) => scopes.includes(it)))
      throw missingScopes(needed)
  }
}

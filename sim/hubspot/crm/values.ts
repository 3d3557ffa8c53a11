import * as z from 'zod'
import type { Crm } from './crm'
import type { ObjectType, Option, Property, Values } from './model'
import type { Problem } from './problems'
import { bodies } from './standard/engagements'

/** Of any text but a body. */
const maxLength = 65_536
/** Durations are whole milliseconds; elsewhere a number may have a fraction. */
const wholeNumbers = ['hs_call_duration']

type Read = { value: string } | Omit<Problem, 'name'>

export type Reading = {
  crm: Crm
  type: ObjectType
  /** The record's values after the write. */
  all: Values
  /** Longest body of a note or a call, in UTF-16 units. */
  bodyMax: number
}

/** A value as it is stored, or what is wrong with it. */
export function readValue(reading: Reading, property: Property, raw: string): Read {
  if (raw === '') return { value: raw }
  if (property.type !== 'string' && raw !== raw.trim()) {
    return { code: 'LEADING_TRAILING_WHITESPACE', message: `"${raw}" has leading or trailing whitespace`, value: raw }
  }
  const stages = stageOptions(reading, property, raw)
  if (stages !== undefined) return stages
  const reader = readers[property.type] ?? readText
  return reader(raw, property, reading)
}

const readers: Record<string, (raw: string, property: Property, reading: Reading) => Read> = {
  string: readText,
  number: readNumber,
  date: readDate,
  datetime: readDate,
  bool: readOption,
  enumeration: readOption,
}

function readText(raw: string, { name }: Property, { bodyMax }: Reading): Read {
  const max = bodies.some((body) => body === name) ? bodyMax : maxLength
  if (raw.length > max) return { code: 'INVALID_LENGTH', message: `${name} is longer than ${max} characters` }
  const emails = name === 'email' ? [raw] : name === 'hs_additional_emails' ? raw.split(';') : []
  const wrong = emails.find((email) => !z.email().safeParse(email.trim()).success)
  if (wrong === undefined) return { value: raw }
  return { code: 'INVALID_EMAIL', message: `Email address ${wrong} is invalid`, value: raw }
}

function readNumber(raw: string, { name }: Property): Read {
  const pattern = wholeNumbers.includes(name) ? /^\d+$/ : /^-?\d+(\.\d+)?$/
  if (pattern.test(raw)) return { value: raw }
  return { code: 'INVALID_LONG', message: `${raw} was not a valid long.`, value: raw }
}

/** A date is `YYYY-MM-DD` or UTC midnight in epoch ms, a time is ISO in UTC or epoch ms; both are stored as texts. */
function readDate(raw: string, { type }: Property): Read {
  const isDate = type === 'date'
  const pattern = isDate ? /^(\d{4}-\d\d-\d\d|-?\d+)$/ : /^(\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?Z)?|-?\d+)$/
  const at = new Date(/^-?\d+$/.test(raw) ? Number(raw) : raw)
  const isMidnight = at.getTime() % 86_400_000 === 0
  if (!pattern.test(raw) || Number.isNaN(at.getTime()) || (isDate && !isMidnight) || isRolledOver(raw, at)) {
    return { code: 'INVALID_DATE', message: `${raw} was not a valid ${type}.`, value: raw }
  }
  return { value: isDate ? at.toISOString().slice(0, 10) : at.toISOString() }
}

/** A day that its month does not have, such as February 30th, is read as one of the next month. */
const isRolledOver = (raw: string, at: Date) =>
  raw.includes('-', 1) && at.toISOString().slice(0, 10) !== raw.slice(0, 10)

/** Exact case. Of several, `;` stands between them, and one in front keeps what was there. */
function readOption(raw: string, property: Property, { crm }: Reading): Read {
  const allowed = valuesOf(property, crm)
  const chosen = property.fieldType === 'checkbox' ? raw.replace(/^;/, '').split(';') : [raw]
  if (chosen.every((value) => allowed.includes(value))) return { value: raw }
  return notAmong(raw, allowed)
}

const notAmong = (raw: string, allowed: string[]): Read => ({
  ...{
    code: 'INVALID_OPTION',
    message: `${raw} was not one of the allowed options: [${allowed.join(', ')}]`,
    value: raw,
  },
})

function valuesOf({ name, options, referencedObjectType }: Property, crm: Crm): string[] {
  if (referencedObjectType === 'OWNER') return crm.owners.flatMap(({ id, archived }) => (archived ? [] : [id]))
  if (name === 'deal_currency_code') return [crm.companyCurrency, ...crm.additionalCurrencies]
  return options.map(({ value }) => value)
}

function stageOptions(
  { type: { pipelines, ...type }, all }: Reading,
  { name }: Property,
  raw: string,
): Read | undefined {
  const live = pipelines.filter(({ archived }) => !archived)
  if (name === type.pipelineProperty) {
    const allowed = live.map(({ id }) => id)
    return allowed.includes(raw) ? { value: raw } : notAmong(raw, allowed)
  }
  if (name !== type.stageProperty) return undefined
  const pipeline = live.find(({ id }) => id === all[type.pipelineProperty ?? ''])
  const stages = (pipeline?.stages ?? []).filter(({ archived }) => !archived)
  const stage = stages.find(({ id }) => id === raw)
  if (stage === undefined)
    return notAmong(
      raw,
      stages.map(({ id }) => id),
    )
  if (stage.writePermissions === 'CRM_PERMISSIONS_ENFORCEMENT') return { value: raw }
  return { code: 'READ_ONLY_VALUE', message: `Records cannot be moved to stage ${raw} through the API`, value: raw }
}

/** The options that a definition lists: none where they stand elsewhere. */
export const listedOptions = ({ externalOptions, options }: Property): Option[] => (externalOptions ? [] : options)

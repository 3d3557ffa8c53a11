import { ApiError } from './errors'

/** The part of a zui (or zod) schema that the stand-in needs. */
export type Schema = {
  safeParse(value: unknown): { success: true; data: unknown } | { success: false; error: { message: string } }
}

type TagNames = Record<string, unknown>

/** What the stand-in reads of an integration's definition; `sdk.IntegrationDefinition` has this shape. */
export type IntegrationDefinitionLike = {
  name: string
  version: string
  states?: Record<string, { type: 'integration' | 'conversation' | 'user'; schema: Schema }> | undefined
  channels?:
    | Record<
        string,
        {
          messages: Record<string, { schema: Schema }>
          conversation?: { tags?: TagNames | undefined } | undefined
          message?: { tags?: TagNames | undefined } | undefined
        }
      >
    | undefined
  events?: Record<string, { schema: Schema }> | undefined
  actions?: Record<string, { input: { schema: Schema }; output: { schema: Schema } }> | undefined
  user?: { tags?: TagNames | undefined } | undefined
}

/** Throws `InvalidPayload` when `value` does not fit `schema` or holds keys that the schema does not name. */
export function checkPayload(schema: Schema, value: unknown, what: string): void {
  const result = schema.safeParse(value)
  if (!result.success) throw new ApiError('InvalidPayload', `${what} is invalid: ${result.error.message}`)
  const stranger = unknownKey(value, result.data, '')
  if (stranger !== undefined) throw new ApiError('InvalidPayload', `${what} has an unknown key: ${stranger}`)
}

/** Throws `InvalidPayload` when a tag is not declared. `declared` is the definition's map of tags. */
export function checkTagNames(tags: Record<string, unknown>, declared: TagNames | undefined, what: string): void {
  for (const name of Object.keys(tags)) {
    if (!Object.hasOwn(declared ?? {}, name)) {
      throw new ApiError('InvalidPayload', `Tag "${name}" is not declared on ${what}`)
    }
  }
}

/** Schemas drop keys they do not know, so a key that did not survive parsing is one that the schema does not name. */
function unknownKey(given: unknown, parsed: unknown, path: string): string | undefined {
  if (Array.isArray(given)) {
    if (!Array.isArray(parsed)) return undefined
    return firstDefined(given.map((item, index) => () => unknownKey(item, parsed[index], `${path}[${index}]`)))
  }
  if (!isRecord(given) || !isRecord(parsed)) return undefined
  return firstDefined(
    Object.entries(given).map(([key, value]) => () => {
      const here = path === '' ? key : `${path}.${key}`
      return Object.hasOwn(parsed, key) ? unknownKey(value, parsed[key], here) : here
    }),
  )
}

function firstDefined(tries: (() => string | undefined)[]): string | undefined {
  for (const attempt of tries) {
    const found = attempt()
    if (found !== undefined) return found
  }
  return undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

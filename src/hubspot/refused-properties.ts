import * as z from 'zod'

/** A property that HubSpot refused a value of, or misses one of. */
export type RefusedProperty = {
  /** Internal name. */
  name: string
  /** Such as `INVALID_OPTION`, `MISSING_REQUIRED_PROPERTY`; empty when it was not said. */
  code: string
  /** HubSpot's own words, which can repeat the value; empty when there are none. */
  words: string
}

const text = z.lazy(() => z.string().catch(''))
const names = z.lazy(() => z.union([z.string().transform((name) => [name]), z.array(z.string())]).catch([]))
const context = z.lazy(() =>
  z.object({ propertyName: names.default([]), properties: names.default([]) }).catch({
    propertyName: [],
    properties: [],
  }),
)
const none = { propertyName: [], properties: [] }

const body = z.lazy(() =>
  z
    .object({
      message: text.default(''),
      context: context.default(none),
      errors: z
        .array(
          z.object({ message: text.default(''), code: text.default(''), context: context.default(none) }).catch({
            message: '',
            code: '',
            context: none,
          }),
        )
        .catch([])
        .default([]),
    })
    .catch({ message: '', context: none, errors: [] }),
)

/** As they stand in the message itself, as JSON (seen live with earlier versions; CRM facts, section 7). */
const told = z.lazy(() => z.array(z.object({ name: z.string(), error: text.default(''), message: text.default('') })))

/** The properties that an error body of HubSpot's names, each once. Where they stand differs, so all places are read. */
export function refusedProperties(answer: unknown): RefusedProperty[] {
  const { message, context, errors } = body.parse(answer)
  const found = [
    ...errors.flatMap(({ message, code, context }) => named(context).map((name) => ({ name, code, words: message }))),
    ...toldIn(message),
    ...named(context).map((name) => ({
      name,
      code: /required/i.test(message) ? 'MISSING_REQUIRED_PROPERTY' : '',
      words: '',
    })),
  ]
  return found.filter(({ name }, at) => found.findIndex((other) => other.name === name) === at)
}

const named = ({ propertyName, properties }: z.infer<typeof context>) => [...propertyName, ...properties]

function toldIn(message: string): RefusedProperty[] {
  const start = message.indexOf('[{')
  if (start < 0) return []
  try {
    const read = told.safeParse(JSON.parse(message.slice(start, message.lastIndexOf(']') + 1)))
    return (read.data ?? []).map(({ name, error, message: words }) => ({ name, code: error, words }))
  } catch {
    return [] // Words in brackets, and no JSON.
  }
}

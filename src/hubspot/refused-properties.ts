import * as z from 'zod/mini'

/** A property that HubSpot refused a value of, or misses one of. */
export type RefusedProperty = {
  /** Internal name. */
  name: string
  /** Such as `INVALID_OPTION`, `MISSING_REQUIRED_PROPERTY`; empty when it was not said. */
  code: string
  /** HubSpot's own words, which can repeat the value; empty when there are none. */
  words: string
}

const text = z.lazy(() => z.catch(z.string(), ''))
const names = z.lazy(() =>
  z.catch(
    z.union([
      z.pipe(
        z.string(),
        z.transform((name) => [name]),
      ),
      z.array(z.string()),
    ]),
    [],
  ),
)
const context = z.lazy(() =>
  z.catch(z.object({ propertyName: z._default(names, []), properties: z._default(names, []) }), {
    propertyName: [],
    properties: [],
  }),
)
const none = { propertyName: [], properties: [] }

const body = z.lazy(() =>
  z.catch(
    z.object({
      message: z._default(text, ''),
      context: z._default(context, none),
      errors: z._default(
        z.catch(
          z.array(
            z.catch(
              z.object({
                message: z._default(text, ''),
                code: z._default(text, ''),
                context: z._default(context, none),
              }),
              {
                message: '',
                code: '',
                context: none,
              },
            ),
          ),
          [],
        ),
        [],
      ),
    }),
    { message: '', context: none, errors: [] },
  ),
)

/** As they stand in the message itself, as JSON (seen live with earlier versions; CRM facts, section 7). */
const told = z.lazy(() =>
  z.array(z.object({ name: z.string(), error: z._default(text, ''), message: z._default(text, '') })),
)

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

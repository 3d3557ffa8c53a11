/** What was sent in a call: what somebody wrote, is called or keeps secret, and the technical words that go around it. */
export type SentValues = { free: string[]; technical: string[] }

type Sent = { path: string; query?: object; body?: object; token?: string }

/**
 * Fields whose values are HubSpot's own words or IDs: an error that repeats them says what is wrong. The texts of all
 * others are somebody's: what was written, names, addresses, a contact's properties, secrets.
 */
const TECHNICAL =
  /(?:[Ii]ds?|Types?)$|^(?:type|limit|after|sorts?|archived|status|messageDirection|timestamp|operator|propertyName|idProperty|grant_type|token_type_hint|folderPath|options|capabilities|webhookUrl)$/

/** More than any call of ours holds; what lies beyond is not looked at. */
const most = { values: 2_000, depth: 12 }

/** The texts in a call, sorted by whether they are somebody's or technical. */
export function sentValues({ path, query, body, token }: Sent): SentValues {
  const sent: SentValues = { free: [], technical: [] }
  for (const segment of path.split('/')) sent[isAddress(segment) ? 'free' : 'technical'].push(decoded(segment))
  if (token !== undefined) sent.free.push(token)
  collect(sent, query, 'free', most.depth)
  collect(sent, isForm(body) ? fieldsOf(body) : body, 'free', most.depth)
  return sent
}

const isForm = (body: unknown): body is FormData | URLSearchParams =>
  body instanceof FormData || body instanceof URLSearchParams

/** A file counts by its name. */
function fieldsOf(form: FormData | URLSearchParams): Record<string, string> {
  return Object.fromEntries([...form].map(([key, value]) => [key, typeof value === 'string' ? value : value.name]))
}

/** `values` are free whatever their fields are called. */
type Kind = keyof SentValues | 'values'

function collect(sent: SentValues, value: unknown, kind: Kind, depth: number): void {
  if (sent.free.length + sent.technical.length > most.values || depth === 0) return
  if (typeof value === 'string') sent[kind === 'technical' ? 'technical' : 'free'].push(value)
  if (typeof value === 'number' || typeof value === 'bigint') sent.technical.push(String(value))
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const item of value) collect(sent, item, kind, depth - 1)
    return
  }
  for (const [key, part] of Object.entries(value)) {
    sent.technical.push(key)
    collect(sent, part, kindOf(key, part, kind), depth - 1)
  }
}

/** A list of properties names them, an object holds their values, and those may have any name. */
function kindOf(key: string, part: unknown, around: Kind): Kind {
  if (around === 'values') return 'values'
  if (key === 'properties') return Array.isArray(part) ? 'technical' : 'values'
  return around === 'technical' || TECHNICAL.test(key) ? 'technical' : 'free'
}

/** IDs and the words of paths have none of these. */
const isAddress = (segment: string) => /[@%+]/.test(segment)

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment // Not encoded by us, and so as it was sent.
  }
}

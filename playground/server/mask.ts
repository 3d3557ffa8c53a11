/** Takes secrets out of what was said over HTTP, by their names and by their values. */

export const masked = '•••'

const secretHeaders =
  /^(cookie|set-cookie|x-hubspot-signature(-v\d)?|x-siqsignature|x-bp-configuration|x-bp-secret|x-api-key|x-csrf-token)$/i

const secretNames =
  /^(access_?token|refresh_?token|id_?token|token|client_?secret|secret|secret_key|widgetcode|password|hapikey|api_?key|developer_?api_?key|signature|code|authorization|t|state|ticket)$/i

/** Names that stand for something else in JSON: an error's code, a thread's state. */
const harmlessInJson = /^(code|t|state)$/i

/** What turns up elsewhere too, without its name. Signatures and codes are good for one thing only. */
const lasting = /token|secret|key|password|authorization/i

/** Shorter ones would also take out parts of other words. */
const shortest = 8
/** The latest this many are known by value. */
const mostFound = 200

export type Masker = ReturnType<typeof createMasker>

/**
 * @param known gives the secrets that are known by value. What is found under a secret's name is from then on known too.
 */
export function createMasker(known: () => readonly string[]) {
  const found = new Set<string>()
  const remember = (name: string, value: string) => {
    if (!lasting.test(name) || value.length < shortest || value === masked || /^\d+$/.test(value)) return
    found.delete(value)
    found.add(value)
    const [oldest] = found
    if (found.size > mostFound && oldest !== undefined) found.delete(oldest)
  }

  /** Text of any kind: URLs, forms, error messages. */
  const text = (value: string): string => {
    let result = value.replace(
      /(^|[?&\s"'(])([\w-]+)=([^&\s"'<>]+)/g,
      (whole: string, before: string, name: string, secret: string) => {
        if (!secretNames.test(name)) return whole
        remember(name, secret)
        return `${before}${name}=${masked}`
      },
    )
    result = result.replace(
      /(\\?"([\w-]+)\\?"\s*:\s*\\?")([^"\\]+)/g,
      (whole: string, before: string, name: string, secret: string) => {
        if (!secretNames.test(name) || harmlessInJson.test(name)) return whole
        remember(name, secret)
        return `${before}${masked}`
      },
    )
    result = result.replace(/\b(Bearer|Basic|Zoho-oauthtoken)\s+[\w.~+/=-]+/g, `$1 ${masked}`)
    for (const secret of [...known(), ...found]) {
      if (secret.length >= shortest) result = result.replaceAll(secret, masked)
    }
    return result
  }

  const header = (name: string, value: string): string => {
    if (/^(proxy-)?authorization$/i.test(name)) {
      const [scheme, secret] = value.split(' ', 2)
      if (secret !== undefined) remember(name, secret)
      return secret === undefined ? masked : `${scheme} ${masked}`
    }
    return secretHeaders.test(name) ? masked : text(value)
  }

  /** What was parsed from JSON. */
  const json = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value)
    if (Array.isArray(value)) return value.map(json)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => {
        const isHeader = secretHeaders.test(name) || /^authorization$/i.test(name)
        if (isHeader && typeof inner === 'string') return [name, header(name, inner)]
        if (!secretNames.test(name) || harmlessInJson.test(name) || !isSecretValue(inner)) return [name, json(inner)]
        if (typeof inner === 'string') remember(name, inner)
        return [name, masked]
      }),
    )
  }

  return {
    text,
    json,
    headers: (headers: Record<string, string>): Record<string, string> =>
      Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, header(name, value)])),
  }
}

const isSecretValue = (value: unknown) => (typeof value === 'string' && value !== '') || typeof value === 'number'

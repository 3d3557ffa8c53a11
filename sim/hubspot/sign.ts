import { createHash, createHmac } from 'node:crypto'

/** The escapes that HubSpot undoes in the URL before it signs, and no others. */
const decoded: Record<string, string> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
}

/** Signature of kind v3: HMAC-SHA256 over method, URL, body and time stamp (ms), keyed with the client secret, base64. */
export function signV3(input: {
  secret: string
  method: string
  url: string
  body: string
  timestamp: string
}): string {
  const url = input.url.replace(/%[0-9a-f]{2}/gi, (code) => decoded[code.toUpperCase()] ?? code)
  return createHmac('sha256', input.secret)
    .update(input.method + url + input.body + input.timestamp)
    .digest('base64')
}

/** Signature of kind v1, which app webhooks also carry: SHA-256 over secret and body, hex. */
export function signV1(secret: string, body: string): string {
  return createHash('sha256')
    .update(secret + body)
    .digest('hex')
}

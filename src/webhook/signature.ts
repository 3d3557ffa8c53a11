import { createHmac, timingSafeEqual } from 'node:crypto'
import { timing } from '../timing'

/** What HubSpot signs of a webhook, as it was received. */
export type SignedRequest = {
  method: string
  /** As called: host, path and query. */
  url: string
  /** The body's text, unchanged. */
  body: string
  headers: Record<string, string | undefined>
}

const signatureHeader = 'x-hubspot-signature-v3'
const timestampHeader = 'x-hubspot-request-timestamp'
/** An HMAC-SHA256 in base64. */
const wellFormed = /^[A-Za-z0-9+/]{43}=$/

/**
 * Whether a webhook bears HubSpot's headers, in good form and not older than five minutes, nor from the future by as much.
 * Checked before anything that costs time (HubSpot, request validation, v3 signature).
 *
 * @param now epoch ms.
 */
export function isFreshlySigned(headers: SignedRequest['headers'], now: number): boolean {
  const timestamp = headers[timestampHeader] ?? ''
  if (!/^\d{1,15}$/.test(timestamp) || Math.abs(now - Number(timestamp)) > timing.signatureAge) return false
  return wellFormed.test(headers[signatureHeader] ?? '')
}

/** When HubSpot sent a signed request, by its own clock; epoch ms. */
export function sentAt(headers: SignedRequest['headers']): number {
  return Number(headers[timestampHeader])
}

/** Whether the request's v3 signature was made with this client secret for this URL. Compared in constant time. */
export function hasValidSignature(request: SignedRequest, clientSecret: string): boolean {
  const given = Buffer.from(request.headers[signatureHeader] ?? '', 'base64')
  const source = request.method + decodeForSignature(request.url) + request.body + request.headers[timestampHeader]
  const expected = createHmac('sha256', clientSecret).update(source, 'utf8').digest()
  return given.length === expected.length && timingSafeEqual(given, expected)
}

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

/** HubSpot decodes these characters of the URL, and no others, before it signs. */
function decodeForSignature(url: string): string {
  return url.replace(/%[0-9a-f]{2}/gi, (code) => decoded[code.toUpperCase()] ?? code)
}

import { createPublicKey, type KeyObject, verify } from 'node:crypto'

/** In which SalesIQ signs: base64 of an RSA signature with SHA-256 over the raw body. Nothing else is signed, no time either. */
const signatureHeader = 'x-siqsignature'

/** Whether a request bears a signature that could be one. */
export const isSigned = (headers: Readonly<Record<string, string | undefined>>): boolean =>
  /^[A-Za-z0-9+/_-]{80,1400}={0,2}$/.test(headers[signatureHeader]?.trim() ?? '')

/**
 * Whether the body was signed with any of the keys; during a change of keys there are two.
 *
 * @param keys PEM, or the base64 of a key's DER form: which of them SalesIQ hands out is not documented.
 */
export function isSignedWith(
  { headers, body }: { headers: Readonly<Record<string, string | undefined>>; body: string },
  keys: readonly string[],
): boolean {
  if (!isSigned(headers)) return false
  const signature = Buffer.from(headers[signatureHeader]?.trim() ?? '', 'base64')
  const signed = Buffer.from(body, 'utf8')
  return keys.some((text) => {
    const key = publicKey(text)
    return key !== undefined && verify('RSA-SHA256', signed, key, signature)
  })
}

/** A key as SalesIQ hands it out; undefined for what is none. */
export function publicKey(text: string): KeyObject | undefined {
  const ways = [
    () => createPublicKey(text.trim()),
    () => createPublicKey({ key: Buffer.from(text.replace(/\s/g, ''), 'base64'), format: 'der', type: 'spki' }),
    () => createPublicKey({ key: Buffer.from(text.replace(/\s/g, ''), 'base64'), format: 'der', type: 'pkcs1' }),
  ]
  for (const way of ways) {
    try {
      const key = way()
      return key.asymmetricKeyType === 'rsa' ? key : undefined
    } catch {
      // Of another form.
    }
  }
  return undefined
}

import { generateKeyPairSync, sign as signBytes } from 'node:crypto'

type Pair = { publicPem: string; privatePem: string }

/** Making a pair takes some time, so all stand-ins of a process use the same ones, each from the first on. */
const pairs: Pair[] = []

/** How long Zoho's keys are is not documented; these are made in no time, and a request is waiting. */
const keyBits = 1024

/** The pair of this number; different numbers have different pairs. */
export function keyPair(number: number): Pair {
  while (pairs.length <= number) {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', {
      modulusLength: keyBits,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    })
    pairs.push({ publicPem: publicKey, privatePem: privateKey })
  }
  const pair = pairs[number]
  if (pair === undefined) throw new Error(`There is no pair of keys ${number}`)
  return pair
}

/** `x-siqsignature`: base64 of RSA-SHA256 (PKCS#1 v1.5) over the raw body. */
export const sign = (body: string, privatePem: string): string =>
  signBytes('RSA-SHA256', Buffer.from(body, 'utf8'), privatePem).toString('base64')

/** A PEM's content alone. */
export const bareBase64 = (pem: string): string => pem.replace(/-----[^-]+-----|\s/g, '')

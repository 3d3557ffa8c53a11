import { domainToASCII } from 'node:url'

/** Atoms between dots (RFC 5321, with the letters of all scripts as in RFC 6531). A quoted local part is not read. */
const localPart = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
const domainLabel = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** Where messengers keep numbers, groups and accounts: what stands before it is nobody's mailbox. */
const messengers: ReadonlySet<string> = new Set([
  'c.us',
  's.whatsapp.net',
  'g.us',
  'lid',
  'hosted.lid',
  'hosted',
  'broadcast',
  'newsletter',
])

/**
 * Reads a complete e-mail address.
 *
 * @returns the address in lower case, its domain in ASCII, so that each address has one form; undefined for anything else.
 */
export function emailFrom(text: string): string | undefined {
  const at = text.lastIndexOf('@')
  const local = text.slice(0, Math.max(0, at)).toLowerCase()
  const name = text.slice(at + 1)
  // Given more than a name, `domainToASCII` reads the name and drops the rest.
  const domain = /^[\p{L}\p{M}\p{N}.-]+$/u.test(name) ? domainToASCII(name) : ''
  const labels = domain.split('.')
  const top = labels.at(-1) ?? ''
  const isDomain = labels.length > 1 && labels.every((label) => domainLabel.test(label)) && !/^\d+$/.test(top)
  if (local.length > 64 || domain.length > 253 || top.length < 2 || messengers.has(domain)) return undefined
  return isDomain && localPart.test(local) ? `${local}@${domain}` : undefined
}

import type { UserKind } from '../protocol'

/** Who an end user is, and what the bot knows of them. */
export type Person = {
  kind: UserKind
  /** How the page calls them. */
  name: string
  /** Anonymous visitors give web chat no name. */
  hasName: boolean
  /** E-mail address or phone number for the card. */
  address?: string
  /** What the desk may know of them already. */
  contact?: { firstname: string; lastname: string; company: string; email: string; phone: string }
}

/** Who somebody says that they are: what web chat knows of them. */
export type Claim = { name: string; email?: string; phone?: string; conversationId: string }

const known = [
  ['Kim', 'Lee', 'Northlight Studio'],
  ['Sam', 'Ortega', 'Ortega Interiors'],
  ['Noor', 'Haddad', 'Harbour Hotel'],
] as const
const byEmail = ['Alex Moore', 'Jo Larsen', 'Mika Tanaka']
const byPhone = ['Chris Novak', 'Lena Fischer', 'Tom Baker']

/**
 * The next end user of a kind.
 *
 * @param index how many of this kind there are already; beyond those with names of their own they are numbered.
 */
export function personOf(kind: UserKind, index: number): Person {
  switch (kind) {
    case 'known': {
      const [firstname, lastname, company] = known[index] ?? ['Customer', String(index + 1), 'Lamp Lovers Ltd']
      const email = `${firstname}.${lastname}@customers.example`.toLowerCase()
      const phone = `+1202555${String(100 + (index % 50)).padStart(4, '0')}`
      const name = `${firstname} ${lastname}`
      return { kind, name, hasName: true, address: email, contact: { firstname, lastname, company, email, phone } }
    }
    case 'email': {
      const name = byEmail[index] ?? `Guest ${index + 1}`
      return { kind, name, hasName: true, address: `${name.toLowerCase().replace(/\s+/g, '.')}@mail.example` }
    }
    case 'phone': {
      const name = byPhone[index] ?? `Caller ${index + 1}`
      return { kind, name, hasName: true, address: `+1202555${String(150 + (index % 50)).padStart(4, '0')}` }
    }
    case 'anonymous':
      return { kind, name: `Visitor ${index + 1}`, hasName: false }
  }
}

/** Who somebody is as far as web chat knows; undefined for who is anonymous. */
export function claimOf({ name, address }: Person, conversationId: string): Claim | undefined {
  if (address === undefined) return undefined
  return { name, conversationId, ...(address.includes('@') ? { email: address } : { phone: address }) }
}

import QuickLRU from 'quick-lru'
import { isRefusal } from '../../../core/desk'
import { type AssociationLabel, listAssociationLabels } from '../../hubspot/associations'
import { listOwners, listPipelines, listProperties, type Owner } from '../../hubspot/crm-schema'
import { timing } from '../../timing'
import type { Crm } from '../crm'

/** What an account's CRM is made of, remembered for some minutes: it seldom changes, and is long. */

type Read<T> = (crm: Crm, type: string) => Promise<T>
type Remembered<T> = Read<T> & { forget(crm: Crm, type: string, readBefore: number): boolean }

/** Reads at the same time are one; one that failed is made again. */
function remembered<T>(read: Read<T>): Remembered<T> {
  const cache = new QuickLRU<string, { at: number; reading: Promise<T> }>({ maxSize: 300, maxAge: timing.schemaTrust })
  const nameOf = (crm: Crm, type: string) => `${crm.installation.key}:${crm.portalId}:${type}`
  const get = (crm: Crm, type: string) => {
    const name = nameOf(crm, type)
    const known = cache.get(name)
    if (known !== undefined) return known.reading
    const reading = read(crm, type)
    cache.set(name, { at: Date.now(), reading })
    reading.catch(() => cache.delete(name))
    return reading
  }
  const forget = (crm: Crm, type: string, readBefore: number) => {
    const known = cache.peek(nameOf(crm, type))
    return known !== undefined && known.at < readBefore && cache.delete(nameOf(crm, type))
  }
  return Object.assign(get, { forget })
}

/** The properties of an object type, but for sensitive ones. */
export const propertiesOf = remembered(({ caller, deadline }, type) => listProperties(caller, type, deadline))

/** The pipelines of an object type, in the account's order. */
export const pipelinesOf = remembered(({ caller, deadline }, type) => listPipelines(caller, type, deadline))

const labels = remembered(({ caller, deadline }, pair) => {
  const [from = '', to = ''] = pair.split(' ')
  return listAssociationLabels(caller, from, to, deadline)
})

/** The kinds of links that there can be from one object type to another. */
export const associationLabelsOf = (crm: Crm, from: string, to: string): Promise<AssociationLabel[]> =>
  labels(crm, `${from} ${to}`)

/** A refusal is remembered as well: who may not read owners is not to pay for asking with each look-up. */
const owners = remembered(({ caller, deadline }) =>
  listOwners(caller, deadline).catch((error: unknown) => {
    if (isRefusal(error)) return { refusal: error }
    throw error
  }),
)

/** Everybody whom a record can belong to. There is a scope of its own for it. @throws the refusal where it may not be read. */
export async function ownersOf(crm: Crm): Promise<Owner[]> {
  const known = await owners(crm, 'owners')
  if (Array.isArray(known)) return known
  throw known.refusal
}

/**
 * Forgets what was read before then (epoch ms) of an object type, and of the owners.
 *
 * @returns whether there was such a thing, so that reading again may tell something new.
 */
export function forgetSchema(crm: Crm, type: string, readBefore: number): boolean {
  const forgotten = [
    propertiesOf.forget(crm, type, readBefore),
    pipelinesOf.forget(crm, type, readBefore),
    owners.forget(crm, 'owners', readBefore),
  ]
  return forgotten.includes(true)
}

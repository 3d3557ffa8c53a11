import type { Crm } from '../crm'
import { idOf, textOf, wrongInput } from '../input/input'
import type { Problem } from '../input/problem'
import type { CrmObject } from '../schema/crm-object'
import { objectNamed, ownObject } from '../schema/objects'
import { kindOfLink, ownKind } from './association-types'
import type { Link } from './writing'

/** A record to link to, as it was given. */
export type GivenLink = { object: string; id: string; label?: string | undefined }

const most = 10

/**
 * The links that are asked for, and what is wrong with others.
 *
 * @throws {RuntimeError} for an object or ID that cannot be, naming the input.
 */
export async function linksFrom(
  crm: Crm,
  from: CrmObject,
  given: readonly GivenLink[],
): Promise<{ links: Link[]; problems: Problem[] }> {
  if (given.length > most) throw wrongInput('associate', `names more than ${most} records`, 'Link fewer of them.')
  const read = await Promise.all(given.map((one, at) => linkFrom(crm, from, one, `associate.${at}`)))
  return {
    links: read.flatMap((one) => ('kind' in one ? [one] : [])),
    problems: read.flatMap((one) => ('kind' in one ? [] : [one])),
  }
}

async function linkFrom(crm: Crm, from: CrmObject, given: GivenLink, field: string): Promise<Link | Problem> {
  const object = await objectNamed(crm, given.object, `${field}.object`)
  if (!object.isReadable) {
    const problem = `names ${object.labelPlural}, which this bot can create but not read`
    throw wrongInput(`${field}.object`, problem, 'Do not try again; tell the user that this is not possible.')
  }
  const id = idOf(`${field}.id`, given.id)
  if (id === undefined) throw wrongInput(`${field}.id`, 'is missing', 'Take the ID from an earlier answer.')
  const label = textOf(given.label)
  const kind = await linkKind(crm, from, object, label)
  return 'problem' in kind ? { field, ...kind } : { field, object, id, label, kind }
}

/** The kind of a link that may be made, by what it says; else what is wrong. */
export async function linkKind(crm: Crm, from: CrmObject, to: CrmObject, label: string | undefined) {
  return isClaim(crm, from, to) ? { problem: noClaim } : await kindOfLink(crm, from, to, label)
}

/**
 * Whether a link would let a contact have a record that is there already: whoever is verified as the contact may change what
 * it is linked to, so a bot must not be talked into linking it to what is somebody else's.
 */
const isClaim = ({ installation: { settings } }: Crm, from: CrmObject, to: CrmObject): boolean =>
  settings.identity.way !== 'off' && from.path === 'contacts' && to.path !== 'contacts'

const noClaim =
  'A contact cannot be linked to a record that is there already, since whoever is verified as the contact could then change that record. Leave it out; a new record can be linked to the contact.'

/** A link between HubSpot's own objects that says nothing, where one is asked for by an input of its own. */
export function usualLink(
  crm: Crm,
  from: CrmObject,
  { field, path, id }: { field: string; path: string; id: string | undefined },
): Link[] {
  if (id === undefined) return []
  const object = ownObject(crm, path)
  const kind = ownKind(from, object)
  if (kind === undefined) throw new Error(`HubSpot has no usual link from ${from.path} to ${path}`)
  return [{ field, object, id, label: undefined, kind }]
}

import type { AssociationKind } from '../../hubspot/associations'
import type { Crm } from '../crm'
import { type Checked, named, withChoices } from '../input/problem'
import { associationLabelsOf } from '../schema/account-schema'
import type { CrmObject } from '../schema/crm-object'

/**
 * HubSpot's own kinds of links, by type IDs and direction (documented). Those of a primary company (1, 5, 26) are left out:
 * they could replace one that people chose.
 */
const own: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  '0-1': { '0-1': 449, '0-2': 279, '0-3': 4, '0-5': 15 },
  '0-2': { '0-1': 280, '0-2': 450, '0-3': 342, '0-5': 340 },
  '0-3': { '0-1': 3, '0-2': 341, '0-3': 451, '0-5': 27 },
  '0-5': { '0-1': 16, '0-2': 339, '0-3': 28, '0-5': 452 },
  '0-27': { '0-1': 204, '0-2': 192, '0-3': 216, '0-5': 230 },
}

/** The kind of a link between HubSpot's own objects that says nothing; undefined for others. */
export function ownKind(from: CrmObject, to: CrmObject): AssociationKind | undefined {
  const typeId = own[from.typeId]?.[to.typeId]
  return typeId === undefined ? undefined : { category: 'HUBSPOT_DEFINED', typeId }
}

/** The kind of a link by what it says, or of one that says nothing; else what is wrong. */
export async function kindOfLink(
  crm: Crm,
  from: CrmObject,
  to: CrmObject,
  label: string | undefined,
): Promise<AssociationKind | Exclude<Checked, { value: string }>> {
  const usual = label === undefined ? ownKind(from, to) : undefined
  if (usual !== undefined) return usual
  const kinds = await associationLabelsOf(crm, from.path, to.path)
  const found =
    label === undefined ? kinds.filter((kind) => kind.label === '') : named(kinds, label, (kind) => [kind.label])
  const [only] = found
  if (only !== undefined && (found.length === 1 || label === undefined)) return only
  if (label === undefined && kinds.length === 0) {
    return { problem: `${from.labelPlural} cannot be linked to ${to.labelPlural} in this account. Leave it out.` }
  }
  const labels = [...new Set(kinds.flatMap((kind) => kind.label || []))]
  return label === undefined
    ? withChoices('This link has to say something. Give one of these as "label".', labels)
    : withChoices(
        found.length > 1
          ? 'Several kinds of links are called so. Leave the label out.'
          : 'There is no such kind of link. Use one of these, or leave the label out.',
        labels,
      )
}

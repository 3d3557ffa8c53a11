import type { Crm } from './crm'
import type { AssociationType, Link, ObjectType } from './model'

/** One end of an association. */
export type End = { type: ObjectType; id: string }

/** The ways in which records of one kind can be associated with those of another, in this direction. */
export function waysBetween(crm: Crm, from: ObjectType, to: ObjectType): AssociationType[] {
  return crm.associationTypes.filter((it) => it.from === from.typeId && it.to === to.typeId)
}

/** The association as such, without a label; undefined where the two kinds cannot be associated. */
export const defaultWay = (crm: Crm, from: ObjectType, to: ObjectType): AssociationType | undefined =>
  waysBetween(crm, from, to).find(({ label }) => label === undefined)

const keyOf = ({ type, id }: End): string => `${type.typeId} ${id}`

/** What a record is associated with, of one kind. */
export function linksOf(crm: Crm, from: End, to: ObjectType): Link[] {
  return (crm.links.get(keyOf(from)) ?? []).filter(({ typeId }) => typeId === to.typeId)
}

/**
 * Associates two records in these ways, from `from` to `to`, and in those that come with them. The labels that they had
 * are replaced. A primary takes the place of the one before.
 */
export function link(crm: Crm, from: End, to: End, ways: AssociationType[]): void {
  const plain = defaultWay(crm, from.type, to.type)
  const all = plain === undefined ? ways : [plain, ...ways.filter((way) => way !== plain)]
  const back = all.flatMap(({ inverse }) => crm.associationTypes.find(({ id }) => id === inverse) ?? [])
  set(crm, from, to, all)
  set(crm, to, from, back)
}

/** Takes away whatever associates two records. */
export function unlink(crm: Crm, from: End, to: End): void {
  for (const [one, other] of [
    [from, to],
    [to, from],
  ] as const) {
    crm.links.set(
      keyOf(one),
      (crm.links.get(keyOf(one)) ?? []).filter((it) => !isTo(it, other)),
    )
  }
}

/** Moves the associations of a record that was merged to the one that stays. */
export function moveLinks(crm: Crm, from: End, to: End, typeOf: (typeId: string) => ObjectType): void {
  for (const { typeId, id, types } of crm.links.get(keyOf(from)) ?? []) {
    const other = { type: typeOf(typeId), id }
    unlink(crm, from, other)
    if (!linksOf(crm, to, other.type).some((it) => it.id === id)) {
      link(
        crm,
        to,
        other,
        types.filter(({ isPrimary }) => !isPrimary),
      )
    }
  }
}

function set(crm: Crm, from: End, to: End, types: AssociationType[]): void {
  const before = crm.links.get(keyOf(from)) ?? []
  const others = types.some(({ isPrimary }) => isPrimary) ? before.map((it) => withoutPrimary(it, to)) : before
  const entry = others.find((it) => isTo(it, to))
  if (entry === undefined) crm.links.set(keyOf(from), [...others, { typeId: to.type.typeId, id: to.id, types }])
  else
    crm.links.set(
      keyOf(from),
      others.map((it) => (it === entry ? { ...entry, types } : it)),
    )
}

const withoutPrimary = (it: Link, to: End): Link =>
  it.typeId === to.type.typeId && it.id !== to.id
    ? { ...it, types: it.types.filter(({ isPrimary }) => !isPrimary) }
    : it

const isTo = (it: Link, { type, id }: End): boolean => it.typeId === type.typeId && it.id === id

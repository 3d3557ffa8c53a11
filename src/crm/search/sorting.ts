import type { Property } from '../../hubspot/crm-schema'
import type { CrmRecord } from '../../hubspot/records'

/** What to sort by. */
export type SortKey = { property: Property; isDescending: boolean }

/** Compares records by several keys; those without a value come last, whichever way. */
export function comparison(keys: readonly SortKey[]): (a: CrmRecord, b: CrmRecord) => number {
  return (a, b) => {
    for (const { property, isDescending } of keys) {
      const [one, other] = [a.properties[property.name] || undefined, b.properties[property.name] || undefined]
      if (one === undefined || other === undefined) {
        if (one !== other) return one === undefined ? 1 : -1
        continue
      }
      const order = compared(property, one, other)
      if (order !== 0) return isDescending ? -order : order
    }
    return 0
  }
}

function compared({ type, options }: Property, a: string, b: string): number {
  if (type === 'number') return Number(a) - Number(b)
  if (type === 'date' || type === 'datetime') return timeOf(a) - timeOf(b)
  const place = (value: string) => options.findIndex((option) => option.value === value)
  // As people see the options: Low, Medium, High.
  const byPlace = place(a) - place(b)
  return byPlace === 0 ? a.toLowerCase().localeCompare(b.toLowerCase(), 'en') : byPlace
}

const timeOf = (text: string) => (/^-?\d+$/.test(text) ? Number(text) : Date.parse(text))

/**
 * Sorts those that HubSpot sorted alike by the further keys.
 *
 * @param records in HubSpot's order, by the first key.
 */
export function sortedAlike(records: readonly CrmRecord[], [first, ...further]: readonly SortKey[]): CrmRecord[] {
  if (first === undefined || further.length === 0) return [...records]
  const byFurther = comparison(further)
  return runs(records, first).flatMap((run) => run.toSorted(byFurther))
}

/** Where the run begins that a place is in. */
export function runStart(records: readonly CrmRecord[], first: SortKey, place: number): number {
  const isSame = sameBy(first)
  let start = place
  for (let at = place; at > 0; at -= 1) {
    const [before, here] = [records[at - 1], records[at]]
    if (before === undefined || here === undefined || !isSame(before, here)) break
    start = at - 1
  }
  return start
}

function runs(records: readonly CrmRecord[], first: SortKey): CrmRecord[][] {
  const isSame = sameBy(first)
  const all: CrmRecord[][] = []
  for (const record of records) {
    const run = all.at(-1)
    const before = run?.at(-1)
    if (run !== undefined && before !== undefined && isSame(before, record)) run.push(record)
    else all.push([record])
  }
  return all
}

const sameBy =
  ({ property: { name } }: SortKey) =>
  (a: CrmRecord, b: CrmRecord) =>
    (a.properties[name] || '') === (b.properties[name] || '')

import { ApiError } from '../errors'

type Dated = { createdAt: string; updatedAt: string }
type DateField = keyof Dated

/** One page of `records` (given oldest first), as the list calls answer: newest first unless the query says otherwise. */
export function page<T extends Dated>(
  records: T[],
  query: URLSearchParams,
  pageSize: number,
): { items: T[]; meta: { nextToken?: string } } {
  const range = dateField(query, 'rangeField')
  const after = date(query, 'afterDate')
  const before = date(query, 'beforeDate')
  const wanted = records.filter((record) => {
    const at = Date.parse(record[range])
    return (after === undefined || at > after) && (before === undefined || at < before)
  })
  const from = offset(query)
  const items = sorted(wanted, query).slice(from, from + pageSize)
  const next = from + pageSize
  return { items, meta: next < wanted.length ? { nextToken: Buffer.from(String(next)).toString('base64url') } : {} }
}

/** Throws `InvalidQuery` for filters that the stand-in does not model, rather than answering as if they were not there. */
export function refuseFilters(query: URLSearchParams, ...names: string[]): void {
  for (const name of names) {
    if (query.has(name)) throw new ApiError('InvalidQuery', `The filter ${name} is not part of this stand-in`)
  }
}

function sorted<T extends Dated>(records: T[], query: URLSearchParams): T[] {
  const ascending = query.get('sortDirection') === 'asc'
  const field = dateField(query, 'sortField')
  // Records come in the order they were made, which also decides between equal times.
  const inOrder =
    field === 'createdAt' ? records : records.toSorted((a, b) => Date.parse(a[field]) - Date.parse(b[field]))
  return ascending ? inOrder : inOrder.toReversed()
}

function dateField(query: URLSearchParams, name: string): DateField {
  const field = query.get(name) ?? 'createdAt'
  if (field === 'createdAt' || field === 'updatedAt') return field
  throw new ApiError('InvalidQuery', `${name} must be createdAt or updatedAt`)
}

function date(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name)
  if (text === null) return undefined
  const at = Date.parse(text)
  if (Number.isNaN(at)) throw new ApiError('InvalidQuery', `${name} is not a date`)
  return at
}

function offset(query: URLSearchParams): number {
  const token = query.get('nextToken')
  if (token === null) return 0
  const value = Number(Buffer.from(token, 'base64url').toString())
  if (!Number.isSafeInteger(value) || value < 0) throw new ApiError('InvalidQuery', 'nextToken is not valid')
  return value
}

import type { CrmRecord, Hits } from '../../hubspot/records'
import type { Position } from './cursor'
import { runStart, type SortKey, sortedAlike } from './sorting'
import { searchLimits } from './where'

/** Results from a position on, in their order. */
export type Found = {
  records: readonly CrmRecord[]
  total: number
  /** Where it goes on after so many of `records`; undefined at the end, and where HubSpot gives no more. */
  next(shown: number): Position | undefined
}

/** One page of a search. */
export type FetchPage = (page: { after: number; limit: number }) => Promise<Hits>

/** HubSpot's largest page, and how many are read to sort those that are alike in the first key. */
const pageMax = 200
const windowMax = 1_000

/**
 * Reads results. HubSpot sorts by one key alone: with more of them, all that are alike in the first one are read, up to a
 * thousand, so that what they are sorted by here holds over the ends of answers.
 *
 * @param limit how many are wanted.
 */
export async function foundFrom(
  fetch: FetchPage,
  sort: readonly SortKey[],
  position: Position,
  limit: number,
): Promise<Found> {
  const [first, second] = sort
  if (first === undefined || second === undefined) return onePage(fetch, position, limit)
  const { at, skip } = position
  const rows: CrmRecord[] = []
  let total = 0
  let isEnd = false
  while (!isEnd && rows.length < windowMax && !holdsRunAt(rows, first, skip + limit)) {
    const after = at + rows.length
    const most = Math.min(pageMax, searchLimits.results - after)
    if (most <= 0) break
    const page = await fetch({ after, limit: most })
    rows.push(...page.records)
    total = page.total
    isEnd = page.records.length === 0 || at + rows.length >= total
  }
  const records = sortedAlike(rows, sort).slice(skip, skip + limit)
  const next = (shown: number): Position | undefined => {
    const place = skip + shown
    if (shown === 0 || at + place >= Math.min(total, searchLimits.results)) return undefined
    if (place >= rows.length) return isEnd ? undefined : { at: at + rows.length, skip: 0 }
    const start = runStart(rows, first, place)
    return { at: at + start, skip: place - start }
  }
  return { records, total, next }
}

/** Whether rows go beyond the run of those alike that a place is in. */
function holdsRunAt(rows: readonly CrmRecord[], first: SortKey, place: number): boolean {
  return rows.length > place && runStart(rows, first, rows.length - 1) > place
}

async function onePage(fetch: FetchPage, { at }: Position, limit: number): Promise<Found> {
  const most = Math.min(limit, searchLimits.results - at)
  if (most <= 0) return { records: [], total: at, next: () => undefined }
  const { records, total } = await fetch({ after: at, limit: most })
  const next = (shown: number): Position | undefined => {
    const place = at + shown
    // The index can count what it does not show yet.
    return shown === 0 || place >= Math.min(total, searchLimits.results) ? undefined : { at: place, skip: 0 }
  }
  return { records, total, next }
}

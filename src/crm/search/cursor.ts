import { createHash } from 'node:crypto'
import { RuntimeError } from '@botpress/sdk'
import * as z from 'zod/mini'

/** Where an answer ended: so many results in, and after so many of those that HubSpot sorts alike. */
export type Position = { at: number; skip: number }

const count = z.lazy(() => z.int().check(z.gte(0), z.lte(10_000)))
const content = z.lazy(() => z.object({ of: z.string(), at: count, skip: count }))

export const beginning: Position = { at: 0, skip: 0 }

/** Names a query: what it looks for, where, and in which order. */
export function queryKey(query: unknown): string {
  return createHash('sha256').update(JSON.stringify(query)).digest('base64url').slice(0, 16)
}

/** A text that leads on from a position in a query. */
export function cursorFor(query: string, { at, skip }: Position): string {
  return Buffer.from(JSON.stringify({ of: query, at, skip })).toString('base64url')
}

/**
 * Where a cursor leads on from.
 *
 * @throws {RuntimeError} for what is no cursor, or one of another query.
 */
export function positionFrom(cursor: string, query: string): Position {
  const read = content.safeParse(decoded(cursor))
  if (!read.success) {
    throw new RuntimeError('"cursor" is none of an earlier answer. Use it as it came, or leave it out to begin anew.')
  }
  if (read.data.of !== query) {
    throw new RuntimeError(
      '"cursor" is of another search. Repeat the search it came from with nothing changed but limit and fields, or leave it out to begin anew.',
    )
  }
  return read.data
}

function decoded(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return undefined // No JSON, and so no cursor.
  }
}

import * as z from 'zod'
import type { Call } from '../../../sim/http/call-log'
import { tooMany } from '../too-many'

export const token = /\/oauth\/v2\/token$/

/** Zoho gives out ten in ten minutes for each refresh token, and whoever asks for more is locked out. */
const most = 10

/** Says so where the integration has asked for more tokens than it is given; a refresh token that has ended gives none. */
export function tooManyTokens(calls: readonly Call[]): string[] {
  const asked = new Map<string, number>()
  for (const { path, requestBody, responseBody } of calls) {
    if (!token.test(path) || !counted.safeParse(responseBody).success) continue
    const from = new URLSearchParams(String(requestBody)).get('refresh_token') ?? ''
    asked.set(from, (asked.get(from) ?? 0) + 1)
  }
  return [...asked.values()].flatMap((count) => tooMany('access tokens of one refresh token', count, most))
}

const counted = z.union([z.object({ access_token: z.string() }), z.object({ error: z.literal('Access Denied') })])

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import type { CheckedCall } from './openapi'

const recordedCall = z.object({
  test: z.string(),
  method: z.string(),
  path: z.string(),
  query: z.string(),
  headers: z.record(z.string(), z.string()),
  requestBody: z.unknown().optional(),
  status: z.number(),
  responseBody: z.unknown().optional(),
  faulted: z.boolean(),
})

/** A call, and the name of the test in which it was made. */
export type RecordedCall = CheckedCall & { test: string }

/**
 * The calls to a desk in its folder of JSON Lines files (one `Call` of sim/http/call-log.ts per line). A folder that is
 * not there holds none. Throws on a line that is not a call.
 */
export function readCalls(folder: string): RecordedCall[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n'))
    .filter((line) => line.trim() !== '')
    .map((line) => recordedCall.parse(JSON.parse(line)))
}

import * as z from 'zod'
import type { Call } from '../../sim/http/call-log'
import type { DeskCalls } from './desk'

const madeFile = z.object({ file: z.object({ id: z.string() }) })

/**
 * The ids that belong to the message a call carried, beside those it was asked with: the message at the desk, and its
 * copies in either file store.
 */
export function idsForTheSame(call: Call, { sameMessage }: Pick<DeskCalls, 'sameMessage'>): string[] {
  const { method, path, requestBody, responseBody } = call
  const ids = sameMessage({ method, path, requestBody, responseBody })
  if (ids.length > 0) return ids
  const stored = method === 'PUT' && path === '/v1/files' ? madeFile.safeParse(responseBody).data : undefined
  return stored ? [stored.file.id] : []
}

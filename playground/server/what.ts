import * as z from 'zod'
import type { Call } from '../../sim/http/call-log'
import type { CallWords, DeskCalls } from './desk'

/** What a call to Botpress is for, in a few words, or one to the file store of either side. */
export const words: readonly CallWords[] = [
  ['GET', /^\/(hubfs|content\/file|files\/.*\/download)(\/|$)/, 'download a file'],
  ['PUT', /^\/content\/upload\//, 'upload a file'],
  ['PUT', /^\/v1\/files$/, 'announce a file'],
  ['GET', /^\/v1\/files/, 'read a file'],
  ['DELETE', /^\/v1\/files/, 'delete a file'],
  ['POST', /^\/v1\/chat\/initialize-incoming-message$/, 'create a message'],
  ['POST', /^\/v1\/chat\/messages/, 'create a message'],
  ['PUT', /^\/v1\/chat\/messages/, 'update a message'],
  ['GET', /^\/v1\/chat\/messages/, 'find messages'],
  ['DELETE', /^\/v1\/chat\/messages/, 'delete a message'],
  ['POST', /^\/v1\/chat\/conversations/, 'create the conversation'],
  ['PUT', /^\/v1\/chat\/conversations/, 'update the conversation'],
  ['GET', /^\/v1\/chat\/conversations$/, 'find conversations'],
  ['GET', /^\/v1\/chat\/conversations\//, 'read the conversation'],
  ['DELETE', /^\/v1\/chat\/conversations/, 'delete the conversation'],
  ['POST', /^\/v1\/chat\/users/, 'find or create a user'],
  ['PUT', /^\/v1\/chat\/users/, 'update a user'],
  ['GET', /^\/v1\/chat\/users/, 'read a user'],
  ['GET', /^\/v1\/chat\/events/, 'find events'],
  ['POST', /^\/v1\/chat\/states/, 'write a state'],
  ['PUT', /^\/v1\/chat\/states/, 'write a state'],
  ['PATCH', /^\/v1\/chat\/states/, 'write a state'],
  ['GET', /^\/v1\/chat\/states/, 'read a state'],
  ['POST', /^\/v1\/chat\/integrations\/configure$/, 'configure the integration'],
]

const typed = z.object({ type: z.string() })

/** @returns words from a table, the operation, or the event's own name. */
export function whatOf(
  { side, method, path, requestBody }: Pick<Call, 'side' | 'method' | 'path' | 'requestBody'>,
  desk: Pick<DeskCalls, 'words' | 'eventName'>,
): string {
  if (side === 'webhook') return desk.eventName(requestBody) ?? 'webhook'
  const type = typed.safeParse(requestBody).data?.type
  if (side === 'integration') {
    const operation = path.slice(1)
    return type !== undefined && operation === 'action_triggered' ? type : operation
  }
  if (method === 'POST' && path === '/v1/chat/events') return type ?? 'create an event'
  const known = [...desk.words, ...words].find(([verb, pattern]) => verb === method && pattern.test(path))
  return known?.[2] ?? `${method} ${path}`
}

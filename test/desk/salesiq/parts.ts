import { type ErrorCode, errorBody, type SalesIqSim } from '../../../sim/salesiq'
import type { Fault, Part } from '../fault'

const sending = { method: 'POST', path: /\/api\/visitor\/v1\/[^/]+\/conversations\/[^/]+\/messages$/ }

/** What SalesIQ has no call for: nothing breaks. */
const none = { path: /^$/ }

const parts: Record<Part, { method?: string; path: RegExp; type?: RegExp }> = {
  open: { method: 'POST', path: /\/api\/visitor\/v1\/[^/]+\/conversations$/ },
  find: { method: 'GET', path: /\/api\/v2\/[^/]+\/conversations$/ },
  send: sending,
  note: { method: 'POST', path: /\/notes$/ },
  close: { method: 'PUT', path: /\/close$/ },
  look: { method: 'GET', path: /\/api\/v2\/[^/]+\/conversations\/[^/]+$/ },
  replies: { method: 'GET', path: /\/api\/v2\/[^/]+\/conversations\/[^/]+\/messages$/ },
  mark: none,
  agent: none,
  upload: { ...sending, type: /^multipart/ },
  locate: none,
  content: { method: 'GET', path: /\/attachments\/[^/]+$/ },
  all: { path: /./ },
}

const codes: Readonly<Record<number, ErrorCode>> = { 400: 1011, 401: 1008, 403: 1009, 404: 1019, 429: 1023 }

/** Breaks a part of SalesIQ's API; returns what mends it. */
export function breakPart(salesiq: SalesIqSim, part: Part, { says, ...fault }: Fault): () => void {
  const body = says === undefined ? {} : { body: bodyOf(fault, says) }
  return salesiq.faults.add({ ...fault, ...body, ...parts[part] })
}

/** What SalesIQ has no code for was said by something before it. */
function bodyOf({ status = 200 }: Fault, message: string) {
  const code = codes[status]
  return code === undefined ? { message } : { error: { ...errorBody(code).error, message } }
}

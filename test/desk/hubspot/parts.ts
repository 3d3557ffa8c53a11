import type { HubSpotSim } from '../../../sim/hubspot'
import { hubspotPath } from '../../e2e/looking'
import type { Fault, Part } from '../fault'

const publishing = { method: 'POST', path: hubspotPath.publish }
const parts: Record<Part, { method?: string; path: RegExp }> = {
  open: publishing,
  // What is opened again is recognised.
  find: { path: /^$/ },
  send: publishing,
  note: { method: 'POST', path: hubspotPath.comments },
  close: { method: 'PATCH', path: hubspotPath.thread },
  look: { method: 'GET', path: hubspotPath.thread },
  replies: { method: 'GET', path: hubspotPath.comments },
  mark: { method: 'PATCH', path: hubspotPath.messageStatus },
  agent: { path: hubspotPath.actor },
  upload: { method: 'POST', path: hubspotPath.files },
  locate: { path: hubspotPath.signedUrl },
  content: { method: 'GET', path: /^\/hubfs\// },
  all: { path: /./ },
}

/** Breaks a part of HubSpot's API; returns what mends it. */
export function breakPart(hubspot: HubSpotSim, part: Part, { says, ...fault }: Fault): () => void {
  const body = says === undefined ? {} : { body: errorBody(fault, says) }
  return hubspot.faults.add({ ...fault, ...body, ...parts[part] })
}

function errorBody({ status }: Fault, message: string) {
  return { status: 'error', category: status === 409 ? 'CONFLICT' : 'VALIDATION_ERROR', message }
}

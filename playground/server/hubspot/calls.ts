import type { DeskCalls } from '../desk'
import { idPattern } from '../ids'
import { idempotencyKey, namesIn, sameMessage } from './names'
import { eventName, words } from './words'

/** How HubSpot's calls are read. */
export const hubspotCalls: DeskCalls = {
  name: 'HubSpot',
  side: 'hubspot',
  isWebhook: (headers) => 'x-hubspot-signature-v3' in headers,
  words,
  eventName,
  ids: idPattern([
    // Messages.
    /(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/,
    // Threads, contacts and files.
    /(?<!\d)\d{10}(?!\d)/,
  ]),
  namesIn,
  sameMessage,
  idempotencyKey,
  pathsOfActions: /^\/(?:crm|crm-object-schemas|account-info|oauth)\//,
}

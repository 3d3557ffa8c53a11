import type { DeskCalls } from '../desk'
import { idPattern } from '../ids'
import { namesIn } from './names'
import { eventName, words } from './words'

/** How SalesIQ's calls are read. */
export const salesIqCalls: DeskCalls = {
  name: 'SalesIQ',
  side: 'salesiq',
  // A webhook that was made by hand is not signed; people come with a browser.
  isWebhook: (headers) => headers['user-agent']?.startsWith('Mozilla/') !== true,
  words,
  eventName,
  ids: idPattern([
    // Chats as visitors' calls know them.
    /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/,
    // Chats, files and operators.
    /(?<!\d)\d{14,15}(?!\d)/,
  ]),
  namesIn,
  sameMessage: () => [],
  idempotencyKey: () => undefined,
}

import type { ThreadMessage } from '../../../sim/hubspot'
import type { HubSpotPlace } from './place'

/** Everything that agents can see, a line for each thing; see `Desk.inventory`. */
export function inventoryOf({ hubspot, portalId }: HubSpotPlace): string[] {
  const threads = hubspot.threads(portalId)
  return [
    ...threads.map(({ id }) => `HubSpot thread ${id}`),
    ...hubspot.contacts(portalId).map(({ id }) => `HubSpot contact ${id}`),
    ...threads.flatMap(({ id }) => hubspot.messages(id).flatMap(linesOf)),
  ]
}

/** A message that was not delivered has a second line, which is gone when it was delivered after all. */
function linesOf(entry: ThreadMessage): string[] {
  const { id, type, conversationsThreadId, createdAt } = entry
  const text = 'text' in entry ? entry.text : undefined
  const shown = `entry in a HubSpot thread ${JSON.stringify({ id, type, conversationsThreadId, createdAt, text })}`
  const isFailed = entry.type === 'MESSAGE' && entry.status.statusType === 'FAILED'
  return isFailed ? [shown, `FAILED beside the HubSpot message ${id}`] : [shown]
}

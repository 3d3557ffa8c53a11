import type { Chat } from '../../../sim/salesiq'
import type { SalesIqPlace } from './place'

/** Everything that agents can see, a line for each thing; see `Desk.inventory`. */
export function inventoryOf({ salesiq, screenName }: SalesIqPlace): string[] {
  return salesiq.chats(screenName).flatMap(linesOf)
}

function linesOf({ conversationId, visitor, entries, notes }: Chat): string[] {
  return [
    `SalesIQ chat ${conversationId}`,
    `SalesIQ visitor ${visitor.id}`,
    ...entries.map(({ id, by, text, file }) =>
      shown(`entry ${id} in SalesIQ chat ${conversationId}`, { by, text, file: file?.name }),
    ),
    // Two of the same words are two.
    ...notes.map((note, place) => shown(`note ${place} in SalesIQ chat ${conversationId}`, note)),
  ]
}

const shown = (what: string, of: object) => `${what} ${JSON.stringify(of)}`

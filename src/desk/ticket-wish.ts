import * as z from 'zod/mini'
import { isBlank } from '../../core/messages/plain'

/**
 * What the card wants to stand in the ticket. Text of users may be pasted into it: each value goes into its own property,
 * and names are only ever compared with those of the account.
 */

const value = z.lazy(() => z.object({ field: z.string(), property: z.string(), text: z.string() }))
const refusal = z.lazy(() => z.object({ field: z.string(), why: z.string() }))
/** In the form in which it is kept. `field` is how a log names it. */
export const ticketWish = z.lazy(() => z.object({ values: z.array(value), refused: z.array(refusal) }))
export type TicketWish = z.infer<typeof ticketWish>
/** What is not written, and why. */
export type Refusal = z.infer<typeof refusal>

/** So many properties are taken; longest text of one, and of the JSON, in UTF-16 units. */
const most = { properties: 20, text: 5_000, json: 50_000 }

const ticketProperties = 'Ticket properties'

type Given = {
  ticketSubject?: string | undefined
  ticketPriority?: string | undefined
  ticketProperties?: string | undefined
}

/** undefined when nothing is wanted. */
export function ticketWishIn(given: Given): TicketWish | undefined {
  const wish: TicketWish = { values: [], refused: [] }
  take(wish, 'Ticket subject', 'subject', given.ticketSubject ?? '')
  take(wish, 'Ticket priority', 'hs_ticket_priority', given.ticketPriority ?? '')
  for (const [name, value] of propertiesIn(wish, given.ticketProperties ?? '')) {
    const field = `${ticketProperties}: ${shown(name)}`
    if (typeof value === 'object' || value === undefined)
      wish.refused.push({ field, why: 'neither text nor number nor boolean' })
    else take(wish, field, name.trim(), String(value))
  }
  return wish.values.length + wish.refused.length === 0 ? undefined : wish
}

function take(wish: TicketWish, field: string, property: string, given: string): void {
  const text = given.trim()
  if (isBlank(text)) return
  if (text.length > most.text) wish.refused.push({ field, why: `longer than ${most.text} characters` })
  else wish.values.push({ field, property, text })
}

/** Its own, in their order. What cannot be read as a whole is refused as a whole. */
function propertiesIn({ refused }: TicketWish, json: string): [string, unknown][] {
  if (isBlank(json)) return []
  const refuse = (why: string): [] => {
    refused.push({ field: ticketProperties, why })
    return []
  }
  if (json.length > most.json) return refuse(`longer than ${most.json} characters`)
  const read = readObject(json)
  if (read === undefined) return refuse('no JSON object')
  const entries = Object.entries(read)
  return entries.length > most.properties ? refuse(`more than ${most.properties} of them`) : entries
}

function readObject(json: string): object | undefined {
  try {
    const read: unknown = JSON.parse(json)
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? read : undefined
  } catch {
    return undefined // Whatever else stands there.
  }
}

/** A name that could be somebody's words is not repeated. */
const shown = (name: string): string => (/^[a-z][a-z0-9_]{0,99}$/i.test(name.trim()) ? name.trim() : '…')

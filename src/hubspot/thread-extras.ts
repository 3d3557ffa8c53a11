import * as z from 'zod/mini'
import type { Caller } from './caller'
import { maybeId } from './id'
import { paths } from './versions'

/**
 * What else can be had of a thread. Both are in HubSpot's published specification; that the actor of a person is `A-` and
 * their user ID, and when a help desk's ticket shows, no account has confirmed yet.
 */

/** Puts a person in charge of a thread; whoever was so before is not any more. @param userId of the person. */
export function assignThread(caller: Caller, threadId: string, userId: string, deadline: number): Promise<void> {
  return caller.effect({
    what: 'assign the thread',
    method: 'PUT',
    path: paths.threadAssignee(threadId),
    body: { actorId: actorOf(userId) },
    deadline,
  })
}

const person = 'A-'
const actorOf = (userId: string) => `${person}${userId}`

/** The user ID of an actor; undefined when it is no person: an app, HubSpot itself. */
export const userOf = (actorId: string): string | undefined => new RegExp(`^${person}(\\d+)$`).exec(actorId)?.[1]

const withTicket = z.lazy(() =>
  z.object({
    threadAssociations: z.catch(z.optional(z.object({ associatedTicketId: maybeId })), undefined),
  }),
)

/** ID of the ticket that belongs to a thread; undefined as long as there is none. */
export async function ticketOf(caller: Caller, threadId: string, deadline: number): Promise<string | undefined> {
  const call = {
    what: 'find the ticket of the thread',
    method: 'GET',
    path: paths.thread(threadId),
    query: { association: 'TICKET' },
    deadline,
  } as const
  const { threadAssociations } = await caller.call(call, withTicket)
  return threadAssociations?.associatedTicketId
}

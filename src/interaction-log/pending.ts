import { randomUUID } from 'node:crypto'
import * as z from 'zod/mini'
import { withLock } from '../../core/platform/lock'
import { isNotFound } from '../../core/platform/not-found'
import type { Crm } from '../crm/crm'
import type { Installation } from '../installation/installation'
import { timing } from '../timing'
import { entrySchema } from './entry'
import { personSchema } from './person'

/**
 * A conversation that the bot gives to the log is known by a Botpress conversation of our own, which nobody talks in: its tags
 * say what it is and what became of it, for all processes and for good, and its state keeps what HubSpot has not taken yet.
 */

const pending = z.lazy(() =>
  z.object({ entry: entrySchema, person: personSchema, portalId: z.string(), keptAt: z.number() }),
)
/** What is to be written to which account, since when it waits (epoch ms). */
export type Pending = z.infer<typeof pending>

/** At most so many wait at a time; more than that means that something is wrong for longer. */
export const mostPending = 50

/** A conversation as Botpress hands it over. */
export type Conversation = { id: string; tags: Readonly<Record<string, string | undefined>> }

/**
 * The conversation that stands for an interaction, made where there is none.
 *
 * @param fingerprint the same for the same interaction.
 * @returns whether it was made now, so that nobody can have logged the interaction before.
 */
export async function recordFor(
  { client }: Installation,
  fingerprint: string,
): Promise<{ record: Conversation; isNew: boolean }> {
  const servedBy = randomUUID()
  const { conversation } = await client.getOrCreateConversation({
    channel: 'hitl',
    tags: { interactionKey: fingerprint, servedBy },
    discriminateByTags: ['interactionKey'],
  })
  return { record: conversation, isNew: conversation.tags.servedBy === servedBy }
}

/** Runs an action while nobody else is at the same interaction, with its record as it is now. */
export function alone<T>(
  { client }: Installation,
  { id }: Conversation,
  deadline: number,
  action: (current: Conversation) => Promise<T>,
): Promise<T> {
  const target = { type: 'conversation', id, name: 'afterEndLock' } as const
  const patience = Math.max(0, Math.min(timing.crmTurnPatience, deadline - Date.now()))
  const terms = { lease: timing.afterEndLease, patience, pause: timing.lockPause }
  return withLock(client, target, terms, async () => {
    const { conversation } = await client.getConversation({ id })
    return action(conversation)
  })
}

const stateOf = ({ id }: Conversation) => ({ type: 'conversation', id, name: 'pendingLog' }) as const

/** Keeps what is to be tried again. */
export async function keepPending({ client }: Installation, record: Conversation, log: Pending): Promise<void> {
  await client.setState({ ...stateOf(record), payload: { log }, expiry: 2 * timing.owedFor })
  await client.updateConversation({ id: record.id, tags: { owesAfterEnd: 'yes' } })
}

/** What was kept; undefined where there is nothing, or nothing that this version knows. */
export async function readPending({ client }: Installation, record: Conversation): Promise<Pending | undefined> {
  try {
    const { state } = await client.getState(stateOf(record))
    return pending.safeParse(state.payload.log).data
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}

/** Notes that nothing is owed any more. @param id of the note or call, where there is one. */
export async function settle({ client }: Installation, record: Conversation, id: string | undefined): Promise<void> {
  const { owesAfterEnd } = record.tags
  await client.updateConversation({ id: record.id, tags: { owesAfterEnd: '', ...(id && { loggedAs: id }) } })
  if (owesAfterEnd) await client.setState({ ...stateOf(record), payload: null })
}

/** Everything that is owed, sessions included: conversations that say so in a tag. */
export function listOwed({ client }: Pick<Crm['installation'], 'client'>) {
  return client.list.conversations({ channel: 'hitl', tags: { owesAfterEnd: 'yes' } }).collect({ limit: 500 })
}

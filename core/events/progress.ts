import type { Installation } from '../installation'
import { isHeard, reachedAt } from '../session/plugin-time'
import type { Session } from '../session/session'
import { timing } from '../timing'

/**
 * How far a reply has got: when each of its parts reaches the plugin (epoch ms), by the part's name, and how many parts
 * there are, as far as that is known.
 */
export type Progress = { reached: Map<string, number>; parts: number | undefined }

/** A reply of which nothing is known to be there. */
export const noProgress = (): Progress => ({ reached: new Map(), parts: undefined })

/** What of a reply is in Botpress, by earlier deliveries. */
export async function progressOf({ client }: Installation, session: Session, messageId: string): Promise<Progress> {
  const tags = { messageId }
  const messages = await client.list.messages({ conversationId: session.conversationId, tags }).collect()
  return progressIn(messages).get(messageId) ?? noProgress()
}

/** The same of all replies that are in Botpress since a time (epoch ms by our clock), by the desk's ID. */
export async function progressSince(
  { client }: Installation,
  session: Session,
  since: number,
): Promise<ReadonlyMap<string, Progress>> {
  const afterDate = new Date(since - timing.clockSkew).toISOString()
  const listing = client.list.messages({ conversationId: session.conversationId, afterDate })
  return progressIn(await listing.collect({ limit: mostMessages }))
}

/** Newest first; nobody writes more in the time that is looked back. */
const mostMessages = 500

type Message = { createdAt: string; tags: Record<string, string> }

function progressIn(messages: Message[]): Map<string, Progress> {
  const all = new Map<string, Progress>()
  for (const message of messages) {
    const { messageId: id, part, parts } = message.tags
    if (id === undefined || part === undefined) continue
    const progress = all.get(id) ?? noProgress()
    progress.reached.set(part, reachedAt(message))
    progress.parts = Math.max(progress.parts ?? 0, Number(parts ?? Number.POSITIVE_INFINITY))
    all.set(id, progress)
  }
  return all
}

/** Whether all of a reply is there. Without the count, which each part bears, nothing is. */
export function isWhole({ reached, parts }: Progress): boolean {
  return parts !== undefined && reached.size >= parts
}

/** Whether an earlier delivery brought all of the reply to the end user. */
export function wasHeard(session: Session, progress: Progress): boolean {
  return isWhole(progress) && isHeard(session, Math.max(...progress.reached.values()))
}

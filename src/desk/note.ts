import { halve } from '../../core/messages/split-text'
import type { Session } from '../../core/session/session'
import type { Caller } from '../hubspot/caller'
import { addComment } from '../hubspot/conversations'
import { isTooLong, mayRefuseAValue } from '../hubspot/refused-value'

/**
 * Writes an internal comment. How long one may be is not documented: a text that HubSpot refuses for its length goes in
 * halves, and these in halves again.
 *
 * @throws {HubSpotError}
 */
export async function note(hubspot: Caller, session: Session, text: string, deadline: number): Promise<void> {
  try {
    await addComment(hubspot, session.threadId ?? '', { text }, deadline)
  } catch (error) {
    if (!isTooLong(error, text)) throw error
    for (const half of halve(text)) if (half !== '') await note(hubspot, session, half, deadline)
  }
}

/**
 * Writes an internal comment with formatting. What HubSpot refuses of it is not known to be the text, which goes alone then.
 *
 * @throws {HubSpotError}
 */
export async function richNote(
  hubspot: Caller,
  session: Session,
  { text, html }: { text: string; html: string },
  deadline: number,
): Promise<void> {
  try {
    await addComment(hubspot, session.threadId ?? '', { text, richText: html }, deadline)
  } catch (error) {
    if (!mayRefuseAValue(error) || error.outcome === 'gone') throw error
    await note(hubspot, session, text, deadline)
  }
}

import type { Caller } from './hubspot/caller'
import { addComment } from './hubspot/conversations'
import { halve } from './messages/split-text'
import { isTooLong } from './too-long'

/**
 * Writes an internal comment. How long one may be is not documented: a text that HubSpot refuses for its length goes in
 * halves, and these in halves again.
 *
 * @throws {HubSpotError}
 */
export async function writeComment(hubspot: Caller, threadId: string, text: string, deadline: number): Promise<void> {
  try {
    await addComment(hubspot, threadId, text, deadline)
  } catch (error) {
    if (!isTooLong(error, text)) throw error
    for (const half of halve(text)) if (half !== '') await writeComment(hubspot, threadId, half, deadline)
  }
}

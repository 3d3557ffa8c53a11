import type { Installation } from '../installation/installation'
import { timing } from '../timing'

/**
 * News of a chat seldom says our own reference, so nobody knows whose it is until its ID is noted. As long as a session may
 * be about to get its chat, in whatever process, its conversation says so.
 */

/** Tags of a session whose chat is being opened, and of one that has it. */
export const openingTags = { opening: 'yes' } as const
export const openedTags = { opening: '' } as const

/** Whether some session of a brand is about to get its chat. One call to Botpress. */
export async function isSomethingOpening({ client }: Installation, account: string): Promise<boolean> {
  const { conversations } = await client.listConversations({ channel: 'hitl', tags: { account, ...openingTags } })
  // One that failed stays as it was.
  return conversations.some(({ createdAt }) => Date.now() - Date.parse(createdAt) < timing.openingTimeout)
}

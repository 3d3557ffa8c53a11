import type { ChannelMessage, Comment } from '../../sim/hubspot'
import type { TestStage } from './on-stage'

/** What the agent reads of the end user, in the order in which HubSpot shows it. */
export function fromUser({ hubspot }: Pick<TestStage, 'hubspot'>, threadId: string): ChannelMessage[] {
  return hubspot
    .messages(threadId)
    .flatMap((message) => (message.type === 'MESSAGE' && message.direction === 'INCOMING' ? [message] : []))
    .sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt))
}

/** The texts of what the agent reads of the end user, without the first message. */
export function textsFromUser(stage: TestStage, threadId: string): string[] {
  return fromUser(stage, threadId)
    .slice(1)
    .map(({ text }) => text)
}

/** The internal comments of a thread that the integration wrote. */
export function comments({ hubspot }: Pick<TestStage, 'hubspot'>, threadId: string): Comment[] {
  return hubspot
    .messages(threadId)
    .flatMap((message) => (message.type === 'COMMENT' && message.client.clientType === 'INTEGRATION' ? [message] : []))
}

/** What HubSpot shows the agent beside a reply: its status, and the reason when it failed. */
export function statusOf({ hubspot }: TestStage, reply: ChannelMessage): string {
  const now = hubspot.messages(reply.conversationsThreadId).find(({ id }) => id === reply.id)
  if (now?.type !== 'MESSAGE') return 'gone'
  const { statusType, failureDetails } = now.status
  return failureDetails?.errorMessage === undefined ? statusType : `${statusType}: ${failureDetails.errorMessage}`
}

/** Paths of HubSpot's API, for fault rules and call counts. */
export const hubspotPath = {
  publish: /custom-channels\/2026-09\/[^/]+\/messages$/,
  messageStatus: /custom-channels\/2026-09\/[^/]+\/messages\/[^/]+$/,
  comments: /threads\/[^/]+\/messages$/,
  thread: /threads\/[^/]+$/,
  actor: /\/actors\//,
  contacts: /\/contacts(\/|$)/,
  files: /\/files$/,
  signedUrl: /\/signed-url$/,
} as const

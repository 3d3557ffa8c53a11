import type { EarlierNames } from '../../core/session/tags'

/** What versions before 1.2 called the core's tags. Sessions that they opened keep these names; to go with version 1.4. */
export const earlierNames = {
  ref: 'integrationThreadId',
  threadId: 'hubspotThreadId',
  account: 'portalId',
  endReason: 'endedBy',
  messageId: 'hubspotMessageId',
} as const satisfies EarlierNames

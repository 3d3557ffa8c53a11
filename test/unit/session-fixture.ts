import type { Session } from '../../core/session/session'

/** A session as it is once its thread was opened; times are epoch ms. */
export const sessionAs = (changes: Partial<Session> = {}): Session => ({
  conversationId: 'conv_1',
  isTest: false,
  createdAt: 1,
  updatedAt: 1,
  ref: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  threadId: '77',
  account: '7000001',
  userId: 'user_1',
  openedAt: 1,
  failedAt: undefined,
  assignment: { agent: undefined, at: 0 },
  announced: undefined,
  end: undefined,
  takenUpAt: undefined,
  plugin: { isTakenUp: false, hasAgent: false, hasStopped: false, isLeft: false },
  reopenNoted: false,
  owesCatchUp: false,
  owesHistory: false,
  owesErrands: [],
  owesAfterEnd: false,
  replying: undefined,
  servedBy: undefined,
  tags: { inboxId: '1001', senderName: 'Kim', senderType: 'CHANNEL_SPECIFIC_OPAQUE_ID', senderValue: 'user_1' },
  ...changes,
})

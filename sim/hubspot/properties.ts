/**
 * What code may lean on, knowingly or not, and no document of HubSpot promises. Each default is how the stand-in has
 * always behaved, mostly because one account was seen to; every other value is as likely. All of it may be changed at any
 * time, through `sim.properties`.
 */
export type HubSpotProperties = {
  /**
   * Whether a channel webhook that was not taken (another answer than 2xx, a late one, none) is sent again, as often as
   * an app's. Repetition is documented for app webhooks only, so false is a channel webhook that comes once or never.
   * Default true.
   */
  repeatsChannelWebhooks: boolean
  /**
   * For how many ms a thread is not there after the publish that opened it: GET of it, of its messages and of lists
   * answers as if it did not exist. No document says that what was written can be read at once. Default 0.
   */
  newThreadHiddenForMs: number
  /**
   * Whether a thread that cannot be read yet takes comments, a new status, an assignee: what is hidden from reads may be
   * unknown to writes as well. Default true.
   */
  hiddenThreadTakesWrites: boolean
  /**
   * How many looks at a help desk's new thread do not name its ticket yet: that comes after the thread, and no document says
   * when. Default 1.
   */
  ticketHiddenForLooks: number
  /** Whether app webhooks about such a thread wait until it is there; none says that they do. Default false. */
  hiddenThreadHoldsEvents: boolean
  /**
   * Ids of threads beyond 2^53, which app webhooks write as numbers. HubSpot types them int64 and names no upper bound; a
   * parser that makes doubles of numbers rounds them. For threads that are opened from now on. Default false.
   */
  hugeThreadIds: boolean
  /**
   * Values that HubSpot refuses in any property of a contact (400), although they look well-formed: its rules for
   * addresses, numbers and names are not published. Default none.
   */
  refusedContactValues: string[]
  /** Delivery identifiers that a publish refuses as a sender (400), likewise. Default none. */
  refusedSenders: string[]
  /**
   * Longest body of a note or a call, in UTF-16 units of its HTML; a longer one is a 400. Documented for notes only.
   * Default 65,536.
   */
  engagementBodyMax: number
  /**
   * Whether the search operators that say "not" (NEQ, NOT_IN, NOT_CONTAINS_TOKEN) find records without any value in that
   * property. Default false.
   */
  negationsMatchEmpty: boolean
  /**
   * How far HubSpot's clock is ahead of ours, in ms, negative for behind: in all it stamps, the times that webhooks are
   * signed with included. Default 0.
   */
  clockAheadMs: number
  /** Answer to a publish with an idempotency id seen before: the first message again (default), or a 409. */
  repeatedIdempotency: 'same' | 'conflict'
  /** What an `associateWithContactId` that names no contact does: 400 (default), or nothing at all. */
  unknownContact: 'refuse' | 'ignore'
  /** What `assignedTo` events carry: `A-123` (default) or the bare `123`, since HubSpot's pages disagree. */
  assignedToFormat: 'actor' | 'bare'
  /** Whether a message from the end user reopens a closed thread; default true. */
  reopenOnIncoming: boolean
}

export const defaultProperties: HubSpotProperties = {
  repeatsChannelWebhooks: true,
  newThreadHiddenForMs: 0,
  hiddenThreadTakesWrites: true,
  ticketHiddenForLooks: 1,
  hiddenThreadHoldsEvents: false,
  hugeThreadIds: false,
  refusedContactValues: [],
  refusedSenders: [],
  engagementBodyMax: 65_536,
  negationsMatchEmpty: false,
  clockAheadMs: 0,
  repeatedIdempotency: 'same',
  unknownContact: 'refuse',
  assignedToFormat: 'actor',
  reopenOnIncoming: true,
}

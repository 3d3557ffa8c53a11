/**
 * Every duration the integration waits for or trusts something, in ms, in one place.
 *
 * `HITL_TIME_SCALE` multiplies all of them but those at the end, which say why not. It exists for test runs that would
 * otherwise wait for minutes, and is not meant to be set anywhere else.
 */
const scale = Number(process.env.HITL_TIME_SCALE ?? '1') || 1
const ms = (duration: number) => Math.round(duration * scale)

export const timing = {
  /** Longest wait for one answer of HubSpot. */
  hubspotTimeout: ms(10_000),
  /** First pause before a repeated HubSpot call; doubles from there. */
  retryPause: ms(300),
  /** HubSpot asks for at least this pause after a 423 (locked). */
  lockedPause: ms(2_000),
  /** Length of HubSpot's rolling rate-limit window, waited out when a 429 names no other time. */
  rateLimitWindow: ms(10_000),
  /** HubSpot's limits on searches and other per-second policies. */
  rateLimitSecond: ms(1_000),
  /** All repetitions together, for a message of the end user or an escalation. */
  messageBudget: ms(30_000),
  /** Looking for or creating the contact; a fault there must leave time to open the thread. */
  contactBudget: ms(8_000),
  /** HubSpot gives up on a webhook after 5 s; we answer within this. */
  webhookBudget: ms(4_000),
  /** Of which this is kept for ending in good order. */
  answerReserve: ms(200),
  /** HubSpot calls made while a webhook waits. */
  webhookHubSpotBudget: ms(3_000),
  /** Longest that one reply may take to reach Botpress before it is reported as not delivered. */
  replyDelivery: ms(2_500),
  /** What showing the agent that a reply was not delivered may take. */
  reportReserve: ms(500),
  /** A reply waits for an earlier one only while this much of its own time remains. */
  turnReserve: ms(1_000),
  /** First pause between two attempts to deliver a reply; doubles from there. */
  replyPause: ms(200),
  /** A file is only copied while this much of the time for the reply remains, and so 2.5 s of the webhook's. */
  fileCopyReserve: ms(1_000),
  /** After opening, the hitl plugin does not listen until `startHitl` has returned and it has tagged both conversations. */
  pluginListensAfter: ms(5_000),
  /** Once the plugin has tagged our conversation, it has this much at most left to do before it listens. */
  pluginListensAfterTag: ms(3_000),
  /** What the plugin needs to take note of an agent it is told of; a reply that comes sooner finds nobody in charge. */
  announcement: ms(1_000),
  /** For this long after the opening it is doubtful whether the plugin listens, unless it was seen to. */
  takeUpDoubt: ms(15_000),
  /** A session this old is not at its beginning any more: the plugin listens, or never will. */
  beginning: ms(60_000),
  /** Pause between two looks whether the plugin has taken a session up. */
  takeUpPause: ms(250),
  /** How long a second, equal escalation waits to learn whether the first was taken up. */
  takeUpPatience: ms(8_000),
  /** Of an escalation's time this is kept for opening its own thread. */
  openingReserve: ms(12_000),
  /** A message that came this long after the plugin was told of the end shows that it was not heard. */
  endUnheardAfter: ms(2_000),
  /** What a look at a new thread that failed then may hold up a later event of its session. */
  catchUp: ms(1_000),
  /** A thread that was just opened need not be there for all of HubSpot yet. */
  threadSettles: ms(10_000),
  /** Which sessions a thread has, and that it has none, is looked up again after this. */
  threadTrust: ms(60_000),
  /** That other processes serve the installation is believed for this long. */
  othersTrust: ms(600_000),
  /** News of a message waits this long for the webhook that brings the message itself. */
  newMessagePatience: ms(1_500),
  /** Looking up which threads are ours may hold up those that are known this long. */
  threadLookup: ms(1_500),
  /** An announcement of an agent that is under way may hold up their first reply this long. */
  firstAuthorPatience: ms(800),
  /** What creating something in Botpress may take; things that are to happen in order are due this far apart at least. */
  creation: ms(500),
  /** What `startHitl` does besides opening the thread; must leave the plugin time within `pluginListensAfter`. */
  afterOpening: ms(3_000),
  /** Agents write and close in one go, and the reply comes by the slower webhook: the end waits for it this long. */
  closingGrace: ms(3_000),
  /** A closing older than this shows wherever HubSpot is asked. */
  closingSettles: ms(30_000),
  /** No reply is reported as not delivered yet before it is this old; an older one may have been. */
  lateReply: ms(3_000),
  /** Looking up replies whose webhook did not come may hold up the end this long. */
  missedReplies: ms(1_000),
  /** How long before the present the notice by which the plugin stops to listen is looked for. */
  closingLookBack: ms(60_000),
  /** How long before something that happens in a thread replies are looked for whose webhook never came. */
  missedLookBack: ms(600_000),
  /** What was seen of a session this recently is acted on without asking Botpress. */
  sessionTrust: ms(15_000),
  /** `stopHitl` tries to close the thread for at most this long. */
  stopBudget: ms(10_000),
  /** Of which noting the end in Botpress may take this. */
  stopNoting: ms(5_000),
  /** An identical escalation of the same user within this time is a repeated request, not a new escalation. */
  repeatedEscalation: ms(120_000),
  /** A conversation without an opened thread this old is an escalation that failed. */
  openingTimeout: ms(40_000),
  /** What `createUser` read of a user is used by the `startHitl` that follows within this time. */
  userTrust: ms(15_000),
  /** A contact found this long ago is looked for again: addresses and numbers move between contacts. */
  contactTrust: ms(86_400_000),
  /** Longest that looking up an agent's name may hold up the reply. */
  agentLookup: ms(1_000),
  /** An assignment this young is rather handled again than announced without the agent's name. */
  nameWorthWaiting: ms(20_000),
  /** An agent's name and picture are looked up again after this. */
  agentTrust: ms(3_600_000),
  /** A stored webhook URL that a signature does not fit is read again at most this often. */
  urlRereadPause: ms(10_000),
  /** Another process' renewed token is looked for in state this often, with this pause, before a refusal is final. */
  renewalPause: ms(250),
  /** Storing a renewed token may take this long, and half of the time there is at most. */
  renewalNoting: ms(5_000),
  /** What storing a renewed token later may hold up whoever uses it. */
  storingAgain: ms(2_000),
  /** So old may a look at the connected account be when events of another come: no new session gets as far within it. */
  accountTrust: ms(500),
  /** What looking whether events of another account are ours may hold up a webhook. */
  accountLook: ms(2_000),
  /** That there never was a session in an account is looked up again after this. */
  strangerTrust: ms(10_000),
  /** Access tokens are renewed this long before they end. */
  tokenReserve: ms(300_000),
  /** A lock that was not released (its process died) may be taken over after this. */
  lockLease: ms(10_000),
  /** How long a handler waits for a lock before it asks for redelivery. */
  lockPatience: ms(2_000),
  /** Pause between two looks at a lock. */
  lockPause: ms(100),
  /** The lease of the lock that keeps two registrations apart, while one of them creates channels and accounts. */
  setupLease: ms(120_000),
  /** How long a registration waits for another one. */
  setupPatience: ms(90_000),
  /** Pauses between looks for a new channel, which HubSpot shows after a while; 75 s at most together. */
  channelVisiblePauses: [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 12_000].map(ms),
  /** How long the connect link in the log is good. Not scaled, like all that people wait for or read. */
  connectLinkLife: 3_600_000,
  /** How long somebody may stay on HubSpot's consent pages. */
  connectStateLife: 1_800_000,
  /** A difference of clocks below this is not told from the time that a webhook takes. Not scaled: the clock is HubSpot's. */
  clockSkew: 5_000,
  /** HubSpot: refuse a webhook whose timestamp is older than 5 minutes. Not scaled: the clock is HubSpot's. */
  signatureAge: 300_000,
} as const

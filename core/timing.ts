/**
 * Durations the hand-over waits for or trusts something, in ms, in one place; those of one desk stand beside its code.
 *
 * `HITL_TIME_SCALE` multiplies all of them but those at the end, which say why not. It exists for test runs that would
 * otherwise wait for minutes, and is not meant to be set anywhere else.
 */
const scale = Number(process.env.HITL_TIME_SCALE ?? '1') || 1
/** A duration in ms, scaled. */
export const ms = (duration: number) => Math.round(duration * scale)

/** Each in ms. */
export const timing = {
  /** First pause before something is tried again; doubles from there. */
  retryPause: ms(300),
  /** All repetitions together, for a message of the end user or an escalation. */
  messageBudget: ms(30_000),
  /** Calls to a desk made while its webhook waits. */
  webhookDeskBudget: ms(3_000),
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
  /** A thread that was just opened need not be there for all of a desk yet. */
  threadSettles: ms(10_000),
  /** Which sessions a thread has, and that it has none, is looked up again after this. */
  threadTrust: ms(60_000),
  /** That other processes serve the installation is believed for this long. */
  othersTrust: ms(600_000),
  /** News of a message waits this long for the event that brings the message itself. */
  newMessagePatience: ms(1_500),
  /** Looking up which threads are ours may hold up those that are known this long. */
  threadLookup: ms(1_500),
  /** An announcement of an agent that is under way may hold up their first reply this long. */
  firstAuthorPatience: ms(800),
  /** What creating something in Botpress may take; things that are to happen in order are due this far apart at least. */
  creation: ms(500),
  /** What `startHitl` does besides opening the thread; must leave the plugin time within `pluginListensAfter`. */
  afterOpening: ms(3_000),
  /** Agents write and close in one go, and the reply may come by a slower way: the end waits for it this long. */
  closingGrace: ms(3_000),
  /** A closing older than this shows wherever a desk is asked. */
  closingSettles: ms(30_000),
  /** No reply is reported as not delivered yet before it is this old; an older one may have been. */
  lateReply: ms(3_000),
  /** Looking up replies whose event did not come may hold up the end this long. */
  missedReplies: ms(1_000),
  /** How long before the present the notice by which the plugin stops to listen is looked for. */
  closingLookBack: ms(60_000),
  /** How long before something that happens in a thread replies are looked for whose event never came. */
  missedLookBack: ms(600_000),
  /** What the card asks for may take this long on the occasion of something else. */
  errands: ms(2_000),
  /** What is not done of it after this is given up. Not scaled: people are told a day. */
  errandsFor: 86_400_000,
  /** What is owed after a session's end may hold up whatever brought the end this long. */
  afterEnd: ms(2_000),
  /** The lease of the lock under which it is done. */
  afterEndLease: ms(60_000),
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
  /** Longest that looking up an agent's name may hold up the reply. */
  agentLookup: ms(1_000),
  /** An assignment this young is rather handled again than announced without the agent's name. */
  nameWorthWaiting: ms(20_000),
  /** An agent's name and picture are looked up again after this. */
  agentTrust: ms(3_600_000),
  /** That there never was a session in an account is looked up again after this. */
  strangerTrust: ms(10_000),
  /** Looking at the desk for what a self-test waits for; what the desk says of it takes time as well. */
  selfTestLook: ms(1_500),
  /** A lock that was not released (its process died) may be taken over after this. */
  lockLease: ms(10_000),
  /** How long a handler waits for a lock before it asks for redelivery. */
  lockPatience: ms(2_000),
  /** Pause between two looks at a lock. */
  lockPause: ms(100),
  /** A difference of clocks below this is not told from the time that a webhook takes. Not scaled: the clock is the desk's. */
  clockSkew: 5_000,
  /** No event tells of anything longer ago. Not scaled: the clock is the desk's. */
  oldestEvent: 300_000,
  /** How long the connect link in the log is good. Not scaled, like all that people wait for or read. */
  connectLinkLife: 3_600_000,
  /** A key that pages are signed with is read again after this. Not scaled: strangers decide how often pages are asked for. */
  pageKeyTrust: 10_000,
  /** How long somebody may stay on the desk's consent pages. */
  connectStateLife: 1_800_000,
  /** What a self-test waits for is looked for at the desk after this. */
  selfTestPatience: 120_000,
  /** A self-test that began longer ago is given up when another one is started. */
  selfTestLife: 3_600_000,
} as const

import { ms, timing as ofTheCore } from '../core/timing'

/** Durations of the HubSpot integration, in ms, beside those of the core; scaled as there. */
export const timing = {
  ...ofTheCore,
  /** Longest wait for one answer of HubSpot. */
  hubspotTimeout: ms(10_000),
  /** HubSpot asks for at least this pause after a 423 (locked). */
  lockedPause: ms(2_000),
  /** Length of HubSpot's rolling rate-limit window, waited out when a 429 names no other time. */
  rateLimitWindow: ms(10_000),
  /** HubSpot's limits on searches and other per-second policies. */
  rateLimitSecond: ms(1_000),
  /** All that an action of the CRM does. */
  actionBudget: ms(20_000),
  /** Looking for or creating the contact; a fault there must leave time to open the thread. */
  contactBudget: ms(8_000),
  /** HubSpot gives up on a webhook after 5 s; we answer within this. */
  webhookBudget: ms(4_000),
  /** Of which this is kept for ending in good order. */
  answerReserve: ms(200),
  /** A contact found this long ago is looked for again: addresses and numbers move between contacts. */
  contactTrust: ms(86_400_000),
  /** A stored webhook URL that a signature does not fit is read again at most this often. */
  urlRereadPause: ms(10_000),
  /** Another process' renewed token is looked for in state this often, with this pause, before a refusal is final. */
  renewalPause: ms(250),
  /** Storing a renewed token may take this long, and half of the time there is at most. */
  renewalNoting: ms(5_000),
  /** A ticket that may have been written before is only written again this long after the opening. Not scaled: agents change it meanwhile. */
  ticketRepeats: 600_000,
  /** What storing a renewed token later may hold up whoever uses it. */
  storingAgain: ms(2_000),
  /** So old may a look at the connected account be when events of another come: no new session gets as far within it. */
  accountTrust: ms(500),
  /** What looking whether events of another account are ours may hold up a webhook. */
  accountLook: ms(2_000),
  /** Access tokens are renewed this long before they end. */
  tokenReserve: ms(300_000),
  /** The lease of the lock that keeps two registrations apart, while one of them creates channels and accounts. */
  setupLease: ms(120_000),
  /** How long a registration waits for another one. */
  setupPatience: ms(90_000),
  /** Pauses between looks for a new channel, which HubSpot shows after a while; 75 s at most together. */
  channelVisiblePauses: [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 12_000].map(ms),
  /** HubSpot: refuse a webhook whose timestamp is older than 5 minutes. Not scaled: the clock is HubSpot's. */
  signatureAge: 300_000,
  /** What an account's CRM is made of is read again after this. */
  schemaTrust: ms(300_000),
  /** So old may it be when it is told as a reason why a value cannot be. */
  schemaDoubt: ms(30_000),
  /** How long a write waits for another one in the same conversation or on the same record. */
  crmTurnPatience: ms(8_000),
  /** A write's turn ends by itself after this: no action takes as long. */
  crmTurnLease: ms(25_000),
  /** Of an action's time this is kept for finding out what became of a write, and for telling. */
  crmWriteReserve: ms(5_000),
  /** Of which this is for the telling. */
  crmTellReserve: ms(1_000),
  /** A record that may have been made is looked for this long. */
  crmLookBudget: ms(8_000),
  /** First pause between two such looks; doubles from there. */
  crmLookPause: ms(500),
  /** Noting what was made may hold up the answer this long. */
  crmNoting: ms(2_000),
  /** How the interaction log is set is read again after this. */
  logTrust: ms(15_000),
  /** What is owed to the log is tried again at most this often, besides the daily registration. Not scaled, since it is seldom. */
  owedPause: 600_000,
  /** What trying it again may take beside what happens in a thread, and beside a message of the end user. */
  owedBudget: ms(8_000),
  /** The same in a registration. */
  owedAtRegister: ms(30_000),
  /** What is still owed after this is given up. Not scaled: people are told seven days. */
  owedFor: 7 * 86_400_000,
  /** What was said before is kept this long for a session that does not end. */
  spokenFor: 30 * 86_400_000,
  /** Of a log's time this is kept for noting what became of it. */
  logNoting: ms(500),
  /** Longest wait for a summary by a language model. */
  modelTimeout: ms(15_000),
  /** A note or call that may have been made is looked for this often, with these pauses. */
  logLooks: [500, 1_000, 2_000].map(ms),
  /** The account's time zone is read again after this. */
  zoneTrust: ms(86_400_000),
  /** How long the user may take to answer. Not scaled, like all that people wait for or read. */
  confirmationLife: 600_000,
  /** Who was verified this long ago has to be verified anew. Not scaled, like all that people wait for or read. */
  verificationLife: 900_000,
  /** How long the user may take to repeat a code that was sent to them. */
  verificationCodeLife: 600_000,
  /** So long a contact is locked after too many wrong tries; wrong tries and codes made are counted over it. */
  identityLock: 900_000,
  /** What was made this lately need not be found by HubSpot's search. Not scaled: the lag is HubSpot's. */
  latelyCreated: 600_000,
  /** What may have been made shows in HubSpot's search after this. Not scaled: the lag is HubSpot's. */
  searchLag: 60_000,
} as const

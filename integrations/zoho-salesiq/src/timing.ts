import { ms, timing as ofTheCore } from '../../../core/timing'

/** Durations of the SalesIQ integration, in ms, beside those of the core; scaled as there. */
export const timing = {
  ...ofTheCore,
  /** Longest wait for one answer of Zoho. */
  salesiqTimeout: ms(10_000),
  /** Pause after SalesIQ has locked this address for too many requests (error 1023); how long it does is not documented. */
  lockedOutPause: ms(5_000),
  /** SalesIQ gives up on a webhook after 5 s; we answer within this. */
  webhookBudget: ms(4_000),
  /** Of which this is kept for ending in good order. */
  answerReserve: ms(200),
  /** Access tokens, which live for an hour, are renewed this long before they end. */
  tokenReserve: ms(300_000),
  /** After Zoho refused to give out more tokens, none is asked for so long: asking prolongs it. Not scaled: the clock is Zoho's. */
  throttlePause: 600_000,
  /** What was connected is looked at again after this when somebody escalates. */
  connectionTrust: ms(15_000),
  /** Pauses between looks for a chat whose opening was not answered, which lists may show after a while. */
  openingLooks: [500, 1_000, 2_000].map(ms),
  /** Pauses between looks for a message whose sending was not answered. */
  sendingLooks: [300, 1_000].map(ms),
  /** A message that is older than this when Botpress hands it over may have been handed over before. */
  freshMessage: ms(5_000),
  /** So far back from a message the transcript is read for it; clocks may differ. Not scaled: the clock is SalesIQ's. */
  transcriptLookBack: 120_000,
  /** So much of a call's time is kept for finding out what became of it. */
  lookReserve: ms(6_000),
  /** A call of the operator API that SalesIQ does not allow is tried again after this. */
  shutTrust: ms(3_600_000),
  /** Keys that a signature does not fit are read again at most this often. */
  keysPause: ms(60_000),
  /** And those that are stored, at most this often. */
  storedKeysPause: ms(2_000),
  /** Deliveries that were lost are asked for again at most this often, besides the daily registration. */
  replayPause: ms(600_000),
  /** What asking for them may hold up a webhook. */
  replayBudget: ms(1_500),
  /** Lost deliveries are looked for this far back when nobody ever did. Not scaled: the clock is SalesIQ's. */
  replayLookBack: 86_400_000,
  /** The lease of the lock that keeps two registrations apart, while one of them makes the webhook. */
  setupLease: ms(60_000),
  /** How long a registration waits for another one. */
  setupPatience: ms(45_000),
} as const

/**
 * What code may lean on, knowingly or not, and no document of Botpress promises. Each default is how the stand-in has
 * always behaved; every other value is as likely. All of it may be changed at any time, through `sim.properties`.
 */
export type BotpressProperties = {
  /**
   * Whether a message that waits for its time is found before it is due, by get-or-create (also that of
   * `initializeIncomingMessage`), by its id and in lists. `schedule` is only said to deliver later; false is a message
   * that is created once more by whoever looks for it first. Default true.
   */
  findsScheduledMessages: boolean
  /** Whether `listEvents` names events that wait for their time, with the status `scheduled`. Default true. */
  listsScheduledEvents: boolean
  /**
   * Whether an integration sees the tags that the bot's plugins set on its conversations, users and messages, which it
   * does not declare (`hitl#upstream`): in answers of the API and in what it is handed. Default true.
   */
  showsPluginTags: boolean
  /**
   * Least and most ms by which an event takes effect late, scheduled or not, drawn for each: that events are due to the
   * millisecond, or in the order of their times, is said nowhere. Default none.
   */
  eventDelayMs: readonly [least: number, most: number]
  /** The same of messages that were scheduled. Default none. */
  scheduledMessageDelayMs: readonly [least: number, most: number]
  /**
   * Whose the states of type `integration` are: the installation's (default), or those of all installations that one bot
   * has of the integration, whatever their aliases. The id they go by is the integration's, which both share.
   */
  integrationStatesOf: 'installation' | 'bot'
  /**
   * Whether `integration` states are there after an upgrade, which changes the id they go by; see `Installation.upgrade`.
   * Default true.
   */
  statesSurviveUpgrades: boolean
  /**
   * Whether get-or-set of a state is one step. If not, of two at the same time each may find nothing and set its own, and
   * both be told that theirs is the one. Default true.
   */
  getOrSetIsAtomic: boolean
  /** Whether an integration may list events; its token may do so in the API's description, no page says so. Default true. */
  integrationsListEvents: boolean
  /**
   * Whether the cognitive service takes an integration's token: it `answers` (default), or `refuses` with a 403. One
   * official integration is seen to use the service with its own token, for web searches.
   */
  cognitive: 'answers' | 'refuses'
}

export const defaultProperties: BotpressProperties = {
  findsScheduledMessages: true,
  listsScheduledEvents: true,
  showsPluginTags: true,
  eventDelayMs: [0, 0],
  scheduledMessageDelayMs: [0, 0],
  integrationStatesOf: 'installation',
  statesSurviveUpgrades: true,
  getOrSetIsAtomic: true,
  integrationsListEvents: true,
  cognitive: 'answers',
}

/** How late something is this time, in ms. */
export function drawnFrom([least, most]: readonly [number, number]): number {
  return least + Math.floor(Math.random() * (most - least + 1))
}

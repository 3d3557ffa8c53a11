import type { Site, World } from '../world'
import { type EndUser, type EndUserOptions, startConversation } from './end-user'
import { receiveEvent, receiveMessage } from './receive'
import type { DeliveryFailure, Dropped, PluginState, Session } from './state'

export type { EndUser, EndUserOptions, Said } from './end-user'
export type { Escalation } from './escalate'
export type { DeliveryFailure, Dropped, Seen, Session } from './state'

/** A model of Botpress' hitl plugin with its default configuration and webchat as the channel of the end users. */
export type HitlPlugin = {
  startConversation(options?: EndUserOptions): EndUser
  readonly endUsers: readonly EndUser[]
  readonly sessions: readonly Readonly<Session>[]
  /** Calls to the integration that failed, oldest first. */
  readonly deliveryFailures: readonly DeliveryFailure[]
  /** Ids of the messages that the integration is being handed, or soon will be. */
  readonly underWay: ReadonlySet<string>
  /** Everything that was dropped, also for conversations that no session was ever bound to. */
  readonly dropped: readonly Dropped[]
  /** Dispatches each further message this many times more, one after the other, as a retry does. */
  repeatDispatch(times: number): void
  /** ms between `startHitl` having returned and the session being active; default 0. */
  activationDelayMs: number
  /** ms between a message for the integration having been created and its dispatch; default 0. */
  messageDelayMs: number
}

/** Takes over what the installation's integration creates. */
export function createHitlPlugin(world: World, site: Site): HitlPlugin {
  const state: PluginState = {
    world,
    site,
    endUsers: new Map(),
    sessions: new Map(),
    dropped: new Map(),
    faces: new Map(),
    failures: [],
    underWay: new Set(),
    repeats: 0,
    activationDelayMs: 0,
    messageDelayMs: 0,
  }
  site.receiveMessage = (message) => receiveMessage(state, message)
  site.receiveEvent = (event) => receiveEvent(state, event)
  const endUsers: EndUser[] = []
  return {
    startConversation: (options = {}) => {
      const endUser = startConversation(state, options)
      endUsers.push(endUser)
      return endUser
    },
    endUsers,
    get sessions() {
      return [...state.sessions.values()]
    },
    deliveryFailures: state.failures,
    underWay: state.underWay,
    get dropped() {
      return [...state.dropped.values()].flat()
    },
    repeatDispatch: (times) => {
      state.repeats = times
    },
    get activationDelayMs() {
      return state.activationDelayMs
    },
    set activationDelayMs(ms) {
      state.activationDelayMs = ms
    },
    get messageDelayMs() {
      return state.messageDelayMs
    },
    set messageDelayMs(ms) {
      state.messageDelayMs = ms
    },
  }
}

import type { Site } from '../site'
import type { World } from '../world'
import { type EndUser, type EndUserOptions, startConversation } from './end-user'
import { receiveEvent, receiveMessage } from './receive'
import {
  type DeliveryFailure,
  type Dropped,
  defaultSettings,
  type PluginSettings,
  type PluginState,
  type Session,
} from './state'
import { carryOut } from './steps'

export type { EndUser, EndUserOptions, Said } from './end-user'
export type { Escalation } from './escalate'
export type { PluginConfiguration } from './notices'
export type { DeliveryFailure, Dropped, PluginSettings, Seen, Session } from './state'

/** A model of Botpress' hitl plugin, 1.3 to 1.5, with webchat as the channel of the end users. */
export type HitlPlugin = PluginSettings & {
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
  /** So many times, from now on, an agent cannot be assigned; what that was part of is lost. */
  failAssignments(times: number): void
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
    assignmentsToFail: 0,
    settings: defaultSettings,
  }
  site.receiveMessage = (message) => carryOut(receiveMessage(state, message), state.settings.tripMs)
  site.receiveEvent = (event) => carryOut(receiveEvent(state, event), state.settings.tripMs)
  const endUsers: EndUser[] = []
  const plugin: HitlPlugin = {
    ...defaultSettings,
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
    failAssignments: (times) => {
      state.assignmentsToFail = times
    },
  }
  // What is changed on the plugin is what it goes by.
  state.settings = plugin
  return plugin
}

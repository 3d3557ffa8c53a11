import { setTimeout as sleep } from 'node:timers/promises'
import { callAction } from '../actions'
import { textOf } from './notices'
import { noticeDownstream } from './relay'
import {
  continueFlow,
  type EndReason,
  endUserOf,
  type PluginState,
  recordFailure,
  type Session,
  setInactive,
  showNotice,
} from './state'

/**
 * Ends a session from the bot's side: notice to the agent, inactive, the integration's `stopHitl`. The notice travels on
 * its own, so it may reach the integration during or after `stopHitl`. Throws what `stopHitl` threw.
 */
async function stop(state: PluginState, session: Session, reason: EndReason): Promise<void> {
  const { downstreamConversationId: conversationId } = session
  noticeDownstream(state, session, textOf(session.configuration, 'onUserHitlCancelledMessage'))
  if (state.settings.tripMs > 0) await sleep(state.settings.tripMs)
  setInactive(state, session, reason)
  session.isStopping = true
  try {
    if (state.settings.tripMs > 0) await sleep(state.settings.tripMs)
    await callAction(state.world, state.site, 'stopHitl', { conversationId })
  } catch (error) {
    recordFailure(state, 'stopHitl', error, { conversationId, endUserId: session.endUserId })
    throw error
  } finally {
    session.isStopping = false
  }
}

/** The end user said the close command. When `stopHitl` fails, they get no goodbye and the flow does not go on. */
export async function endByUser(state: PluginState, session: Session): Promise<void> {
  if (!(await stopped(state, session, 'patient-used-termination-command'))) return
  handBack(state, session, textOf(session.configuration, 'onUserHitlCloseMessage'))
}

/** The plugin's stopHitl action. Throws what the integration's threw. Says nothing to the end user. */
export async function stopByBot(state: PluginState, session: Session | undefined): Promise<void> {
  if (session?.active) await stop(state, session, 'close-action-called')
}

/**
 * Nobody was assigned in time; nothing happens when somebody was. What is asked is the tag on the end user's
 * conversation, which no end of a session takes away: who had an agent once is never given up on again.
 */
export async function timeOutAssignment(state: PluginState, session: Session | undefined): Promise<void> {
  if (!session?.active || endUserOf(state, session).humanAgentId !== undefined) return
  if (!(await stopped(state, session, 'agent-assignment-timeout'))) return
  handBack(state, session, textOf(session.configuration, 'onAgentAssignedTimeoutMessage'))
}

/** The end user hears of it, and the bot's flow goes on. */
function handBack(state: PluginState, session: Session, text: string | undefined): void {
  showNotice(state, endUserOf(state, session), text, session.downstreamConversationId)
  continueFlow(state, session)
}

/** Whether `stopHitl` succeeded. Nobody waits for these two, so a failure ends in the record that `stop` makes. */
function stopped(state: PluginState, session: Session, reason: EndReason): Promise<boolean> {
  return stop(state, session, reason).then(
    () => true,
    () => false,
  )
}

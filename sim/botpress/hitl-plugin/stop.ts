import { callAction } from '../actions'
import { notices } from './notices'
import { sendDownstream } from './relay'
import { endUserOf, type PluginState, recordFailure, type Session, showNotice } from './state'

/**
 * Ends a session from the bot's side: notice to the agent, inactive, the integration's `stopHitl`. The notice travels on
 * its own, so it may reach the integration during or after `stopHitl`. Throws what `stopHitl` threw.
 */
async function stop(state: PluginState, session: Session, reason: NonNullable<Session['endReason']>): Promise<void> {
  const { downstreamConversationId: conversationId } = session
  // Not awaited: see above. It records its own failure.
  void sendDownstream(state, session, { type: 'text', payload: { text: notices.sessionEnded } })
  session.active = false
  session.isStopping = true
  session.endReason = reason
  try {
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
  const user = endUserOf(state, session)
  showNotice(state, user, notices.userEnded, session.downstreamConversationId)
  user.timesContinued += 1
}

/** The plugin's stopHitl action. Throws what the integration's threw. Says nothing to the end user. */
export async function stopByBot(state: PluginState, session: Session | undefined): Promise<void> {
  if (session?.active) await stop(state, session, 'close-action-called')
}

/** Nobody was assigned in time; nothing happens when somebody was. */
export async function timeOutAssignment(state: PluginState, session: Session | undefined): Promise<void> {
  if (!session?.active || session.humanAgentId !== undefined) return
  if (!(await stopped(state, session, 'agent-assignment-timeout'))) return
  const user = endUserOf(state, session)
  showNotice(state, user, notices.nobodyAvailable, session.downstreamConversationId)
  user.timesContinued += 1
}

/** Whether `stopHitl` succeeded. Nobody waits for these two, so a failure ends in the record that `stop` makes. */
function stopped(state: PluginState, session: Session, reason: NonNullable<Session['endReason']>): Promise<boolean> {
  return stop(state, session, reason).then(
    () => true,
    () => false,
  )
}

import type { User } from '../records'
import { setPluginTags } from '../world'
import { textOf } from './notices'
import { endUserOf, type Face, type PluginState, type Session, showNotice } from './state'
import type { Steps } from './steps'

/**
 * Makes someone the session's agent, takes their name and picture anew, and tells the end user that they joined, each
 * time; so for `hitlAssigned`, and for the first reply of somebody unassigned. `about` is the id of either. The tag on
 * the end user's conversation stays for good; the one on the session's, which decides whether a reply is such a first
 * one, is each session's own.
 *
 * @throws Error when it is to fail (`failAssignments`), before anything is done.
 */
export function* assignAgent(state: PluginState, session: Session, agent: User, about: string): Steps<void> {
  // The end user's conversation, the agent, the configuration.
  yield 3
  if (state.assignmentsToFail > 0) {
    state.assignmentsToFail -= 1
    throw new Error('The agent could not be assigned')
  }
  const user = endUserOf(state, session)
  session.humanAgentId = agent.id
  session.humanAgentName = agent.name ? agent.name : 'A Human Agent'
  user.humanAgentId = agent.id
  setPluginTags(state.world, state.site, state.world.conversations, session.downstreamConversationId, {
    'hitl#humanAgentId': session.humanAgentId,
    'hitl#humanAgentName': session.humanAgentName,
  })
  link(state, agent)
  showNotice(state, user, textOf(session.configuration, 'onHumanAgentAssignedMessage'), about)
  yield 1
}

/**
 * Whom webchat shows as the author of a message: a look-alike of theirs, or the end user that somebody is linked to,
 * which is what becomes of an integration that writes in the wrong name.
 */
export function shownAs(state: PluginState, author: User): string {
  return author.tags['hitl#upstream'] ?? link(state, author)
}

/** How they look: as they were when first linked or last assigned. */
export function faceOf(state: PluginState, shownId: string): Face {
  const endUser = state.endUsers.get(shownId)
  return endUser ? look(endUser) : (state.faces.get(shownId) ?? {})
}

/** Makes or renews the look-alike of an agent; returns its id in webchat. */
function link(state: PluginState, agent: User): string {
  const id = `webchat-${agent.id}`
  state.faces.set(id, look(agent))
  setPluginTags(state.world, state.site, state.world.users, agent.id, { 'hitl#upstream': id })
  return id
}

function look({ name, pictureUrl }: Face): Face {
  return { ...(name === undefined ? {} : { name }), ...(pictureUrl === undefined ? {} : { pictureUrl }) }
}

import type { User } from '../records'
import { setPluginTags } from '../world'
import { notices } from './notices'
import { endUserOf, type Face, type PluginState, type Session, showNotice } from './state'

/**
 * Makes someone the session's agent and tells the end user that they joined, each time. `refresh` takes their name and
 * picture anew: `hitlAssigned` does, the first reply of an unassigned agent does not. `about` is the id of either.
 */
export function assignAgent(
  state: PluginState,
  session: Session,
  agent: User,
  { refresh, about }: { refresh: boolean; about: string },
): void {
  session.humanAgentId = agent.id
  session.humanAgentName = agent.name ? agent.name : 'A Human Agent'
  setPluginTags(state.world, state.site, state.world.conversations, session.downstreamConversationId, {
    'hitl#humanAgentId': session.humanAgentId,
    'hitl#humanAgentName': session.humanAgentName,
  })
  faceOf(state, agent, refresh)
  showNotice(state, endUserOf(state, session), notices.agentJoined, about)
}

/**
 * How webchat shows the author of a message: as they were when first linked or last assigned. Someone who is linked to
 * an end user is shown as that end user, which is what becomes of an integration that writes in the wrong name.
 */
export function faceOf(state: PluginState, author: User, refresh: boolean): Face {
  const linkedTo = author.tags['hitl#upstream']
  if (linkedTo !== undefined && !refresh) {
    const endUser = state.endUsers.get(linkedTo)
    return endUser ? look(endUser) : (state.faces.get(author.id) ?? {})
  }
  const face = look(author)
  state.faces.set(author.id, face)
  setPluginTags(state.world, state.site, state.world.users, author.id, { 'hitl#upstream': `webchat-${author.id}` })
  return face
}

function look({ name, pictureUrl }: Face): Face {
  return { ...(name === undefined ? {} : { name }), ...(pictureUrl === undefined ? {} : { pictureUrl }) }
}

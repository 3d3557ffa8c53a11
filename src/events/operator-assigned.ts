import { agentUser } from '../agent'
import type { Installation } from '../installation'
import type { Session } from '../session'
import { changeSession } from '../session-cache'
import { timing } from '../timing'
import { announceAgent } from './announce-agent'
import type { Moment } from './moment'
import { withFreshSession } from './session-lock'

/** A change of who is in charge of a thread, and when it happened. */
export type Assignment = {
  /** Actor ID; undefined when nobody is any more. */
  agent: string | undefined
  moment: Moment
}

/**
 * Tells Botpress which agent took over, once per change of agent. The newest change wins, whatever order they come in;
 * that nobody is in charge is noted, and not announced.
 */
export async function operatorAssigned(
  installation: Installation,
  session: Session,
  { agent, moment }: Assignment,
  deadline: number,
): Promise<void> {
  const assignment = { agent, at: moment.at }
  await withFreshSession(installation, session.conversationId, deadline, async (current, lease) => {
    const { end, assignment: before } = current
    if (end || assignment.at < before.at || (agent === before.agent && assignment.at === before.at)) return
    const isKnown = agent === current.announced?.agent && current.announced?.supposedAt === undefined
    if (agent === undefined || isKnown) {
      await lease.confirm()
      await changeSession(installation, current, { assignment })
      return
    }
    // Name and picture have to be on the agent's user before the plugin reads it.
    const isFresh = moment.age < timing.nameWorthWaiting
    const userId = await agentUser(installation, current.portalId, agent, deadline, isFresh)
    const until = Math.min(deadline, lease.until)
    await announceAgent(installation, current, { actorId: agent, userId, at: moment.here }, lease, until)
    const announced = { agent, supposedAt: undefined }
    await changeSession(installation, current, { assignment, announced })
  })
}

import { agentUser } from '../agent'
import type { Installation } from '../installation'
import type { Session } from '../session'
import { changeSession } from '../session-cache'
import { timing } from '../timing'
import { announceAgent } from './announce-agent'
import { withFreshSession } from './session-lock'

/** A change of who is in charge of a thread. */
export type Assignment = {
  /** Actor ID; undefined when nobody is any more. */
  agent: string | undefined
  /** Epoch ms at which it happened. */
  at: number
}

/**
 * Tells Botpress which agent took over, once per change of agent. The newest change wins, whatever order they come in;
 * that nobody is in charge is noted, and not announced.
 */
export async function operatorAssigned(
  installation: Installation,
  session: Session,
  assignment: Assignment,
  deadline: number,
): Promise<void> {
  await withFreshSession(installation, session.conversationId, async (current) => {
    if (current.end || assignment.at < current.assignment.at || isSame(assignment, current.assignment)) return
    const { agent, at } = assignment
    const isKnown = agent === current.announced?.agent && current.announced?.supposedAt === undefined
    if (agent === undefined || isKnown) {
      await changeSession(installation, current, { assignment })
      return
    }
    // Name and picture have to be on the agent's user before the plugin reads it.
    const isFresh = Date.now() - at < timing.nameWorthWaiting
    const userId = await agentUser(installation, current.portalId, agent, deadline, isFresh)
    await announceAgent(installation, current, { actorId: agent, userId }, at)
    const announced = { agent, supposedAt: undefined }
    await changeSession(installation, current, { assignment, announced })
  })
}

const isSame = (a: Assignment, b: Assignment) => a.agent === b.agent && a.at === b.at

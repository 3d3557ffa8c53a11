import type { Installation } from '../installation'
import { agentUser, knownAgentName, knownAgentUser } from '../people/agent'
import type { Session } from '../session/session'
import { withFreshSession } from '../session/session-lock'
import { changeSession } from '../session/sessions'
import { timing } from '../timing'
import { announceAgent } from './announce-agent'
import type { Moment } from './moment'

/** A change of who is in charge of a thread, and when it happened. */
export type Assignment = {
  /** The desk's ID; undefined when nobody is any more. */
  agent: string | undefined
  /** Their name, where it is said. */
  name?: string | undefined
  moment: Moment
}

/**
 * Tells Botpress which agent took over, once per change of agent. The newest change wins, whatever order they come in;
 * that nobody is in charge is noted, and not announced.
 */
export async function assigned(
  installation: Installation,
  session: Session,
  { agent, name, moment }: Assignment,
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
    const who = { account: current.account, id: agent, name }
    const userId = await agentUser(installation, who, deadline, isFresh)
    const until = Math.min(deadline, lease.until)
    await announceAgent(installation, current, { agent, userId, at: moment.here }, lease, until)
    const told = { userId: knownAgentUser(installation, who), name: knownAgentName(installation, who) }
    const announced = { agent, ...told, supposedAt: undefined }
    await changeSession(installation, current, { assignment, announced })
  })
}

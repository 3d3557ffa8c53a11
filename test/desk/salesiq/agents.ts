import { operators } from '../../../sim/salesiq-stage'
import type { Agent, AgentName } from '../seat'

export const salesIqAgents: Readonly<Record<AgentName, Agent>> = { dana: agentOf('dana'), robin: agentOf('robin') }

function agentOf(name: AgentName): Agent {
  const { id, name: called } = operators[name]
  return { name: called, picture: undefined, key: id }
}

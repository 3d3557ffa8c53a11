import { agentTagOf } from '../stage/tags'
import type { PlayedSession } from './people'
import type { SessionPlan } from './schedule'
import type { ChaosSeat } from './seat'
import type { Place } from './theatre'

/** Who took over, and how it ended. */
export function judgeSession(place: Place, session: PlayedSession, isGentle: boolean): { violations: string[] } {
  const { plan, user } = session
  const announced = session.announced.map((userId) => agentOf(place, userId))
  const violations: string[] = []
  const twice = announced.find((name, index) => name === announced[index - 1])
  if (twice !== undefined)
    violations.push(`In ${plan.key} ${twice} was announced twice in a row: ${announced.join(', ')}`)
  const last = lastAssigned(place.seat, session)
  if (plan.end.when === 'calm' && last !== undefined && announced.at(-1) !== last) {
    violations.push(`In ${plan.key} ${last} was assigned last, but announced were: ${announced.join(', ') || 'nobody'}`)
  }
  const reason = user.sessions.find((one) => one.downstreamConversationId === session.conversationId)?.endReason
  if (reason !== reasons[plan.end.by])
    violations.push(`${plan.key} ended with ${reason}, not with ${reasons[plan.end.by]}`)
  const stops = stopsOf(place, session.conversationId)
  if (plan.end.by === 'agent' || plan.end.by === 'deletion') {
    if (stops === 0) violations.push(`Botpress was never told that ${plan.key} ended`)
  }
  if (isGentle && plan.end.by !== 'deletion' && isLeftOpen(place, session)) {
    violations.push(`The thread of ${plan.key} is still open, although the session is over`)
  }
  return { violations }
}

/** A thread that the end user's last words have opened again stays with the agent, who is told how it stands. */
function isLeftOpen({ desk }: Place, { plan, threadId }: PlayedSession): boolean {
  if (desk.thread(threadId).state !== 'open') return false
  const isTold = desk.notes(threadId).some(({ text }) => /came in after the conversation had ended/.test(text))
  return !(plan.end.by === 'agent' && isTold)
}

const reasons = {
  agent: 'agent-closed-ticket',
  deletion: 'agent-closed-ticket',
  user: 'patient-used-termination-command',
  bot: 'close-action-called',
} as const

/** Whom a Botpress user stands for. Not told by the name: where that could not be looked up, it is "Agent". */
function agentOf({ seat, botpress, bot }: Place, botpressUserId: string): string {
  const user = botpress.users(bot).find(({ id }) => id === botpressUserId)
  const tag = user && agentTagOf(user)
  const agent = Object.values(seat.agents).find(({ key }) => tag?.endsWith(`:${key}`))
  return agent?.name ?? 'somebody else'
}

/** The agent in charge when the session ends; undefined when nobody is, or it was never said who. */
function lastAssigned(
  { agents, destinations }: ChaosSeat,
  { plan, threadId, replies }: PlayedSession,
): string | undefined {
  const early = replies.every(({ reply, threadId: where }) => !plan.early.includes(reply) || where === threadId)
  const acts = [...(early ? plan.early : []), ...plan.storm, ...plan.calm] satisfies SessionPlan['storm']
  const last = acts.findLast((act) => act.kind === 'assign')
  if (last) return last.agent === undefined ? undefined : agents[last.agent].name
  return plan.to === 'automatic' && destinations.automatic ? agents.dana.name : undefined
}

function stopsOf({ botpress, bot }: Place, conversationId: string): number {
  return botpress
    .events(bot)
    .filter(({ type, payload }) => type === 'hitlStopped' && payload.conversationId === conversationId).length
}

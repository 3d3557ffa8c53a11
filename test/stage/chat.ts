import type { EndUser } from '../../sim/botpress'
import { notices } from '../../sim/botpress/hitl-plugin/notices'

type Chat = Pick<EndUser, 'transcript'>

/** What the hitl plugin tells the end user, as `seen` shows it. */
export const told = {
  handoff: `system: ${notices.handoff}`,
  joined: `system: ${notices.agentJoined}`,
  agentClosed: `system: ${notices.agentClosed}`,
  userEnded: `system: ${notices.userEnded}`,
  nobodyAvailable: `system: ${notices.nobodyAvailable}`,
} as const

/** What the end user saw that others said, as `from: text`. */
export function seen(user: Chat): string[] {
  return user.transcript
    .filter(({ from }) => from !== 'user')
    .map(({ from, payload }) => `${from}: ${'text' in payload ? payload.text : JSON.stringify(payload)}`)
}

/** The texts of agents, as the end user sees them; undefined for what is no text. */
export const said = (user: Chat): unknown[] =>
  user.transcript.filter(({ from }) => from === 'agent').map(({ payload }) => payload.text)

/** How often the end user was told that an agent has joined. */
export const joinings = (user: Chat): number => seen(user).filter((line) => line === told.joined).length

/** How often the end user was told that the agent has closed. */
export const endings = (user: Chat): number => seen(user).filter((line) => line === told.agentClosed).length

import type { HistoryItem } from './history-item'
import { nameLine } from './plain'
import { shorten } from './split-text'

/** Who says what in a history. */
export type Speakers = {
  /** The name that the agent knows a user by. */
  nameOf(userId: string): string
  /** The agent for whom the bot wrote, their name empty where it is not known; undefined when it is none. */
  agentOf(item: HistoryItem): { name: string } | undefined
  botName: string
}

export type Speaker = { kind: 'user'; id: string } | { kind: 'bot' } | { kind: 'agent'; name: string }

/** Who says one message. */
export function speakerOf(item: HistoryItem, { agentOf }: Speakers): Speaker {
  if (item.source.type === 'user') return { kind: 'user', id: item.source.userId }
  const agent = agentOf(item)
  return agent === undefined ? { kind: 'bot' } : { kind: 'agent', name: agent.name }
}

/** What somebody is called in a history, as one line; no end user can be called as the bot or an agent is. */
export function labelOf(speaker: Speaker, { nameOf, botName }: Speakers): string {
  if (speaker.kind === 'bot') return label(botName) || 'Bot'
  if (speaker.kind === 'user') {
    const name = label(nameOf(speaker.id)) || 'User'
    // Whoever is called so: the words after it are a user's.
    return /^(bot|agent|note)\b|\(agent\)/i.test(name.normalize('NFKC')) ? `${name} (user)` : name
  }
  const name = label(speaker.name)
  return name === '' || name === 'Agent' ? 'Agent' : `${name} (agent)`
}

/** A colon ends the label, so that none can stand in it. */
function label(name: string): string {
  return shorten(nameLine(name.replace(/[:\uff1a\ufe55\ua789\u2236\u02d0\ufe13]/g, ' ')), 80)
}

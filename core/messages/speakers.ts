import { en } from '../texts/en'
import { everyLanguage, type Texts } from '../texts/languages'
import { say } from '../texts/say'
import type { HistoryItem } from './history-item'
import { nameLine } from './plain'
import { shorten } from './split-text'

/** Who says what in a history. */
export type Speakers = {
  /** The name that the agent knows a user by. */
  nameOf(userId: string): string
  /** The agent for whom the bot wrote, their name empty where it is not known; undefined when it is none. */
  agentOf(item: HistoryItem): { name: string } | undefined
  texts: Texts
}

export type Speaker = { kind: 'user'; id: string } | { kind: 'bot' } | { kind: 'agent'; name: string }

/** Who says one message. */
export function speakerOf(item: HistoryItem, { agentOf }: Speakers): Speaker {
  if (item.source.type === 'user') return { kind: 'user', id: item.source.userId }
  const agent = agentOf(item)
  return agent === undefined ? { kind: 'bot' } : { kind: 'agent', name: agent.name }
}

/** What somebody is called in a history, as one line; no end user can be called as the bot or an agent is. */
export function labelOf(speaker: Speaker, { nameOf, texts }: Speakers): string {
  if (speaker.kind === 'bot') return label(texts.bot) || 'Bot'
  if (speaker.kind === 'user') {
    const name = label(nameOf(speaker.id)) || texts.user
    // Whoever is called so: the words after it are a user's.
    return seemsOther(texts, name) ? say(texts, 'namedUser', { name }) : name
  }
  const name = label(speaker.name)
  return isNameless(name) ? label(texts.agent) || 'Agent' : say(texts, 'namedAgent', { name })
}

/** Whether an end user's name begins as the bot, an agent or the card's note is called, or holds what an agent's is marked by. */
function seemsOther(texts: Texts, name: string): boolean {
  const folded = fold(name)
  const isCalled = (word: string) => folded.startsWith(word) && !/^[\p{L}\p{N}_]/u.test(folded.slice(word.length))
  const callings = [texts, en].flatMap(({ bot, agent, agentNote }) => [bot, agent, agentNote].map(fold))
  const marks = [texts, en].flatMap(({ namedAgent }) => fold(namedAgent).split('{name}'))
  return callings.some(isCalled) || marks.some((mark) => mark.trim() !== '' && folded.includes(mark.trim()))
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase()

/** Whether it is what an agent without a name is called, in whatever language it was stored. */
export const isNameless = (name: string): boolean => name === '' || everyLanguage.some(({ agent }) => agent === name)

/** A colon ends the label, so that none can stand in it. */
function label(name: string): string {
  return shorten(nameLine(name.replace(/[:\uff1a\ufe55\ua789\u2236\u02d0\ufe13]/g, ' ')), 80)
}

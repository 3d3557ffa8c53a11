import { en } from '../texts/en'
import { everyLanguage, type Texts } from '../texts/languages'
import { counted, say } from '../texts/say'
import { type HistoryItem, withoutHandoff } from './history-item'
import { historyLines } from './history-lines'
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

/** `maxLength` is the longest result, in UTF-16 units. */
export type TranscriptOptions = Speakers & { maxLength: number }

/** Begins each further line of a message. White space alone would not do: a desk may keep notes as HTML. */
const FURTHER = '\n  | '

/** Room kept for the line that says how much was left out, at its longest. */
const noticeRoom = (texts: Texts) => counted(texts, 'leftOut', Number.MAX_SAFE_INTEGER).length + 1

/** A message with what stands on lines of its own before and after it. */
type Entry = { item: HistoryItem; speaker: Speaker; before: string[]; after: string[] }
export type Speaker = { kind: 'user'; id: string } | { kind: 'bot' } | { kind: 'agent'; name: string }

/**
 * The conversation before the escalation, as plain text for the agent: oldest message first, each with who said it, and
 * with marks where earlier sessions with agents begin and end. Nobody's words or name can pass for another's line.
 * What does not fit is cut from the oldest, which a line under the heading says; before that, messages that alone take
 * more than a quarter of the room are shortened. Undefined when there is nothing to tell. Never throws: a message of
 * an unknown type, or of another shape than its type has, is named.
 */
export function renderTranscript(history: readonly HistoryItem[], options: TranscriptOptions): string | undefined {
  const entries = marked(withoutHandoff(history), options)
  if (entries.length === 0) return undefined
  const { texts, maxLength } = options
  const room = maxLength - texts.historyHeading.length
  const whole = newest(entries, options, room, Number.POSITIVE_INFINITY)
  if (whole.length === entries.length) return [texts.historyHeading, ...whole].join('\n')
  const rest = room - noticeRoom(texts)
  const fitting = newest(entries, options, rest, Math.max(Math.floor(rest / 4), 200))
  const left = entries.length - fitting.length
  const lines = [texts.historyHeading, ...(left > 0 ? [counted(texts, 'leftOut', left)] : []), ...fitting]
  return shorten(lines.join('\n'), maxLength)
}

/** With the speakers, and marks around what was said while an agent was there. */
function marked(history: readonly HistoryItem[], options: TranscriptOptions): Entry[] {
  const { sessionBegan, sessionEnded } = options.texts
  const entries = history.map((item): Entry => ({ item, speaker: speakerOf(item, options), before: [], after: [] }))
  const agents = entries.flatMap(({ speaker }, at) => (speaker.kind === 'agent' ? at : []))
  for (const [nth, at] of agents.entries()) {
    const bot = botLines(entries, at, agents[nth + 1] ?? entries.length)
    const isOver = agents[nth + 1] === undefined || bot.length > 1
    if (nth === 0) entries[at]?.before.push(sessionBegan)
    if (!isOver) continue
    const end = bot[0]
    if (end === undefined) entries.at(-1)?.after.push(sessionEnded)
    else entries[end]?.before.push(sessionEnded)
    const next = agents[nth + 1]
    if (next !== undefined) entries[next]?.before.push(sessionBegan)
  }
  return entries
}

/**
 * Where the bot speaks between two lines of agents. Once may be a notice within the session (another agent has joined); a
 * session's end and the next one's beginning are more.
 */
function botLines(entries: Entry[], from: number, to: number): number[] {
  const lines: number[] = []
  for (let at = from + 1; at < to && lines.length < 2; at += 1) {
    if (entries[at]?.speaker.kind === 'bot') lines.push(at)
  }
  return lines
}

/** Who says one message. */
export function speakerOf(item: HistoryItem, { agentOf }: Speakers): Speaker {
  if (item.source.type === 'user') return { kind: 'user', id: item.source.userId }
  const agent = agentOf(item)
  return agent === undefined ? { kind: 'bot' } : { kind: 'agent', name: agent.name }
}

/** The newest messages that fit into `room`, oldest first; from the newest on, so that the rest is never rendered. */
function newest(entries: readonly Entry[], options: TranscriptOptions, room: number, longest: number): string[] {
  const fitting: string[] = []
  let left = room
  for (let at = entries.length - 1; at >= 0; at -= 1) {
    const entry = entries[at]
    if (entry === undefined) break
    const around = [...entry.before, ...entry.after].join('\n').length + 1
    const most = Math.min(longest, fitting.length === 0 ? left - around : longest)
    const text = shorten(render(entry, options), most, options.texts.cut)
    const lines = [...entry.before, text, ...entry.after].join('\n')
    left -= lines.length + 1
    if (left < 0 || text === '') break
    fitting.push(lines)
  }
  return fitting.reverse()
}

function render({ item, speaker }: Entry, options: TranscriptOptions): string {
  return `${labelOf(speaker, options)}: ${historyLines(options.texts, item.type, item.payload, speaker.kind !== 'user').join(FURTHER)}`
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

/** Whether an end user's name begins as the bot or an agent is called, or holds what an agent's is marked by. */
function seemsOther(texts: Texts, name: string): boolean {
  const folded = fold(name)
  const isCalled = (word: string) => folded.startsWith(word) && !/^[\p{L}\p{N}_]/u.test(folded.slice(word.length))
  const callings = [texts, en].flatMap(({ bot, agent }) => [fold(bot), fold(agent)])
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

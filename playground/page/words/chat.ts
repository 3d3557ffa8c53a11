import type { ChatLine, EndUser } from '../../protocol'

/** One entry of a chat as it is drawn. */
export type ChatItem =
  | { type: 'line'; line: ChatLine; startsGroup: boolean; endsGroup: boolean }
  | { type: 'failure'; at: number; message: string }

const sameGroupMs = 120_000

/**
 * A chat in the order of time, with consecutive lines of one person as a group. A failure that concerns no line is an item
 * of its own.
 */
export function chatItems({ transcript, failures }: Pick<EndUser, 'transcript' | 'failures'>): ChatItem[] {
  const lines: ChatItem[] = transcript.map((line, index) => ({
    type: 'line',
    line,
    startsGroup: !isTogether(transcript[index - 1], line),
    endsGroup: !isTogether(line, transcript[index + 1]),
  }))
  const rest: ChatItem[] = failures.map((failure) => ({ type: 'failure', ...failure }))
  return [...lines, ...rest].sort((a, b) => timeOf(a) - timeOf(b))
}

/** The options that can still be chosen: those of the bot's last words, until the user says something or is handed over. */
export function openChoice({ transcript, talkingTo }: Pick<EndUser, 'transcript' | 'talkingTo'>): string | undefined {
  if (talkingTo !== 'bot') return undefined
  const last = transcript.findLast((line) => line.from !== 'system')
  return last?.content.type === 'choice' ? last.id : undefined
}

const timeOf = (item: ChatItem) => (item.type === 'line' ? item.line.at : item.at)

function isTogether(a: ChatLine | undefined, b: ChatLine | undefined): boolean {
  if (!a || !b || a.from === 'system') return false
  return a.from === b.from && a.agentName === b.agentName && b.at - a.at < sameGroupMs
}

import * as z from 'zod'

/** One message of the conversation before the escalation, as the hitl plugin hands it over. */
export type HistoryItem = {
  source: { type: 'user'; userId: string } | { type: 'bot' }
  type: string
  payload: unknown
}

const relayed = z.object({ userId: z.string().min(1) })

/**
 * The Botpress user in whose name the bot wrote, which the hitl plugin notes on what it passes on of agents: their user, or
 * the one that stands for them in webchat.
 */
export function relayedFor({ source, payload }: HistoryItem): string | undefined {
  return source.type === 'bot' ? relayed.safeParse(payload).data?.userId : undefined
}

const typed = z.object({ type: z.string() })

/**
 * The hitl plugin tells the end user of the hand-over before it asks for it, so that its words are always the last. They
 * can be changed or switched off, so they are known by their form alone: the plugin writes the type into the payload as well,
 * and only where the bot itself does not is that certain. Otherwise they stay.
 */
export function withoutHandoff(history: readonly HistoryItem[]): readonly HistoryItem[] {
  const last = history.at(-1)
  const isBots = (item: HistoryItem) => item.source.type === 'bot' && relayedFor(item) === undefined
  const isTyped = (item: HistoryItem) => typed.safeParse(item.payload).success
  if (last === undefined || last.type !== 'text' || !isBots(last) || !isTyped(last)) return history
  return history.some((item) => isBots(item) && !isTyped(item)) ? history.slice(0, -1) : history
}

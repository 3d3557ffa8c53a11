import * as z from 'zod/mini'

/** One message of the conversation before the escalation, as the hitl plugin hands it over. */
export type HistoryItem = {
  source: { type: 'user'; userId: string } | { type: 'bot' }
  type: string
  payload: unknown
}

const relayed = z.lazy(() => z.object({ userId: z.string().check(z.minLength(1)) }))

/**
 * The Botpress user in whose name the bot wrote, which the hitl plugin notes on what it passes on of agents: their user, or
 * the one that stands for them in webchat.
 */
export function relayedFor({ source, payload }: HistoryItem): string | undefined {
  return source.type === 'bot' ? relayed.safeParse(payload).data?.userId : undefined
}

const typed = z.lazy(() => z.object({ type: z.string() }))

/** What a message and its copy in the end user's chat have in common; undefined for a payload of no known form. */
export function replyKey({ type, payload }: Pick<HistoryItem, 'type' | 'payload'>): string | undefined {
  const said = z.record(z.string(), z.unknown()).safeParse(payload).data
  return said && JSON.stringify([type, { ...said, type: undefined, userId: undefined }])
}

/** Whether the bot says it, and nobody through it, in the form in which the hitl plugin speaks. */
export const isPluginLine = (item: HistoryItem): boolean =>
  item.source.type === 'bot' && relayedFor(item) === undefined && typed.safeParse(item.payload).success

/** Whether the bot itself says it, for certain: it writes in another form than the hitl plugin. */
export const isBotsOwn = (item: HistoryItem): boolean =>
  item.source.type === 'bot' && relayedFor(item) === undefined && !isPluginLine(item)

/**
 * Whether agents may have spoken although the plugin does not say so: it names nobody, and has written more than its words
 * about this hand-over.
 */
export function maybeRelayed(history: readonly HistoryItem[]): boolean {
  const bots = history.filter(({ source }) => source.type === 'bot')
  if (bots.some((item) => relayedFor(item) !== undefined)) return false
  return bots.filter(({ payload }) => typed.safeParse(payload).success).length > 1
}

/**
 * The hitl plugin tells the end user of the hand-over before it asks for it, so that its words are always the last. They
 * can be changed or switched off, so they are known by their form alone: the plugin writes the type into the payload as well,
 * and only where the bot itself does not is that certain. Otherwise they stay.
 */
export function withoutHandoff(history: readonly HistoryItem[]): readonly HistoryItem[] {
  const last = history.at(-1)
  if (last === undefined || last.type !== 'text' || !isPluginLine(last)) return history
  return history.some(isBotsOwn) ? history.slice(0, -1) : history
}

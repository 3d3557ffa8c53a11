import type { FromUser, Mark, Reply } from '../desk/seat'
import type { PlayedSession } from './people'
import type { Place } from './theatre'

/** What can be seen from outside when a run is over: at the desk, by the end users, in Botpress' records. */
export type Evidence = {
  /** What end users wrote into a thread, in the order in which the desk shows it. */
  incoming(threadId: string): readonly FromUser[]
  /** What the desk shows beside a reply; undefined at a desk that cannot show such a thing. */
  mark(reply: Reply): Mark | undefined
  /** Whether agents read in a thread that something in it was not delivered, which is not said of which. */
  isLossNoted(threadId: string): boolean
  /** What the end user saw of agents, oldest first, as text that holds all words of it. */
  seen(session: PlayedSession): string[]
  /** Whether what was written in order has to be there in order. */
  isOrderKept: boolean
  /** Whether the desk takes no message of the end user into a thread that an agent has ended. */
  refusesWhenOver: boolean
  /** Whether the desk gave nobody a way to know that a message was there already. */
  isBlindRepeat(threadId: string, word: string): boolean
  /** Whether Botpress was told that a message of the end user did not arrive. */
  wasReported(word: string): boolean
}

export function gather({ seat, desk, botpress, bot, blindness }: Place): Evidence {
  const failed = failedDispatches(botpress.dispatchLog.calls.filter(({ headers }) => headers['x-bot-id'] === bot.botId))
  return {
    incoming: (threadId) => desk.fromUser(threadId),
    mark: (reply) => (seat.lacks.has('mark') ? undefined : desk.markOf(reply)),
    isLossNoted: (threadId) => desk.notes(threadId).some(({ text }) => text.startsWith('Not delivered')),
    seen: ({ user }) =>
      user.transcript.filter(({ from }) => from === 'agent').map(({ payload }) => JSON.stringify(payload)),
    isOrderKept: seat.keepsOrder,
    refusesWhenOver: seat.lacks.has('reopensByMessage'),
    isBlindRepeat: (threadId, word) => blindness?.isMessageRepeated(threadId, word) ?? false,
    wasReported: (word) => failed.some((body) => body.includes(word)),
  }
}

/** The messages whose last dispatch to the integration did not end well, as JSON. */
function failedDispatches(calls: readonly { path: string; requestBody: unknown; status: number }[]): string[] {
  const last = new Map<string, number>()
  for (const { path, requestBody, status } of calls) {
    if (path === '/message_created') last.set(JSON.stringify(requestBody), status)
  }
  return [...last].flatMap(([body, status]) => (status >= 200 && status < 300 ? [] : [body]))
}

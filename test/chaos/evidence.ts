import type { ChannelMessage } from '../../sim/hubspot'
import type { PlayedSession } from './people'
import type { Place } from './theatre'

/** What can be seen from outside when a run is over: in HubSpot's threads, by the end users, in Botpress' records. */
export type Evidence = {
  /** What end users wrote into a thread, in the order in which HubSpot shows it. */
  incoming(threadId: string): ChannelMessage[]
  /** What HubSpot shows beside a reply: its status, with the reason when it failed. */
  status(threadId: string, messageId: string): string
  /** What the end user saw of agents, oldest first, as text that holds all words of it. */
  seen(session: PlayedSession): string[]
  /** Whether Botpress was told that a message of the end user did not arrive. */
  wasReported(word: string): boolean
}

export function gather({ hubspot, botpress, bot }: Place): Evidence {
  const failed = failedDispatches(botpress.dispatchLog.calls.filter(({ headers }) => headers['x-bot-id'] === bot.botId))
  const inThread = (threadId: string) =>
    hubspot.messages(threadId).flatMap((message) => (message.type === 'MESSAGE' ? [message] : []))
  return {
    incoming: (threadId) =>
      inThread(threadId)
        .filter(({ direction }) => direction === 'INCOMING')
        .sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt)),
    status: (threadId, messageId) => {
      const status = inThread(threadId).find(({ id }) => id === messageId)?.status
      return [status?.statusType, status?.failureDetails?.errorMessage].filter((text) => text !== undefined).join(': ')
    },
    seen: ({ user }) =>
      user.transcript.filter(({ from }) => from === 'agent').map(({ payload }) => JSON.stringify(payload)),
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

import type { ChannelMessage } from '../../sim/hubspot'
import type { Snapshot } from './snapshot'
import type { Traces } from './traces'

/** What was said at either end and what is seen at the other, each under its trace. */
export type Evidence = {
  /** Of end users to agents; `messageId` is that of Botpress' message to the integration. */
  said: { trace: string; messageId: string }[]
  /** The end users' messages in HubSpot. `content` differs where the messages do. */
  published: { trace: string; content: string }[]
  /** Botpress' messages that the integration failed to deliver, as the bot's owner was told. */
  failed: ReadonlySet<string>
  /** Of agents; `parts` counts text and files, `hasFailed` is what HubSpot shows the agent. */
  replies: { trace: string; parts: number; hasFailed: boolean }[]
  /** What end users see of agents; `part` differs where the parts do. */
  heard: { trace: string; part: string }[]
}

/** Bot and system speak to nobody at the other end. */
export function evidenceOf({ guests, threads, created, failures }: Snapshot, traces: Traces): Evidence {
  const lines = guests.flatMap(({ user }) => user.transcript)
  const messages = threads.flatMap(({ entries }) =>
    entries.flatMap((entry) => (entry.type === 'MESSAGE' ? [entry] : [])),
  )
  return {
    // Without a message to the integration it was said to the bot.
    said: lines.flatMap(({ from, id, downstreamId }) =>
      from === 'user' && downstreamId !== undefined ? [{ trace: id, messageId: downstreamId }] : [],
    ),
    published: messages.flatMap((message) =>
      message.direction === 'INCOMING'
        ? [{ trace: traces.traceOf(message.id) ?? message.id, content: contentOf(message) }]
        : [],
    ),
    failed: new Set(failures.flatMap(({ messageId }) => messageId ?? [])),
    replies: messages.flatMap((message) =>
      message.direction === 'OUTGOING'
        ? [{ trace: message.id, parts: partsOf(message), hasFailed: message.status.statusType === 'FAILED' }]
        : [],
    ),
    heard: lines.flatMap(({ from, downstreamId = '' }) => {
      const tags = created.get(downstreamId)?.tags
      if (from !== 'agent' || tags?.hubspotMessageId === undefined) return []
      return [{ trace: tags.hubspotMessageId, part: tags.part ?? '' }]
    }),
  }
}

function contentOf({ text, attachments }: ChannelMessage): string {
  return JSON.stringify([text, attachments.map(({ name, fileUsageType }) => [name, fileUsageType])])
}

/** An image in the text may come as one more, or be all there is. */
function partsOf({ text, attachments }: ChannelMessage): number {
  return Math.max(1, (text.trim() === '' ? 0 : 1) + attachments.length)
}

import type { DeskEntry } from './desk'
import type { Snapshot } from './snapshot'
import type { Traces } from './traces'

/** What was said at either end and what is seen at the other, each under its trace. */
export type Evidence = {
  /** Of end users to agents, and in which session; `messageId` is that of Botpress' message to the integration. */
  said: { trace: string; messageId: string; sessionId: string | undefined }[]
  /** The end users' messages at the desk. `content` differs where the messages do. */
  published: { trace: string; content: string; sessionId: string | undefined }[]
  /** Botpress' messages that the integration failed to deliver, as the bot's owner was told. */
  failed: ReadonlySet<string>
  /** Of agents to an end user; `parts` counts text and files, `hasFailed` says that agents were told. */
  replies: { trace: string; parts: number; hasFailed: boolean; userId: string | undefined }[]
  /** What end users see of agents; `part` differs where the parts do. */
  heard: { trace: string; part: string; userId: string }[]
  /** Ids of the messages, on either side, that something is still to be done about. */
  underWay: ReadonlySet<string>
}

/** Bot and system speak to nobody at the other end. */
export function evidenceOf(snapshot: Snapshot, traces: Traces): Evidence {
  const { guests, created, failures, underWay } = snapshot
  const lines = guests.flatMap(({ user }) => user.transcript.map((line) => ({ ...line, userId: user.id })))
  const messages = messagesIn(snapshot)
  const neverMade = new Map(
    failures.flatMap(({ messageId, upstreamId, conversationId }) =>
      messageId === undefined && upstreamId !== undefined ? [[upstreamId, conversationId]] : [],
    ),
  )
  return {
    said: lines.flatMap(({ from, id, downstreamId }) => {
      if (from !== 'user') return []
      if (downstreamId !== undefined) {
        return [{ trace: id, messageId: downstreamId, sessionId: created.get(downstreamId)?.conversationId }]
      }
      // With neither a message to the integration nor a failure to make one it was said to the bot.
      return neverMade.has(id) ? [{ trace: id, messageId: id, sessionId: neverMade.get(id) }] : []
    }),
    published: messages.flatMap(({ view, session }) =>
      view.direction === 'incoming'
        ? [{ trace: traces.traceOf(view.id) ?? view.id, content: contentOf(view), sessionId: session?.conversationId }]
        : [],
    ),
    failed: new Set(failures.flatMap(({ messageId, upstreamId }) => messageId ?? upstreamId ?? [])),
    replies: messages.flatMap(({ view, parts = 1, isReported = false, session }) => {
      const hasFailed = isReported || view.failure !== undefined
      return view.direction === 'outgoing' ? [{ trace: view.id, parts, hasFailed, userId: session?.endUserId }] : []
    }),
    heard: lines.flatMap(({ from, downstreamId = '', userId }) => {
      const { replyId, tags } = created.get(downstreamId) ?? {}
      if (from !== 'agent' || replyId === undefined) return []
      return [{ trace: replyId, part: tags?.part ?? '', userId }]
    }),
    underWay,
  }
}

/** The messages of all threads but self-tests, each with the session that its thread belongs to. */
function messagesIn({ threads }: Snapshot) {
  return threads.flatMap(({ session, isTest, entries }) =>
    (isTest ? [] : entries).flatMap(({ view, ...rest }) =>
      view.type === 'message' ? [{ view, ...rest, session }] : [],
    ),
  )
}

function contentOf({ text, files }: Extract<DeskEntry['view'], { type: 'message' }>): string {
  return JSON.stringify([text, files.map(({ name, isImage }) => [name, isImage])])
}

import * as z from 'zod'
import type { Call } from '../../sim/http/call-log'
import type { TestStage } from './on-stage'

/** A session as webhooks name it. */
export type Named = { conversationId: string; threadId: string; integrationThreadId: string }

/** The latest session, as webhooks name it. */
export function latestSession(stage: TestStage): Named {
  const thread = stage.hubspot.threads(stage.portalId).at(-1)
  const conversationId = stage.bot.plugin.sessions.at(-1)?.downstreamConversationId
  const integrationThreadId = thread?.integrationThreadIds[0]
  if (!thread || !conversationId || !integrationThreadId) throw new Error('There is no session')
  return { conversationId, threadId: thread.id, integrationThreadId }
}

const loose = z.looseObject({})
const reply = z.looseObject({
  type: z.literal('OUTGOING_CHANNEL_MESSAGE_CREATED'),
  channelIntegrationThreadIds: z.array(z.unknown()).catch([]),
  message: z.looseObject({ id: z.unknown(), channelAccountId: z.unknown() }),
})
const account = z.looseObject({ type: z.string().regex(/^CHANNEL_ACCOUNT_/), channelAccountId: z.unknown() })

/**
 * What a webhook may change, told from its body alone: nothing of another account's, and of ours only the session and the
 * message that an event names, or the list of channel accounts.
 */
export function calledFor(body: unknown, stage: TestStage, sessions: Named[]): Set<string> {
  const items: unknown[] = Array.isArray(body) ? body : [body]
  const ours = items.filter((item) => String(loose.safeParse(item).data?.portalId) === String(stage.portalId))
  const accountIds = stage.hubspot.accounts(stage.portalId).map(({ id }) => id)
  return new Set(
    ours.flatMap((item) => {
      const { data: told } = reply.safeParse(item)
      const about = account.safeParse(item).data?.channelAccountId
      const { objectId } = loose.parse(item)
      const named = sessions.filter(
        ({ threadId, integrationThreadId }) =>
          threadId === String(objectId) || told?.channelIntegrationThreadIds.includes(integrationThreadId),
      )
      // A reply through one of our accounts that reaches nobody is shown to its agent as not delivered.
      const isOurs = told !== undefined && accountIds.includes(String(told.message.channelAccountId))
      return [
        ...(isOurs && named.length === 0 ? [`message ${told.message.id}`] : []),
        ...named.flatMap(({ conversationId, threadId }) => [
          'an agent',
          `conversation ${conversationId}`,
          `thread ${threadId}`,
          ...(told ? ['a copied file', `message ${told.message.id}`] : []),
        ]),
        ...(accountIds.includes(String(about)) ? ['state accounts', 'state setupLock'] : []),
      ]
    }),
  )
}

/** What the integration changed by its calls since a moment, in the same words. */
export function changedBy(stage: TestStage, since: { hubspot: number; botpress: number }): string[] {
  const isWrite = ({ method, path }: Call) => method !== 'GET' && !path.startsWith('/oauth/')
  return [
    ...stage.hubspot.log.calls.slice(since.hubspot).filter(isWrite).map(inHubSpot),
    ...stage.botpress.log.calls.slice(since.botpress).filter(isWrite).map(inBotpress(stage)),
  ]
}

function inHubSpot({ method, path }: Call): string {
  const thread = /^\/conversations\/conversations\/2026-09\/threads\/([^/]+)(\/messages)?$/.exec(path)?.[1]
  if (thread !== undefined) return `thread ${decodeURIComponent(thread)}`
  const message = /^\/conversations\/custom-channels\/2026-09\/\d+\/messages\/([^/]*)$/.exec(path)?.[1]
  if (message !== undefined && method === 'PATCH') return `message ${decodeURIComponent(message)}`
  return `${method} ${path}`
}

const aboutConversation = z.strictObject({
  conversationId: z.string(),
  userId: z.string(),
  message: z.unknown().optional(),
  type: z.unknown().optional(),
  payload: z.unknown().optional(),
  tags: z.unknown().optional(),
  discriminateByTags: z.unknown().optional(),
  schedule: z.unknown().optional(),
})
const event = z.looseObject({ payload: z.looseObject({ conversationId: z.string() }) })
const agent = z.strictObject({
  tags: z.strictObject({ agent: z.string() }),
  discriminateByTags: z.tuple([z.literal('agent')]),
})

const inBotpress =
  (stage: TestStage) =>
  ({ method, path, requestBody }: Call): string => {
    const [, kind = '', first = '', second = '', name = ''] =
      /^\/v1\/chat\/([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?(?:\/([^/]+))?/.exec(path) ?? []
    const other = `${method} ${path}`
    if (/^\/(v1\/files|content\/upload)/.test(path)) return 'a copied file'
    if (kind === 'conversations' && method === 'PUT') return `conversation ${first}`
    if (kind === 'events') {
      const { data } = event.safeParse(requestBody)
      return data ? `conversation ${data.payload.conversationId}` : other
    }
    if (kind === 'initialize-incoming-message' || kind === 'messages') {
      const { data } = aboutConversation.safeParse(requestBody)
      return data ? `conversation ${data.conversationId}` : other
    }
    if (kind === 'users' && first === 'get-or-create') return agent.safeParse(requestBody).success ? 'an agent' : other
    if (kind === 'users') {
      const user = stage.botpress.users(stage.bot).find(({ id }) => id === first)
      return user?.tags.agent === undefined ? other : 'an agent'
    }
    if (kind === 'states' && first === 'conversation') return `conversation ${second}`
    if (kind === 'states' && first === 'integration') return `state ${name}`
    return other
  }

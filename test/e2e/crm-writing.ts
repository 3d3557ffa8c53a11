import { Client } from '@botpress/client'
import * as z from 'zod'
import { scopes } from '../../sim/hubspot-stage'
import { onStage, type TestStage } from './on-stage'

const all = [...scopes.required, ...scopes.contacts, ...scopes.files, ...scopes.crm]

const answerSchema = z.object({
  status: z.enum(['done', 'existing', 'needsConfirmation', 'invalid']),
  record: z
    .object({
      id: z.string(),
      url: z.string(),
      object: z.string(),
      title: z.string(),
      fields: z.record(z.string(), z.string()),
    })
    .optional(),
  confirmation: z.string().optional(),
  say: z.string().optional(),
  problems: z.array(
    z.object({
      field: z.string(),
      label: z.string().optional(),
      problem: z.string(),
      allowed: z.array(z.string()).optional(),
    }),
  ),
})
export type Answer = z.infer<typeof answerSchema>

/** A stage with a CRM, and what a bot does there; the configuration is that writes need no confirmation, unless it says otherwise. */
export async function writing({
  configuration = {},
  ...options
}: { configuration?: Record<string, unknown> } & Omit<Parameters<typeof onStage>[0] & object, 'configuration'> = {}) {
  const stage = await onStage({ scopes: all, configuration: { crmWrites: 'direct', ...configuration }, ...options })
  const crm = stage.hubspot.crm(stage.portalId)
  const call = async (action: string, input: Record<string, unknown>): Promise<Answer> =>
    answerSchema.parse(await stage.bot.callAction(action, input))
  /** What was written over the API. */
  const made = (object: string) => crm.records(object)
  return { stage, crm, call, made, conversation: () => conversationOf(stage) }
}

/** A conversation whose messages the integration can read, and somebody who writes in it. */
export async function conversationOf({ botpress, bot }: TestStage) {
  const { botId, integrationId, alias } = bot
  const client = new Client({
    apiUrl: botpress.url,
    token: botpress.token,
    botId,
    integrationId,
    integrationAlias: alias,
  })
  const { conversation } = await client.createConversation({ channel: 'hitl', tags: {} })
  const { user } = await client.createUser({ tags: {} })
  const say = async (text: string) => {
    // Two messages of one millisecond are not told apart, and no person writes them.
    await new Promise((resolve) => setTimeout(resolve, 5))
    await client.createMessage({
      conversationId: conversation.id,
      userId: user.id,
      type: 'text',
      payload: { text },
      tags: {},
    })
  }
  return { id: conversation.id, say }
}

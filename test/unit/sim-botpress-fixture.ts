import { Client } from '@botpress/client'
import { IntegrationDefinition, z } from '@botpress/sdk'
import { hitl } from '../../interfaces/hitl'
import {
  type BotpressSim,
  type BotpressSimOptions,
  hostIntegration,
  type Installation,
  type IntegrationHandler,
  startBotpressSim,
} from '../../sim/botpress'
import type { SimServer } from '../../sim/http/server'

const tag = { title: 'Tag', description: 'A tag.' }

export const definition = new IntegrationDefinition({
  name: 'sample',
  version: '1.0.0',
  configuration: { schema: z.object({ secret: z.string() }) },
  states: {
    token: { type: 'integration', schema: z.object({ value: z.string(), count: z.number().optional() }) },
    note: { type: 'conversation', schema: z.object({ text: z.string() }) },
  },
  user: { tags: { email: tag, kind: tag } },
  entities: { session: { schema: z.object({}) } },
}).extend(hitl, ({ entities }) => ({
  entities: { hitlSession: entities.session },
  channels: {
    hitl: { conversation: { tags: { thread: tag, other: tag } }, message: { tags: { origin: tag, part: tag } } },
  },
}))

type Received = { operation: string; body: Record<string, unknown>; headers: Record<string, string | undefined> }

/** A stand-in with a tiny integration installed: one user and one conversation per session. */
export class Setup {
  /** What the integration was asked, in order. */
  received: Received[] = []
  /** Error messages by operation, or by action. */
  refusals: Record<string, string> = {}
  /** Runs inside startHitl, once the conversation exists. */
  duringStart: ((conversationId: string) => Promise<void>) | undefined

  private constructor(
    readonly sim: BotpressSim,
    readonly server: SimServer,
    readonly app: Installation,
    readonly client: Client,
    readonly handler: IntegrationHandler,
  ) {}

  static async start(options: BotpressSimOptions = {}): Promise<Setup> {
    const sim = await startBotpressSim({ schedule: 'manual', ...options })
    const handler: IntegrationHandler = (request) => setup.answer(request)
    const server = await hostIntegration(handler)
    const app = sim.install({ definition, integrationUrl: server.url, configuration: { secret: 'sésame' } })
    const setup = new Setup(sim, server, app, clientOf(sim, app), handler)
    return setup
  }

  async stop(): Promise<void> {
    await this.sim.settled()
    await this.sim.close()
    await this.server.close()
  }

  /** The inputs of an action, in order of the calls. */
  inputOf(action: string): unknown[] {
    return this.received.filter(({ body }) => body.type === action).map(({ body }) => body.input)
  }

  /** The id of a new user that stands for an agent. */
  async agent(name = 'Dana'): Promise<string> {
    const pictureUrl = 'https://example.com/d.png'
    return (await this.client.createUser({ tags: { kind: 'agent' }, name, pictureUrl })).user.id
  }

  private async answer(request: Parameters<IntegrationHandler>[0]) {
    const operation = request.headers['x-bp-operation'] ?? ''
    const body: Record<string, unknown> = JSON.parse(request.body ?? '{}')
    this.received.push({ operation, body, headers: request.headers })
    const name = operation === 'action_triggered' ? String(body.type) : operation
    const refusal = this.refusals[name]
    if (refusal !== undefined) {
      return { status: 400, body: JSON.stringify({ id: 'err_1', code: 400, type: 'Runtime', message: refusal }) }
    }
    if (operation === 'webhook_received') {
      return { status: 202, headers: { 'x-seen': 'yes' }, body: JSON.stringify(body.req) }
    }
    if (name === 'createUser') {
      const { user } = await this.client.createUser({ tags: { kind: 'end-user' }, name: 'Robin' })
      return output({ userId: user.id })
    }
    if (name === 'startHitl') {
      const tags = { thread: String(this.received.length) }
      const { conversation } = await this.client.createConversation({ channel: 'hitl', tags })
      await this.duringStart?.(conversation.id)
      return output({ conversationId: conversation.id })
    }
    return operation === 'action_triggered' ? output({}) : {}
  }
}

const output = (value: unknown) => ({ body: JSON.stringify({ output: value, meta: { cost: 0 } }) })

export const clientOf = (sim: BotpressSim, { botId, integrationId, alias }: Installation) =>
  new Client({ apiUrl: sim.url, token: sim.token, botId, integrationId, integrationAlias: alias })

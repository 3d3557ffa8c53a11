import { randomUUID } from 'node:crypto'
import { callAction } from './actions'
import type { IntegrationDefinitionLike } from './definition'
import { assertSuccess } from './dispatch'
import { createHitlPlugin, type HitlPlugin } from './hitl-plugin'
import { type BotEvent, newId, type Payload } from './records'
import type { Outcome, Site } from './site'
import { isoNow, type World } from './world'

export type InstallOptions = {
  definition: IntegrationDefinitionLike
  /** Where the integration listens; of several processes each is called in turn. */
  integrationUrl: string | string[]
  configuration: Record<string, unknown>
  /** Default: the definition's name. */
  alias?: string
  /** Default: a random UUID. */
  webhookId?: string
  /** Default: a bot of its own. With the id of another installation's bot, the alias must differ from that one's. */
  botId?: string
}

/** An integration installed on a bot. */
export type Installation = {
  readonly webhookId: string
  readonly botId: string
  /** The same for every installation of one definition (name and version), as in Botpress, until an upgrade. */
  readonly integrationId: string
  readonly alias: string
  /** The full public URL: host and webhook id. */
  readonly webhookUrl: string
  /** Handed to the integration as it is, with each operation. */
  configuration: Record<string, unknown>
  integrationUrls: string[]
  /** What `configureIntegration` last asked for; undefined when it never did. */
  readonly scheduleRegisterCall: string | undefined
  readonly identifier: string | null
  /** Throws IntegrationCallError with the RuntimeError's message when the integration refuses. */
  register(): Promise<void>
  unregister(): Promise<void>
  /**
   * A new version of the integration takes this one's place, under a new id; the definition stays the same. Calls that
   * bear the old id are still answered. Botpress calls `register` after it, which is left to the test.
   */
  upgrade(): void
  /** Resolves with the action's output. Throws IntegrationCallError as `register` does. */
  callAction(type: string, input: Payload): Promise<Payload>
  /** Calls `listener` with each event of this type that the hitl plugin leaves to the bot's own flows. */
  onEvent(type: string, listener: (event: BotEvent) => void): void
  /** The bot's hitl plugin, backed by this installation. */
  readonly plugin: HitlPlugin
}

export function install(
  world: World,
  webhookHost: string,
  integrationId: string,
  options: InstallOptions,
): Installation {
  const site = newSite(world, webhookHost, integrationId, options)
  const twin = [...world.sites.values()].find(
    (other) => other.webhookId === site.webhookId || (other.botId === site.botId && other.alias === site.alias),
  )
  if (twin) throw new Error(`Already installed: webhook ${twin.webhookId}, bot ${twin.botId}, alias ${twin.alias}`)
  const plugin = createHitlPlugin(world, site)
  world.sites.set(site.webhookId, site)
  const run = async (operation: 'register' | 'unregister') =>
    assertSuccess(await world.dispatcher.send(site, operation, { webhookUrl: site.webhookUrl }))
  let { configuration } = options
  return {
    webhookId: site.webhookId,
    botId: site.botId,
    get integrationId() {
      return site.integrationId
    },
    alias: site.alias,
    webhookUrl: site.webhookUrl,
    get configuration() {
      return configuration
    },
    set configuration(value) {
      configuration = value
      site.configuration = value
    },
    get integrationUrls() {
      return site.integrationUrls
    },
    set integrationUrls(urls) {
      site.integrationUrls = urls
    },
    get scheduleRegisterCall() {
      return site.scheduleRegisterCall
    },
    get identifier() {
      return site.identifier
    },
    register: () => run('register'),
    unregister: () => run('unregister'),
    upgrade: () => {
      site.formerIds.push(site.integrationId)
      site.integrationId = newId('intver')
    },
    onEvent: (type, listener) => {
      const { receiveEvent } = site
      const tell = (event: BotEvent, outcome: Outcome) => {
        if (event.type === type && outcome.status === 'processed') listener(event)
        return outcome
      }
      site.receiveEvent = (event) => {
        const outcome = receiveEvent(event)
        return outcome instanceof Promise ? outcome.then((known) => tell(event, known)) : tell(event, outcome)
      }
    },
    callAction: (type, input) => callAction(world, site, type, input),
    plugin,
  }
}

function newSite(world: World, webhookHost: string, integrationId: string, options: InstallOptions): Site {
  const { definition, integrationUrl, configuration, alias = definition.name } = options
  const webhookId = options.webhookId ?? randomUUID()
  const botId = options.botId ?? newId('bot')
  const at = isoNow(world)
  return {
    webhookId,
    botId,
    integrationId,
    formerIds: [],
    alias,
    definition,
    configuration,
    integrationUrls: typeof integrationUrl === 'string' ? [integrationUrl] : integrationUrl,
    turn: 0,
    webhookUrl: `${webhookHost}/${webhookId}`,
    // A bot writes as the user whose id is the bot's own.
    botUser: { id: botId, createdAt: at, updatedAt: at, tags: {}, name: 'Bot' },
    identifier: null,
    scheduleRegisterCall: undefined,
    // The plugin takes these over.
    receiveMessage: () => {},
    receiveEvent: () => ({ status: 'processed', failureReason: null }),
  }
}

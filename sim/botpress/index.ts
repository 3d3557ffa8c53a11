import { randomUUID } from 'node:crypto'
import { CallLog } from '../http/call-log'
import { Faults } from '../http/faults'
import type { Front } from '../http/front'
import { startServer } from '../http/server'
import { serveApi } from './api'
import { isStateOf } from './api/state-store'
import type { Cognitive } from './cognitive'
import { Dispatcher } from './dispatch'
import { type Installation, type InstallOptions, install } from './installation'
import { type BotpressProperties, defaultProperties } from './properties'
import { type BotEvent, type Conversation, type Message, newId, type User } from './records'
import { type Scheduled, Scheduler } from './scheduler'
import { storeWebChatFile, type WebChatFile } from './web-chat-file'
import { serveWebhook } from './webhook-host'
import { newWorld, type StateRecord } from './world'

export type { Asked, Cognitive } from './cognitive'
export { IntegrationCallError } from './dispatch'
export { errorBody } from './errors'
export type {
  DeliveryFailure,
  Dropped,
  EndUser,
  Escalation,
  HitlPlugin,
  PluginConfiguration,
  PluginSettings,
  Said,
  Seen,
  Session,
} from './hitl-plugin'
export { hostIntegration, type IntegrationHandler } from './host-integration'
export type { Installation, InstallOptions } from './installation'
export type { BotpressProperties } from './properties'
export type { BotEvent, Conversation, Message, User } from './records'
export type { WebChatFile } from './web-chat-file'

export type BotpressSimOptions = {
  /** Port of the API; default: any free one. */
  port?: number
  /** Port of the webhook host; default: any free one. */
  webhookPort?: number
  /** API and webhook host answer under `/botpress` and `/webhooks` of this one in place of ports of their own. */
  front?: Front
  /** For this many ms a call that no process of the integration answered is made again; default 0: never. */
  dispatchPatienceMs?: number
  /** Where the webhook host is reached from outside, through a tunnel for instance; default: its own address. */
  publicUrl?: string
  /** Clock in epoch ms; default `Date.now`. */
  now?: () => number
  /** How scheduled messages and events take effect: by the clock (default), or when `runScheduled` is called. */
  schedule?: 'timers' | 'manual'
  /** What no document promises and is to be otherwise from the start. */
  properties?: Partial<BotpressProperties>
  /** Items per page of the list calls; default 20. The plugin's message history is one such page. */
  pageSize?: number
}

/** Botpress Cloud on loopback, its state in memory. */
export type BotpressSim = {
  /** For `BP_API_URL`. */
  url: string
  /** For `BP_WEBHOOK_URL`. */
  webhookUrl: string
  /** For `BP_TOKEN`. */
  token: string
  close(): Promise<void>
  /** May be changed at any time. */
  properties: BotpressProperties
  /** What the cognitive service was asked, and what it answers. */
  cognitive: Cognitive
  /** Faults and log of the API (side `botpress`). */
  faults: Faults
  log: CallLog
  /** Faults and log of the webhook host (side `webhook`). */
  webhookFaults: Faults
  webhookLog: CallLog
  /** Calls made to the integration (side `integration`); the path is `/` and the operation. */
  dispatchLog: CallLog
  install(options: InstallOptions): Installation
  /** What the integrations made, oldest first: of one installation, or of all. */
  users(of?: Installation): User[]
  conversations(of?: Installation): Conversation[]
  events(of?: Installation): BotEvent[]
  states(of?: Installation): StateRecord[]
  /** The messages of a conversation, oldest first; scheduled ones are there from the start. */
  messages(conversationId: string): Message[]
  /** Puts a file where web chat puts what an end user attaches; returns its public URL. */
  storeWebChatFile(of: Installation, file: WebChatFile): string
  files(): { key: string; contentType: string; content: Buffer | undefined }[]
  /** What waits for its time, in due order. */
  scheduled(): Scheduled[]
  /** Delivers all that waits, in due order, whatever its time, and waits for what that sets off. Returns how much. */
  runScheduled(): Promise<number>
  /** Resolves when no call to an integration and nothing the plugin does is under way. */
  settled(): Promise<void>
}

export async function startBotpressSim(options: BotpressSimOptions = {}): Promise<BotpressSim> {
  const now = options.now ?? Date.now
  const [log, webhookLog, dispatchLog] = [new CallLog(), new CallLog(), new CallLog()]
  const [faults, webhookFaults] = [new Faults(), new Faults()]
  const world = newWorld({
    now,
    token: `bp_pat_${randomUUID()}`,
    pageSize: options.pageSize ?? 20,
    properties: { ...defaultProperties, ...options.properties },
    scheduler: new Scheduler(options.schedule ?? 'timers', now),
    dispatcher: new Dispatcher(dispatchLog, now, options.dispatchPatienceMs ?? 0),
  })
  const { front } = options
  const place = (prefix: string) => (front === undefined ? {} : { place: { front, prefix } })
  const api = await startServer({
    side: 'botpress',
    handle: (request) => serveApi(world, request),
    faults,
    log,
    now,
    ...(options.port === undefined ? {} : { port: options.port }),
    ...place('/botpress'),
  })
  world.url = api.url
  const webhooks = await startServer({
    side: 'webhook',
    handle: (request) => serveWebhook(world, request),
    faults: webhookFaults,
    log: webhookLog,
    now,
    ...(options.webhookPort === undefined ? {} : { port: options.webhookPort }),
    ...place('/webhooks'),
  })
  const integrationIds = new Map<string, string>()
  const webhookUrl = options.publicUrl ?? webhooks.url
  return {
    url: api.url,
    webhookUrl,
    token: world.token,
    properties: world.properties,
    cognitive: world.cognitive,
    close: async () => {
      world.scheduler.close()
      world.dispatcher.close()
      await Promise.all([api.close(), webhooks.close()])
    },
    faults,
    log,
    webhookFaults,
    webhookLog,
    dispatchLog,
    install: (given) => {
      const { name, version } = given.definition
      const integrationId = integrationIds.get(`${name}@${version}`) ?? newId('intver')
      integrationIds.set(`${name}@${version}`, integrationId)
      return install(world, webhookUrl, integrationId, given)
    },
    users: (of) => world.users.all(of?.webhookId),
    conversations: (of) => world.conversations.all(of?.webhookId),
    events: (of) => world.events.all(of?.webhookId),
    states: (of) =>
      [...world.states].flatMap(([key, { state }]) =>
        of === undefined || isStateOf(world, of.webhookId, key) ? [state] : [],
      ),
    messages: (conversationId) =>
      [...world.sites.keys()].flatMap((owner) =>
        (world.messageIds.get(conversationId) ?? []).flatMap((id) => world.messages.get(owner, id) ?? []),
      ),
    storeWebChatFile: (of, file) => storeWebChatFile(world, of, file),
    files: () =>
      [...world.files.values()].map(({ record: { key, contentType }, content }) => ({ key, contentType, content })),
    scheduled: () => world.scheduler.list(),
    runScheduled: async () => {
      const count = world.scheduler.runAll()
      await world.dispatcher.settled()
      return count
    },
    settled: () => world.dispatcher.settled(),
  }
}

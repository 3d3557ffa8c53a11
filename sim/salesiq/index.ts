import { CallLog } from '../http/call-log'
import { Faults } from '../http/faults'
import type { Front } from '../http/front'
import { startServer } from '../http/server'
import { createAuthCode, expireAccessTokens, type GrantInput, grant, revoke } from './grants'
import type { Client, Portal } from './model'
import { Outbox } from './outbox'
import { createReaders, type Readers } from './readers'
import { route } from './router'
import { defaultSettings, type Settings } from './settings'
import { keyPair } from './sign'
import { createUi, type SalesIqUi } from './ui'
import { addPortal, createWorld, mustGet, type PortalInput, type World } from './world'

export { type ErrorBody, type ErrorCode, errorBody } from './errors'
export type { EventBody, EventName } from './event-model'
export { eventNames } from './event-model'
export type {
  Brand,
  Chat,
  ChatStatus,
  Client,
  Department,
  EndedBy,
  Entry,
  Execution,
  Note,
  Operator,
  Owner,
  PastMessage,
  Portal,
  Region,
  StoredFile,
  Visitor,
  WebhookRecord,
} from './model'
export type { Outbox, ReleaseOptions } from './outbox'
export type { Readers } from './readers'
export type { Family, Settings } from './settings'
export type { EndInput, OperatorFile, PasteInput, ReplyInput, SalesIqUi, TransferInput, WebsiteInput } from './ui'
export type { BrandInput, PortalInput } from './world'

export type SalesIqSimOptions = Partial<Settings> & {
  /** Default: any free port. */
  port?: number
  /** Answers under `/salesiq` of this one in place of a port of its own. */
  front?: Front
  /** Clock in epoch ms; default `Date.now`. */
  now?: () => number
}

/** `kind` is ORG unless said otherwise. */
export type ClientInput = Omit<Client, 'kind'> & { kind?: Client['kind'] }

export type SalesIqSim = Readers & {
  /** `http://127.0.0.1:<port>` (and `/salesiq` on a front), in place of Zoho's accounts host and of SalesIQ's. */
  url: string
  close(): Promise<void>
  /** May be changed at any time. */
  settings: Settings
  faults: Faults
  /** Calls that came in; side `salesiq`. */
  log: CallLog
  /** Webhooks that went out, every try of them and each handshake; side `webhook`. */
  webhookLog: CallLog
  webhooks: Outbox
  ui: SalesIqUi
  addClient(input: ClientInput): Client
  /** A client that was added, to be changed at any time. */
  client(clientId: string): Client
  addPortal(input: PortalInput): Portal
  hasPortal(screenName: string): boolean
  /** A portal that was added, to be changed at any time. */
  portal(screenName: string): Portal
  /** Lets a client in without a browser. The token works until `revoke`. */
  grant(input: GrantInput): { refreshToken: string }
  /** The `code` that the consent page would hand to the redirect URI; good once, for 60 s. */
  createAuthCode(input: GrantInput & { redirectUri: string }): string
  /** Ends a refresh token and the access tokens that came of it. */
  revoke(refreshToken: string): void
  /** Ends all access tokens now. */
  expireAccessTokens(): void
}

/** Starts Zoho's accounts server and SalesIQ, both at one address on loopback, with their state in memory. */
export async function startSalesIqSim(options: SalesIqSimOptions = {}): Promise<SalesIqSim> {
  const { port, front, now = Date.now, ...chosen } = options
  const settings: Settings = { ...defaultSettings, ...chosen }
  // Making a key takes a while, which no call should have to wait for.
  keyPair(0)
  const log = new CallLog()
  const webhookLog = new CallLog()
  const faults = new Faults()
  const outbox = new Outbox({
    settings,
    clock: now,
    now: () => world.now(),
    log: webhookLog,
    nextId: () => world.nextId(),
  })
  const world: World = createWorld(settings, now, () => server.url, outbox)
  const server = await startServer({
    side: 'salesiq',
    handle: (request) => route(world, request),
    faults,
    log,
    now,
    ...(port === undefined ? {} : { port }),
    ...(front === undefined ? {} : { place: { front, prefix: '/salesiq' } }),
  })
  return {
    ...createReaders(world),
    url: server.url,
    close: async () => {
      for (const timer of world.waits.values()) clearTimeout(timer)
      await outbox.close()
      await server.close()
    },
    settings,
    faults,
    log,
    webhookLog,
    webhooks: outbox,
    ui: createUi(world),
    addClient: (input) => {
      const client: Client = { kind: 'ORG', ...input, redirectUrls: [...input.redirectUrls] }
      world.clients.set(client.clientId, client)
      return client
    },
    client: (clientId) => mustGet(world.clients, clientId, 'client'),
    addPortal: (input) => addPortal(world, input),
    hasPortal: (screenName) => world.portals.has(screenName),
    portal: (screenName) => mustGet(world.portals, screenName, 'portal'),
    grant: (input) => ({ refreshToken: grant(world, input).refreshToken }),
    createAuthCode: (input) => createAuthCode(world, input),
    revoke: (refreshToken) => revoke(world, refreshToken),
    expireAccessTokens: () => expireAccessTokens(world),
  }
}

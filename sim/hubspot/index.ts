import { CallLog } from '../http/call-log'
import { Faults } from '../http/faults'
import type { Front } from '../http/front'
import { startServer } from '../http/server'
import type { Contact, ContactProperties } from './contact-store'
import { createCrmSide } from './crm/side'
import type { CrmSide } from './crm/side-type'
import { type App, type AppEventType, appEventTypes, type Portal } from './model'
import { createAuthCode, expireAccessTokens, install } from './oauth'
import { Outbox } from './outbox'
import type { HubSpotProperties } from './properties'
import { createReaders, type Readers } from './readers'
import { route } from './router'
import { defaultSettings, type Settings } from './settings'
import { createUi, type HubSpotUi } from './ui'
import { addPortal, createWorld, mustGet, type PortalInput } from './world'

export type { Contact, ContactProperties } from './contact-store'
export type { AccountData } from './crm/account'
export type { CustomObjectInput } from './crm/define'
export type { AssociationType, CrmRecord, CrmWrite, ObjectType, Owner, Pipeline, Property } from './crm/model'
export type { PipelineInput, StageInput } from './crm/pipeline'
export type { OptionInput, PropertyInput } from './crm/property'
export type { CrmSide, RecordRef } from './crm/side-type'
export { dispositions } from './crm/standard/engagements'
export type { Timeline, TimelineEntry } from './crm/timeline'
export { rateLimitBody } from './errors'
export type { AppEvent, ChannelEvent } from './event-model'
export type { LiveChatInput } from './live-chat'
export type { Assignment, Attachment, ChannelMessage, Comment, StatusChange, ThreadMessage } from './message-model'
export type { Agent, App, AppEventType, Channel, ChannelAccount, Inbox, Portal, StoredFile } from './model'
export type { Outbox, ReleaseOptions } from './outbox'
export type { HubSpotProperties } from './properties'
export type { ThreadView } from './readers'
export type { Settings } from './settings'
export type { DoneBy, HubSpotUi } from './ui'
export type { AgentFile, ReplyInput } from './ui-reply'
export type { PortalInput } from './world'

export type HubSpotSimOptions = Partial<Settings> & {
  /** The same as to name them beside the other settings. */
  properties?: Partial<HubSpotProperties>
  /** Default: any free port. */
  port?: number
  /** Answers under `/hubspot` of this one in place of a port of its own. */
  front?: Front
  /** Clock in epoch ms; default `Date.now`. */
  now?: () => number
}

export type AppInput = {
  appId: number
  clientId: string
  clientSecret: string
  /** Of the developer account; several apps may share one. */
  developerApiKey: string
  /** Default: `App <appId>`. */
  name?: string
  redirectUrls?: string[]
  /** Default: `project`. */
  kind?: App['kind']
  /** Scopes that the app's own settings name: the consent pages refuse a link with others. Default: any will do. */
  declaredScopes?: string[]
  /** Scopes that the consent pages do not grant although the app asks for them; default: none. */
  withheldScopes?: string[]
  webhookTargetUrl?: string
  /** Default: all events about conversations. */
  subscriptions?: AppEventType[]
}

type InstallInput = { appId: number; portalId: number; scopes: string[] }

export type HubSpotSim = Readers & {
  /** `http://127.0.0.1:<port>` (and `/hubspot` on a front), in place of https://api.hubapi.com. */
  url: string
  close(): Promise<void>
  /** May be changed at any time. */
  settings: Settings
  /** Those of the settings that no document promises. */
  properties: HubSpotProperties
  faults: Faults
  /** Calls that came in; side `hubspot`. */
  log: CallLog
  /** Webhooks that went out, every try of them; side `webhook`. */
  webhookLog: CallLog
  webhooks: Outbox
  ui: HubSpotUi
  addApp(input: AppInput): App
  /** An app that was added, to be changed at any time. */
  app(appId: number): App
  setWebhookTarget(appId: number, url: string | undefined): void
  addPortal(input: PortalInput): Portal
  /** Grants the scopes without a browser. The token works until `revoke`. */
  install(input: InstallInput): { refreshToken: string }
  /** The `code` that the install dialogue would hand to the redirect URI; good once, for 60 s. */
  createAuthCode(input: InstallInput & { redirectUri: string }): string
  /** Ends a grant. Access tokens already issued live on until they expire, as HubSpot's do. */
  revoke(refreshToken: string): void
  /** Ends access tokens now: those of one portal, or all. */
  expireAccessTokens(portalId?: number): void
  /** What people do in the CRM of a portal, and what is in it. */
  crm(portalId: number): CrmSide
  /** A contact as a person would have entered it; throws what the API would answer to values that it refuses. */
  addContact(portalId: number, properties: ContactProperties): Contact
  deleteContact(portalId: number, contactId: string): void
  /** New threads of the inbox go to this user at once, with the webhook for it; undefined ends that. */
  autoAssign(portalId: number, inboxId: string, userId: string | undefined): void
}

/** Starts a HubSpot on loopback with its state in memory. */
export async function startHubSpotSim(options: HubSpotSimOptions = {}): Promise<HubSpotSim> {
  const { port, front, now = Date.now, properties, ...chosen } = options
  const settings: Settings = { ...defaultSettings, ...chosen, ...properties }
  const log = new CallLog()
  const webhookLog = new CallLog()
  const faults = new Faults()
  const outbox = new Outbox({ settings, now: () => world.now(), clock: now, log: webhookLog })
  const world = createWorld(settings, now, () => server.url, outbox)
  const server = await startServer({
    side: 'hubspot',
    handle: (request) => route(world, request),
    faults,
    log,
    now,
    ...(port === undefined ? {} : { port }),
    ...(front === undefined ? {} : { place: { front, prefix: '/hubspot' } }),
  })
  const portal = (portalId: number) => mustGet(world.portals, portalId, 'portal')
  return {
    ...createReaders(world),
    url: server.url,
    close: async () => {
      await outbox.close()
      await server.close()
    },
    settings,
    properties: settings,
    faults,
    log,
    webhookLog,
    webhooks: outbox,
    ui: createUi(world),
    addApp: (input) => {
      const app: App = {
        name: `App ${input.appId}`,
        redirectUrls: [],
        kind: 'project',
        declaredScopes: undefined,
        withheldScopes: [],
        subscriptions: [...appEventTypes],
        paused: [],
        webhookTargetUrl: undefined,
        ...input,
      }
      if (app.webhookTargetUrl !== undefined) checkUrl(app.webhookTargetUrl)
      world.apps.set(app.appId, app)
      return app
    },
    app: (appId) => mustGet(world.apps, appId, 'app'),
    setWebhookTarget: (appId, url) => {
      if (url !== undefined) checkUrl(url)
      mustGet(world.apps, appId, 'app').webhookTargetUrl = url
    },
    addPortal: (input) => addPortal(world, input),
    install: (input) => ({ refreshToken: install(world, input).refreshToken }),
    createAuthCode: (input) => createAuthCode(world, input),
    revoke: (refreshToken) => {
      world.grants.delete(refreshToken)
    },
    expireAccessTokens: (portalId) => expireAccessTokens(world, portalId),
    crm: (portalId) => createCrmSide(world, portal(portalId).crm),
    addContact: (portalId, properties) => createCrmSide(world, portal(portalId).crm).add('contacts', properties),
    deleteContact: (portalId, contactId) => {
      createCrmSide(world, portal(portalId).crm).archive('contacts', contactId)
    },
    autoAssign: (portalId, inboxId, userId) => {
      if (userId === undefined) portal(portalId).autoAssign.delete(inboxId)
      else portal(portalId).autoAssign.set(inboxId, userId)
    },
  }
}

function checkUrl(url: string): void {
  if (!URL.canParse(url)) throw new Error(`${url} is not a URL that webhooks can go to`)
}

import type { AppEvent, ChannelEvent } from './event-model'
import type { ChannelMessage } from './message-model'
import { type App, type AppEventType, appEventTypes, type ChannelAccount, type Thread } from './model'
import { hiddenFor, iso, portalOf, type World } from './world'

export type AppEventInput = Omit<
  AppEvent,
  'eventId' | 'subscriptionId' | 'portalId' | 'appId' | 'occurredAt' | 'objectId'
> & { occurredAt?: number }

/** Tells every app that is installed in the thread's portal, may read conversations and has a webhook target. */
export function emitAppEvent(world: World, thread: Thread, input: AppEventInput): void {
  const { occurredAt = world.now(), ...rest } = input
  const eventId = world.nextEventId()
  for (const [appId, scopes] of portalOf(world, thread).installedApps) {
    const app = world.apps.get(appId)
    if (app?.webhookTargetUrl === undefined || !scopes.includes('conversations.read')) continue
    if (!app.subscriptions.includes(input.subscriptionType)) continue
    if (isPaused(app, input.subscriptionType, input.propertyName)) continue
    const event: AppEvent = {
      eventId,
      subscriptionId: 1000 + appEventTypes.indexOf(input.subscriptionType),
      portalId: thread.portalId,
      appId,
      occurredAt,
      objectId: Number.isSafeInteger(Number(thread.id)) ? Number(thread.id) : thread.id,
      ...rest,
    }
    world.outbox.queue({
      kind: 'app',
      url: app.webhookTargetUrl,
      secret: app.clientSecret,
      events: [event],
      waitMs: world.settings.hiddenThreadHoldsEvents ? hiddenFor(world, thread) : 0,
    })
  }
}

/** Whether a subscription of the app's is switched off. */
export const isPaused = ({ paused }: App, type: AppEventType, property: string | undefined): boolean =>
  paused.includes(type) || paused.includes(`${type}:${property}`)

/** Tells the channel that an agent wrote something that is to reach the end user. */
export function emitOutgoingMessage(world: World, thread: Thread, message: ChannelMessage): void {
  emitChannelEvent(world, thread, {
    type: 'OUTGOING_CHANNEL_MESSAGE_CREATED',
    channelIntegrationThreadIds: thread.integrationThreadIds,
    message: structuredClone(message),
  })
}

export function emitAccountEvent(
  world: World,
  account: ChannelAccount,
  type: 'CHANNEL_ACCOUNT_CREATED' | 'CHANNEL_ACCOUNT_UPDATED' | 'CHANNEL_ACCOUNT_PURGED',
): void {
  emitChannelEvent(world, account, {
    type,
    channelAccountId: account.id,
    inboxId: account.inboxId,
    name: account.name,
    active: account.active,
    authorized: account.authorized,
    archived: account.archivedAt !== undefined,
    ...(account.deliveryIdentifier ? { deliveryIdentifier: account.deliveryIdentifier } : {}),
  })
}

type WithoutCommon<T> = T extends unknown ? Omit<T, 'portalId' | 'channelId' | 'eventTimestamp' | 'eventId'> : never

function emitChannelEvent(
  world: World,
  about: { portalId: number; channelId: string },
  event: WithoutCommon<ChannelEvent>,
): void {
  const channel = world.channels.get(about.channelId)
  const app = channel && world.apps.get(channel.appId)
  // Without a webhook URL there is nobody to tell; a deleted channel sends nothing.
  if (channel?.webhookUrl === undefined || app === undefined) return
  world.outbox.queue({
    kind: 'channel',
    url: channel.webhookUrl,
    secret: app.clientSecret,
    event: {
      portalId: String(about.portalId),
      channelId: about.channelId,
      eventTimestamp: iso(world.now()),
      eventId: world.nextId(),
      ...event,
    },
  })
}

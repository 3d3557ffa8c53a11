import { type AppWebhooks, readAppWebhooks } from '../hubspot/app-webhooks'
import { HubSpotError } from '../hubspot/errors'
import type { Installation } from '../installation/installation'
import { timing } from '../timing'
import { developerKeyOf } from './developer-key'

/** Something about an app's webhooks that is as it should be, or is not. */
export type WebhookFinding = {
  id: string
  title: string
  ok: boolean
  /** What to do; empty when it is as it should be. */
  fix: string
  /** What goes wrong meanwhile. */
  cost: string
}

/** The subscriptions that hubspot-app/ declares, and what each is for. */
export const subscriptions = [
  { eventType: 'conversation.propertyChange', propertyName: 'assignedTo', cost: 'users are not told who joined' },
  {
    eventType: 'conversation.propertyChange',
    propertyName: 'status',
    cost: 'the bot does not come back when an agent closes the conversation',
  },
  {
    eventType: 'conversation.propertyChange',
    propertyName: 'isArchived',
    cost: 'a conversation that is restored after its end is not explained to the agent',
  },
  {
    eventType: 'conversation.deletion',
    propertyName: undefined,
    cost: 'the bot does not come back when a conversation is deleted',
  },
  {
    eventType: 'conversation.privacyDeletion',
    propertyName: undefined,
    cost: 'the bot does not come back when a conversation is deleted for good',
  },
  {
    eventType: 'conversation.newMessage',
    propertyName: undefined,
    cost: 'a reply whose webhook is lost on its way is found late or never',
  },
] as const

/** Holds an app's webhooks against what this installation needs. Nobody but the app's developer changes them. */
export function findInWebhooks(app: AppWebhooks, webhookUrl: string): WebhookFinding[] {
  const target = {
    id: 'webhook-target',
    title: "The app's webhook target is this bot's webhook URL",
    ok: bare(app.targetUrl) === bare(webhookUrl),
    fix: `Set the target URL on the app's Webhooks page to ${webhookUrl}.`,
    cost: 'news of assignments and closings does not reach the bot',
  }
  return [target, ...subscriptions.map((subscription) => findSubscription(app, subscription))].map((finding) =>
    finding.ok ? { ...finding, fix: '' } : finding,
  )
}

function findSubscription(app: AppWebhooks, wanted: (typeof subscriptions)[number]): WebhookFinding {
  const name = wanted.propertyName ? `${wanted.eventType} of ${wanted.propertyName}` : wanted.eventType
  const found = app.subscriptions.find(
    ({ eventType, propertyName }) => eventType === wanted.eventType && propertyName === wanted.propertyName,
  )
  return {
    id: `subscription:${wanted.eventType}${wanted.propertyName ? `:${wanted.propertyName}` : ''}`,
    title: `The app is subscribed to ${name}`,
    ok: found?.active === true,
    fix: found
      ? `Activate the subscription on the app's Webhooks page; new ones start paused.`
      : `Create and activate the subscription on the app's Webhooks page.`,
    cost: wanted.cost,
  }
}

const bare = (url: string) => url.replace(/\/+$/, '')

/** Tells the bot's owner what is wrong with the app's webhooks, where HubSpot lets the app read them. Never changes them. */
export async function warnAboutWebhooks(installation: Installation, webhookUrl: string): Promise<void> {
  try {
    const app = await readAppWebhooks(await developerKeyOf(installation), Date.now() + timing.webhookDeskBudget)
    for (const { title, ok, fix, cost } of findInWebhooks(app, webhookUrl)) {
      if (!ok) installation.logger.forBot().warn('Not so: %s. Meanwhile %s. %s', title, cost, fix)
    }
  } catch (error) {
    // A project's app declares its webhooks in its project and may not read them here; that is no fault.
    if (!(error instanceof HubSpotError)) throw error
  }
}

import { readAppWebhooks } from '../hubspot/app-webhooks'
import { HubSpotError } from '../hubspot/errors'
import type { Installation } from '../installation/installation'
import { timing } from '../timing'
import { findInWebhooks } from './webhook-findings'

/** Tells the bot's owner what is wrong with the app's webhooks, where HubSpot lets the app read them. Never changes them. */
export async function warnAboutWebhooks({ settings, logger }: Installation, webhookUrl: string): Promise<void> {
  try {
    const app = await readAppWebhooks(settings.app, Date.now() + timing.webhookDeskBudget)
    for (const { title, ok, fix, cost } of findInWebhooks(app, webhookUrl)) {
      if (!ok) logger.forBot().warn('Not so: %s. Meanwhile %s. %s', title, cost, fix)
    }
  } catch (error) {
    // A project's app declares its webhooks in its project and may not read them here; that is no fault.
    if (!(error instanceof HubSpotError)) throw error
  }
}

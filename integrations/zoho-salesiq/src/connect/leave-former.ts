import { DeskError, isRefusal } from '../../../../core/desk'
import { brandState, webhookState } from '../installation/states'
import { tokenSource } from '../installation/tokens'
import { callerFor } from '../salesiq/caller'
import { isRegion, type Region } from '../salesiq/regions'
import { deleteWebhook } from '../salesiq/webhooks'
import type { Visit } from './visit'

/**
 * Takes our webhook out of the portal that another one is about to take the place of, while there is a way into it.
 *
 * @returns what the bot's owner has to do where that cannot be done.
 */
export async function leaveFormer(
  { installation, deadline }: Visit,
  next: { region: Region; screenName: string },
): Promise<string[]> {
  const [brand, webhook] = await Promise.all([brandState.read(installation), webhookState.read(installation)])
  if (brand === undefined || webhook === undefined || webhook.id === '' || !isRegion(brand.region)) return []
  const { region, screenName } = brand
  if (region === next.region && screenName === next.screenName) return []
  try {
    const caller = callerFor(tokenSource(installation), { region, screenName })
    await deleteWebhook(caller, webhook.id, deadline)
    return []
  } catch (error) {
    // It must not keep anybody from leaving a portal that they have no access to any more.
    if (!(error instanceof DeskError) && !isRefusal(error)) throw error
    return [
      `The webhook in the portal ${screenName} could not be removed, and goes on calling this bot. Delete it there: Settings > Developers > Webhooks.`,
    ]
  }
}

import type { EventName } from './event-model'
import type { WebhookRecord } from './model'
import { addWebhook } from './webhook-store'
import { mustGet, type World } from './world'

export type PasteInput = { screenName: string; url: string; appIds: string[]; events: EventName[] }

/** A webhook that somebody makes on SalesIQ's pages. */
export function pasteWebhook(world: World, { screenName, ...input }: PasteInput): WebhookRecord {
  const portal = mustGet(world.portals, screenName, 'portal')
  return addWebhook(world, portal, { ...input, byHand: true })
}

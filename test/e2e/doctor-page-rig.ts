import { seal } from '../../core/pages/tickets'
import type { Place } from '../stage/botpress'
import { pageKeyOf, store, stored } from '../stage/stored'
import type { Seen } from './page-visitor'

/** The address of the doctor's page, as the start page links it. */
export async function doctorAddress(place: Place, label: string): Promise<string> {
  return `${place.bot.webhookUrl}/connect/doctor?t=${await ticketFor(place, label)}`
}

async function ticketFor(place: Place, label: string): Promise<string> {
  const { webhookId, webhookUrl: url } = place.bot
  // There is none where no link was ever logged.
  if (stored(place, 'pageKey') === undefined) await store(place, 'pageKey', { key: 'x'.repeat(43), of: '' })
  const endsAt = Date.now() + 3_600_000
  return seal({ label, key: pageKeyOf(place), webhookId }, 'page', { url, id: 'x', endsAt, linkEndsAt: endsAt })
}

/** What stands below a heading of the page, up to the next one; empty where there is no such heading. */
export function below({ source }: Seen, title: string): string {
  const part = source.split('<h2>').find((candidate) => candidate.startsWith(`${title}</h2>`)) ?? ''
  return part
    .slice(`${title}</h2>`.length)
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/\s+/g, ' ')
    .trim()
}

import { seal } from '../../core/pages/tickets'
import type { Installation } from '../../sim/botpress'
import type { Seen } from './page-visitor'

/** The address of the doctor's page, as the start page links it. */
export function doctorAddress(bot: Bot, label: string): string {
  return `${bot.webhookUrl}/connect/doctor?t=${ticketFor('page', bot, label)}`
}

/** The link to the start page, where the log has none. */
export function startLink(bot: Bot, label: string): string {
  return `${bot.webhookUrl}/connect?t=${ticketFor('link', bot, label)}`
}

type Bot = Pick<Installation, 'webhookId' | 'webhookUrl' | 'configuration'>

function ticketFor(
  purpose: 'page' | 'link',
  { webhookId, webhookUrl: url, configuration }: Bot,
  label: string,
): string {
  const endsAt = Date.now() + 3_600_000
  const signer = { label, clientSecret: String(configuration.clientSecret), webhookId }
  return seal(signer, purpose, { url, id: 'x', endsAt, linkEndsAt: endsAt })
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

import { seal } from '../../core/pages/tickets'
import type { Desk } from './desk'

/** ms */
const hour = 3_600_000

/** Where the connect page has its self-test, as a link in the bot's log leads there step by step; good for an hour. */
export function selfTestLink({ bot, connectLabel }: Pick<Desk, 'bot' | 'connectLabel'>): string {
  const { webhookId, webhookUrl: url, configuration } = bot
  const signer = { label: connectLabel, clientSecret: String(configuration.clientSecret), webhookId }
  const endsAt = Date.now() + hour
  return `${url}/connect/test?t=${seal(signer, 'page', { url, id: 'playground', endsAt, linkEndsAt: endsAt })}`
}

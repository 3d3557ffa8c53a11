import * as z from 'zod'
import { seal } from '../../core/pages/tickets'
import type { Desk } from './desk'

const pageKey = z.object({ key: z.string() })

/** ms */
const hour = 3_600_000

/** Where the connect page has its self-test, as a link in the bot's log leads there step by step; good for an hour. */
export function selfTestLink({ bot, botpress, connectLabel }: Pick<Desk, 'bot' | 'botpress' | 'connectLabel'>): string {
  const { webhookId, webhookUrl: url } = bot
  const stored = botpress.states(bot).find(({ name }) => name === 'pageKey')
  const signer = { label: connectLabel, key: pageKey.parse(stored?.payload).key, webhookId }
  const endsAt = Date.now() + hour
  return `${url}/connect/test?t=${seal(signer, 'page', { url, id: 'playground', endsAt, linkEndsAt: endsAt })}`
}

import * as z from 'zod'
import { seal } from '../../core/pages/tickets'
import type { Desk } from './desk'

/** ms */
const hour = 3_600_000

const stored = z.object({ key: z.string() })

type Place = Pick<Desk, 'bot' | 'botpress' | 'connectLabel'>

/** Where the connect page has its self-test, as a link in the bot's log leads there step by step; good for an hour. */
export function selfTestLink({ bot, botpress, connectLabel: label }: Place): string {
  const { webhookId, webhookUrl: url } = bot
  const endsAt = Date.now() + hour
  // What the integration signs its pages with, as it has stored it in Botpress.
  const { key } = stored.parse(botpress.states(bot).find(({ name }) => name === 'pageKey')?.payload)
  return `${url}/connect/test?t=${seal({ label, key, webhookId }, 'page', { url, id: 'playground', endsAt, linkEndsAt: endsAt })}`
}

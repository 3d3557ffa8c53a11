import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { seal } from '../../core/pages/tickets'
import type { Desk } from './desk'

/** ms */
const hour = 3_600_000

const stored = z.object({ key: z.string() })

type Place = Pick<Desk, 'bot' | 'botpress' | 'connectLabel'>

/** Where the connect page has its self-test, as a link in the bot's log leads there step by step; good for an hour. */
export async function selfTestLink(place: Place): Promise<string> {
  const { bot, connectLabel: label } = place
  const { webhookId, webhookUrl: url } = bot
  const endsAt = Date.now() + hour
  const ticket = { url, id: 'playground', endsAt, linkEndsAt: endsAt }
  const signer = { label, key: keyIn(place) ?? (await makeKey(place)), webhookId }
  return `${url}/connect/test?t=${seal(signer, 'page', ticket)}`
}

/** What the integration signs its pages with, as it has stored it in Botpress. */
const keyIn = ({ bot, botpress }: Place): string | undefined =>
  stored.safeParse(botpress.states(bot).find(({ name }) => name === 'pageKey')?.payload).data?.key

/** The playground's bot is connected by a token in its configuration, and so was never offered a link, which makes the key. */
async function makeKey({ bot, botpress }: Place): Promise<string> {
  const key = randomBytes(32).toString('base64url')
  const answer = await fetch(`${botpress.url}/v1/chat/states/integration/${bot.integrationId}/pageKey`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${botpress.token}`,
      'x-bot-id': bot.botId,
      'x-integration-id': bot.integrationId,
      'x-integration-alias': bot.alias,
      // It is no call of the integration's, and has no place on the wire.
      'user-agent': 'Mozilla/5.0 (playground)',
    },
    body: JSON.stringify({ payload: { key, of: '' } }),
  })
  if (!answer.ok) throw new Error(`Botpress answered ${answer.status}`)
  return key
}

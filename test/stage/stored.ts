import * as z from 'zod'
import type { Installation } from '../../sim/botpress'
import type { Place } from './botpress'

/** The payload of one of the installation's states; undefined when it was never set or was removed. */
export function stored({ botpress, bot }: Place, name: string, of: Installation = bot): unknown {
  return botpress.states(of).find((state) => state.name === name)?.payload
}

/** Writes one of the installation's states, as another process or an earlier version may have left it. */
export async function store({ botpress, bot }: Place, name: string, payload: unknown): Promise<void> {
  const url = `${botpress.url}/v1/chat/states/integration/${bot.integrationId}/${name}`
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${botpress.token}`,
      'x-bot-id': bot.botId,
      'x-integration-id': bot.integrationId,
      'x-integration-alias': bot.alias,
    },
    body: JSON.stringify({ payload }),
  })
  if (!answer.ok) throw new Error(`Botpress answered ${answer.status}: ${await answer.text()}`)
}

const pageKey = z.object({ key: z.string() })

/** The key that the installation's pages are signed with. */
export const pageKeyOf = (place: Place): string => pageKey.parse(stored(place, 'pageKey')).key

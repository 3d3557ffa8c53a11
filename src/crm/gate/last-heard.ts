import { answerOfBotpress, untilAnswered } from '../../../core/platform/persistently'
import type { Installation } from '../../installation/installation'
import { timing } from '../../timing'

/** So many pages of messages are looked through for one of the user: bots can say much at once. */
const mostPages = 3

/**
 * When the user last wrote in a conversation, by Botpress' clock; epoch ms. Whether an integration may read the messages of
 * a conversation that is not its own is not documented.
 *
 * @returns undefined when the messages cannot be read, or none is theirs.
 * @throws what Botpress says when it cannot answer now.
 */
export async function lastHeard(
  { client }: Pick<Installation, 'client'>,
  conversationId: string,
): Promise<number | undefined> {
  let nextToken: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const query = { conversationId, ...(nextToken === undefined ? {} : { nextToken }) }
    const read = await readable(() => untilAnswered(Date.now() + timing.lockPatience, () => client.listMessages(query)))
    const times = (read?.messages ?? [])
      .filter(({ direction }) => direction === 'incoming')
      .map(({ createdAt }) => Date.parse(createdAt))
    // The newest come first.
    if (times.length > 0) return Math.max(...times)
    nextToken = read?.meta.nextToken
    if (nextToken === undefined) return undefined
  }
  return undefined
}

async function readable<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    if (answerOfBotpress(error) !== 'no') throw error
    return undefined
  }
}

import { Client } from '@botpress/client'
import type { BotpressSim, Installation } from '../../sim/botpress'

/** An integration in its bot, and where that is. */
export type Place = { botpress: BotpressSim; bot: Installation }

/** A client of Botpress' API in the name of the installation. */
export function clientOf({ botpress, bot }: Place): Client {
  return new Client({
    apiUrl: botpress.url,
    token: botpress.token,
    botId: bot.botId,
    integrationId: bot.integrationId,
    integrationAlias: bot.alias,
  })
}

/** Puts a file where webchat puts what end users upload; returns its public address. */
export async function onTheWeb(
  place: Place,
  { name, content, contentType }: { name: string; content: Buffer; contentType: string },
): Promise<string> {
  const accessPolicies = ['public_content' as const]
  const { file } = await clientOf(place).uploadFile({ key: name, content, contentType, accessPolicies })
  return file.url
}

/** Paths of Botpress' API, for fault rules and call counts. */
export const botpressPath = {
  /** Both calls that create an agent's message. */
  createMessage: /(\/messages\/get-or-create|\/initialize-incoming-message)$/,
  updateConversation: /\/conversations\/[^/]+$/,
  createConversation: /\/conversations\/get-or-create$/,
  events: /\/events$/,
} as const

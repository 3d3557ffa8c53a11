import { Client } from '@botpress/client'
import type { AgentFile } from '../../sim/hubspot'
import type { Stage } from '../../sim/stage'

/** The smallest PNG there is. */
export const picture = {
  name: 'lamp.png',
  contentType: 'image/png',
  content: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  ),
}

export const returnLabel: AgentFile = {
  name: 'return-label.pdf',
  contentType: 'application/pdf',
  content: Buffer.from('%PDF-1.4\n% A return label would be here.\n%%EOF\n'),
}

/**
 * Puts a file where web chat puts what an end user attaches.
 *
 * @returns its URL.
 */
export async function storeInWebChat({ bot, botpress }: Stage, file: typeof picture): Promise<string> {
  const { botId, integrationId, alias } = bot
  const client = new Client({
    apiUrl: botpress.url,
    token: botpress.token,
    botId,
    integrationId,
    integrationAlias: alias,
  })
  const { name, ...content } = file
  const { file: stored } = await client.uploadFile({
    key: `webchat/${name}`,
    ...content,
    accessPolicies: ['public_content'],
    publicContentImmediatelyAccessible: true,
  })
  return stored.url
}

import type { Stage } from '../../sim/hubspot-stage'

/** Registers under a webhook URL of the test's choice, as Botpress would after the installation has moved. */
export async function registerAt(
  { bot }: Pick<Stage, 'bot'>,
  process: { url: string },
  webhookUrl: string,
): Promise<void> {
  const answer = await fetch(process.url, {
    method: 'POST',
    headers: {
      'x-bot-id': bot.botId,
      'x-bot-user-id': bot.botId,
      'x-integration-id': bot.integrationId,
      'x-integration-alias': bot.alias,
      'x-webhook-id': bot.webhookId,
      'x-bp-operation': 'register',
      'x-bp-configuration': Buffer.from(JSON.stringify(bot.configuration)).toString('base64'),
    },
    body: JSON.stringify({ webhookUrl }),
  })
  if (!answer.ok) throw new Error(`The integration answered ${answer.status}: ${await answer.text()}`)
}

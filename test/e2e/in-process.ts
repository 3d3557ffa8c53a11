import { Client as BotpressClient } from '@botpress/client'
import { IntegrationLogger, IntegrationSpecificClient } from '@botpress/sdk'
import * as z from 'zod'
import type { HandlerProps } from '../../src/bp'
import { type Crm, onCrm } from '../../src/crm/crm'
import type { TestStage } from './on-stage'

/** Runs what is no action, or what Botpress would not let through, as the handler of an action does. */
export const inProcess = <T>(stage: TestStage, action: (crm: Crm) => Promise<T>): Promise<T> =>
  onCrm(propsOf(stage), 'runBinding', action)

/** What a handler is given. */
function propsOf({ bot, botpress }: TestStage): HandlerProps {
  const { botId, integrationId, alias, webhookId } = bot
  const connection = { apiUrl: botpress.url, token: botpress.token, botId, integrationId, integrationAlias: alias }
  return {
    ctx: {
      ...{ botId, botUserId: botId, integrationId, integrationAlias: alias, webhookId },
      operation: 'action_triggered',
      configurationType: null,
      configuration: configurationSchema.parse(bot.configuration),
    },
    client: new IntegrationSpecificClient(new BotpressClient(connection)),
    logger: new IntegrationLogger(),
  }
}

const configurationSchema = z.looseObject({
  appId: z.string(),
  developerApiKey: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
  refreshToken: z.string().optional(),
  crmAuthoring: z.boolean().optional(),
})

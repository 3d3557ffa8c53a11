import { Client as BotpressClient } from '@botpress/client'
import { IntegrationLogger, IntegrationSpecificClient } from '@botpress/sdk'
import * as z from 'zod'
import type { AccountData, CrmSide } from '../../sim/hubspot'
import { scopes } from '../../sim/hubspot-stage'
import type { Configuration, HandlerProps } from '../../src/bp'
import { type Crm, onCrm } from '../../src/crm/crm'
import { onStage, type TestStage } from './on-stage'

/** Scopes of the boxes on the connect page. */
export const crmScopes = [
  'crm.objects.companies.read',
  'crm.objects.companies.write',
  'crm.objects.deals.read',
  'crm.objects.deals.write',
  'tickets',
  'crm.objects.owners.read',
  'crm.objects.users.read',
]
export const customScopes = ['crm.objects.custom.read', 'crm.objects.custom.write', 'crm.schemas.custom.read']

export type CrmStage = {
  stage: TestStage
  /** What people do in the CRM. */
  crm: CrmSide
  /** IDs of the account's records by their keys. */
  id(key: string): string
  /** Runs an action as its handler does. */
  run<T>(action: (crm: Crm) => Promise<T>): Promise<T>
}

type Options = { account?: AccountData; scopes?: string[]; configuration?: Partial<Configuration> }

/** An account with records, and actions on it. */
export async function onCrmStage({ account, scopes: more, configuration }: Options = {}): Promise<CrmStage> {
  const granted = [...scopes.required, ...scopes.contacts, ...(more ?? [...crmScopes, ...customScopes])]
  const stage = await onStage({ registered: false, scopes: granted, ...(configuration ? { configuration } : {}) })
  const crm = stage.hubspot.crm(stage.portalId)
  const ids = account === undefined ? new Map<string, string>() : crm.load(account)
  const props = propsOf(stage)
  return {
    stage,
    crm,
    id: (key) => ids.get(key) ?? '',
    run: (action) => onCrm(props, 'searchRecords', action),
  }
}

/** What a handler is given. */
export function propsOf({ bot, botpress }: TestStage): HandlerProps {
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
  crmObjects: z.array(z.string()).optional(),
  crmHiddenFields: z.array(z.string()).optional(),
  crmAuthoring: z.boolean().optional(),
})

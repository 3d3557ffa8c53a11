import definition from '../integrations/zoho-salesiq/integration.definition'
import type { Installation, InstallOptions } from './botpress'
import { type BrandInput, type SalesIqSim, type SalesIqSimOptions, startSalesIqSim } from './salesiq'
import { type BareStage, type BareStageOptions, type Environment, setBareStage } from './stage'

/**
 * Both stand-ins with a small world in them, and the SalesIQ integration between: what the demo, the tests and the
 * playground play on.
 */

/** What the integration asks for. */
export const scopes = {
  required: ['SalesIQ.Conversations.ALL', 'SalesIQ.Apps.READ'],
  departments: ['SalesIQ.departments.READ'],
  webhooks: ['SalesIQ.webhooks.READ', 'SalesIQ.webhooks.CREATE', 'SalesIQ.webhooks.UPDATE', 'SalesIQ.webhooks.DELETE'],
}

export const operators = {
  dana: { id: '70000000000501', name: 'Dana Fields', email: 'dana@agents.example' },
  robin: { id: '70000000000502', name: 'Robin Hale', email: 'robin@agents.example' },
} as const

export type SalesIqStageOptions = BareStageOptions & {
  salesiq?: SalesIqSimOptions
  /** Fields that differ from the default configuration; undefined takes a field away. */
  configuration?: Record<string, unknown>
  /** Granted scopes; default: all that the integration asks for. */
  scopes?: string[]
}

/** An integration as installed in a bot, and where its chats go. */
export type SalesIqBot = {
  bot: Installation
  screenName: string
  clientId: string
  /** The brand, its department, and all brands of the portal. */
  appId: string
  departmentId: string
  brands: BrandInput[]
}

export type SalesIqStage = BareStage & SalesIqBot & { salesiq: SalesIqSim }

let installations = 0

/** Puts everything up; nothing is registered yet. */
export async function setSalesIqStage(options: SalesIqStageOptions): Promise<SalesIqStage> {
  const { front } = options
  const salesiq = await startSalesIqSim({ ...(front === undefined ? {} : { front }), ...options.salesiq })
  const bare = await setBareStage(options, { environment: salesIqEnvironment(salesiq), close: salesiq.close })
  return { salesiq, ...bare, ...installSalesIqBot({ salesiq, ...bare }, options) }
}

/** Where an integration finds this Zoho. */
export function salesIqEnvironment({ url }: SalesIqSim): Environment {
  return { ZOHO_ACCOUNTS_URL: url, ZOHO_SALESIQ_URL: url }
}

/**
 * Another bot with a portal and a client of its own, on the same stand-ins and in the same process; with `botId`, one more
 * integration of that bot. The first portal's screen name is `example`.
 */
export function installSalesIqBot(
  { salesiq, botpress, host }: Pick<SalesIqStage, 'salesiq' | 'botpress' | 'host'>,
  options: Pick<SalesIqStageOptions, 'configuration' | 'scopes'> & Pick<InstallOptions, 'botId'> = {},
): SalesIqBot {
  installations += 1
  const number = installations
  const screenName = salesiq.hasPortal('example') ? `example-${number}` : 'example'
  const clientId = `1005.CLIENT${number}`
  const clientSecret = `secret-of-client-${number}-d41d8cd98f00`
  const brands = [brand(number, 1, 'Example'), brand(number, 2, 'Example Outlet')] as const
  const [{ id: appId, departments }] = brands
  const [{ id: departmentId }] = departments
  const client = salesiq.addClient({ clientId, clientSecret, redirectUrls: [] })
  salesiq.addPortal({
    screenName,
    orgId: String(70_000_000 + number),
    region: 'us',
    brands: [...brands],
    operators: Object.values(operators),
  })
  const granted = options.scopes ?? Object.values(scopes).flat()
  const { refreshToken } = salesiq.grant({ clientId, screenName, scopes: granted })
  const bot = botpress.install({
    definition,
    integrationUrl: host.url,
    ...(options.botId === undefined ? {} : { botId: options.botId }),
    configuration: {
      region: 'us',
      ...{ clientId, clientSecret, refreshToken },
      ...{ screenName, appId, departmentId },
      ...options.configuration,
    },
  })
  client.redirectUrls.push(bot.webhookUrl)
  return { bot, screenName, clientId, appId, departmentId, brands: [...brands] }
}

/** Ids are of one portal alone, as Zoho's are. */
function brand(installation: number, number: number, name: string) {
  const id = (place: number) => String(60_000_000_000_000 + installation * 1000 + number * 100 + place)
  const departments = [
    { id: id(1), name: 'Support' },
    { id: id(2), name: 'Sales' },
  ] as const
  return { id: id(0), name, departments }
}

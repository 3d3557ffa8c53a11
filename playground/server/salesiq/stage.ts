import definition from '../../../integrations/zoho-salesiq/integration.definition'
import type { Installation } from '../../../sim/botpress'
import { type SalesIqSim, startSalesIqSim } from '../../../sim/salesiq'
import { type BareStage, type BareStageOptions, setBareStage } from '../../../sim/stage'

export type SalesIqStage = BareStage & { salesiq: SalesIqSim; bot: Installation; screenName: string; appId: string }

const screenName = 'example'
const brand = {
  id: '70000000002238',
  name: 'Lamp shop',
  departments: [
    { id: '70000000002024', name: 'Support' },
    { id: '70000000002026', name: 'Sales' },
  ],
}

/** SalesIQ with a lamp shop's brand in it, and patience enough to outlast an outage of half a minute. */
export async function setPlaygroundStage(options: Pick<BareStageOptions, 'front' | 'handler'>): Promise<SalesIqStage> {
  const { front } = options
  const salesiq = await startSalesIqSim({
    ...(front === undefined ? {} : { front }),
    // A minute apart in life.
    redeliveryDelaysMs: [2_000, 6_000, 20_000],
    brandDepartments: 'map',
  })
  const bare = await setBareStage(
    // Botpress repeats what no process answered.
    { ...options, botpress: { dispatchPatienceMs: 60_000 } },
    { environment: { ZOHO_ACCOUNTS_URL: salesiq.url, ZOHO_SALESIQ_URL: salesiq.url }, close: salesiq.close },
  )
  salesiq.addPortal({
    screenName,
    orgId: '70001',
    brands: [brand],
    operators: [
      { id: '70000000002002', name: 'Dana Fields', email: 'dana@agents.example' },
      { id: '70000000002004', name: 'Robin Hale', email: 'robin@agents.example' },
    ],
  })
  const client = { clientId: '1005.PLAYGROUND', clientSecret: 'secret-of-the-playground-d41d8cd98f00' }
  salesiq.addClient({ ...client, redirectUrls: [] })
  const { refreshToken } = salesiq.grant({ clientId: client.clientId, screenName, scopes: scopesOf })
  const bot = bare.botpress.install({
    definition,
    integrationUrl: bare.host.url,
    configuration: {
      ...{ region: 'us', ...client, refreshToken, screenName },
      ...{ appId: brand.id, departmentId: brand.departments[0]?.id },
    },
  })
  return { ...bare, salesiq, bot, screenName, appId: brand.id }
}

const scopesOf = [
  'SalesIQ.Conversations.ALL',
  'SalesIQ.Apps.READ',
  'SalesIQ.departments.READ',
  ...['READ', 'CREATE', 'UPDATE', 'DELETE'].map((verb) => `SalesIQ.webhooks.${verb}`),
]

import type { Check } from '../../../../core/doctor/check'
import { type Connected, languageIn } from '../../../../core/doctor/page'
import { type Brand, brandOf } from '../installation/brand'
import type { Installation } from '../installation/installation'
import { webhookState } from '../installation/states'
import { currentCredentials, tokenSource } from '../installation/tokens'
import { callerFor } from '../salesiq/caller'
import { diagnose } from './diagnose'
import { type Facts, readFacts, webhooksFor } from './read-facts'

/** As the fields of the configuration are called. */
const names = {
  region: '"Region"',
  screenName: '"Screen name"',
  appId: '"Brand ID"',
  departmentId: '"Department ID"',
}

/**
 * Examines an installation from within, with its own token: Zoho gives out too few for a fresh one at every look.
 *
 * @param deadline epoch ms until which Zoho is asked; what it has not said by then is told as not checked.
 * @throws {NotConnectedError} when no brand is connected.
 */
export async function examine(
  installation: Installation,
  webhookUrl: string,
  deadline: number,
): Promise<{ checks: Check[]; connected: Connected }> {
  const { settings } = installation
  const brand = await brandOf(installation, 0)
  const { region, screenName, appId, departmentId = '' } = brand
  const { clientId } = settings.client
  const facts = await readFacts({
    configured: { region, clientId, screenName, appId, departmentId, waitTime: settings.waitTime, webhookUrl },
    names,
    unseen: undefined,
    client: { ...settings.client, region },
    access: async (until) => {
      await currentCredentials(installation, until)
      // Which scopes were granted Zoho says only when they are; the calls show what there is.
      return { scopes: [], caller: callerFor(tokenSource(installation), { region, screenName }) }
    },
    noted: async () => (await webhookState.read(installation))?.id ?? '',
    deadline: () => deadline,
  })
  return { checks: diagnose(facts), connected: [...connectedIn(brand, facts), languageIn(settings.texts.locale)] }
}

function connectedIn({ region, screenName, name, appId, departments, departmentId }: Brand, facts: Facts): Connected {
  const { webhooks, configured } = facts
  const [webhook] = webhooks?.ok ? webhooksFor(webhooks.value, configured.webhookUrl) : []
  const department = departments.find(({ id }) => id === departmentId)?.name ?? departmentId
  return [
    { term: 'Portal', lines: [screenName, `data centre ${region}`] },
    { term: 'Brand', lines: name === undefined ? [appId] : [name, appId] },
    { term: 'Department', lines: department === undefined ? [] : [department] },
    { term: 'Webhook', lines: webhook === undefined ? [] : [webhook.id] },
    { term: 'Webhook URL', lines: [configured.webhookUrl] },
  ].filter(({ lines }) => lines.length > 0)
}

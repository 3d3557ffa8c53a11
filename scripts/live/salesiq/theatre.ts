import * as z from 'zod'
import definition from '../../../integrations/zoho-salesiq/integration.definition'
import integration from '../../../integrations/zoho-salesiq/src/index'
import { type Caller, callerFor } from '../../../integrations/zoho-salesiq/src/salesiq/caller'
import { refreshToken } from '../../../integrations/zoho-salesiq/src/salesiq/oauth'
import { regionList } from '../../../integrations/zoho-salesiq/src/salesiq/regions'
import { openTheatre, type Theatre } from '../theatre'
import { soon } from '../waiting'
import type { LiveSettings } from './settings'

export type SalesIqTheatre = Theatre & {
  /** SalesIQ, asked in the name of the account. */
  salesiq: Caller
}

const webhookId = 'zoho-salesiq-hitl-live-test'

/**
 * Sets up the integration between the account in the settings and a Botpress of its own.
 *
 * @throws {SalesIqError} when Zoho does not accept client and token.
 */
export async function openSalesIqTheatre(settings: LiveSettings): Promise<SalesIqTheatre> {
  const { region, clientId, clientSecret, screenName, appId, departmentId } = settings
  if (region === undefined) throw new Error(`The region is none of Zoho's: ${regionList}.`)
  const client = { region, clientId, clientSecret }
  // One more token is got than the integration gets: there are ten in ten minutes.
  const { accessToken } = await refreshToken(client, settings.refreshToken, soon())
  const token = async () => accessToken
  const theatre = await openTheatre(settings, integration.handler, {
    definition,
    webhookId,
    configuration: {
      ...client,
      refreshToken: settings.refreshToken,
      screenName,
      ...(appId !== '' && { appId }),
      ...(departmentId !== '' && { departmentId }),
    },
  })
  return { ...theatre, salesiq: callerFor({ token, renewed: token }, { region, screenName }) }
}

const brand = z.object({ appId: z.string(), departmentId: z.string() })
const webhook = z.object({ keys: z.array(z.string()) })

/** What the integration noted of its set-up, once it is registered. */
export function setUpOf({ botpress, bot }: Theatre): z.infer<typeof brand> & z.infer<typeof webhook> {
  const state = (name: string) => botpress.states(bot).find((entry) => entry.name === name)?.payload
  return { ...brand.parse(state('brand')), ...webhook.parse(state('webhook')) }
}

/** The latest session's chat, by its digits; undefined when none was noted. */
export const chatIdOf = ({ botpress, bot }: Theatre): string | undefined =>
  botpress.conversations(bot).at(-1)?.tags.threadId || undefined

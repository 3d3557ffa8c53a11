import { type Answer, goTo } from '../../core/pages/answer'
import type { Ticket } from '../../core/pages/tickets'
import { addressOf, formToken, startAddress } from '../../core/pages/visit'
import { introspect } from '../hubspot/oauth'
import { accessFor, replacedBy } from './access'
import { readConnection, setGrant } from './connection'
import { switchPage } from './pages/switch'
import { show } from './product'
import type { Visit } from './visit'

/** Asks whether the account that HubSpot granted is to take the place of the connected one. */
export async function askToSwitch(visit: Visit, ticket: Ticket): Promise<Answer> {
  const { grant, portalId, accessToken } = await accessFor(visit, ticket)
  const from = await replacedBy(visit.installation, grant)
  if (from === undefined) return goTo(addressOf(visit, 'inboxes', ticket))
  const { domain } = await introspect(visit.installation.settings.app, accessToken, visit.deadline)
  return show(
    switchPage({
      from,
      to: { portalId, name: domain ?? '' },
      url: addressOf(visit, 'switch', ticket),
      token: formToken(visit, ticket),
      againUrl: startAddress(visit, ticket),
    }),
  )
}

/** The answer is yes. Nothing changes yet but that the question is settled. */
export async function confirmSwitch(visit: Visit, ticket: Ticket): Promise<Answer> {
  const { installation } = visit
  await accessFor(visit, ticket)
  const { grant } = await readConnection(installation)
  if (grant) await setGrant(installation, { ...grant, confirmed: true })
  return goTo(addressOf(visit, 'inboxes', ticket))
}

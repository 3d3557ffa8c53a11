import { type Answer, goTo } from '../../core/pages/answer'
import type { Ticket } from '../../core/pages/tickets'
import { addressOf, formToken, startAddress } from '../../core/pages/visit'
import { accountsState } from '../installation/states'
import { reportAdded, reportScopes } from '../setup/scopes'
import { readConnection } from './connection'
import { donePage } from './pages/done'
import { show } from './product'
import { workAt } from './show-progress'
import type { Visit } from './visit'

/** The last page: what is connected, and what comes next. */
export async function showDone(visit: Visit, ticket: Ticket): Promise<Answer> {
  const { installation } = visit
  const work = await workAt(visit, ticket)
  // Whoever comes back from a check began at the first page, perhaps.
  if (work === undefined) return goTo(startAddress(visit, ticket))
  if (work.step !== 'done') return goTo(addressOf(visit, 'progress', ticket))
  const { portalId, portalName, scopes } = await readConnection(installation)
  const accounts = (await accountsState.read(installation))?.accounts ?? []
  const { channelName, contactPolicy } = installation.settings
  const account = { portalId, name: portalName }
  return show(
    donePage({
      botId: installation.ctx.botId,
      webhookUrl: ticket.url,
      account,
      channelName,
      accounts,
      scopes: reportScopes(scopes, contactPolicy),
      added: reportAdded(scopes),
      doctorUrl: addressOf(visit, 'doctor', ticket),
      trial: { url: addressOf(visit, 'test', ticket), token: formToken(visit, ticket) },
    }),
  )
}

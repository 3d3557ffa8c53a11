import type { Answer } from '../../core/pages/answer'
import type { BareVisit } from '../../core/pages/bare-site'
import type { Ticket } from '../../core/pages/tickets'
import { startAddress } from '../../core/pages/visit'
import type { Context } from '../bp'
import { projectZip } from '../hubspot-app/project-zip'
import { appPage } from './pages/app'
import { show } from './product'
import type { Visit } from './visit'

/** The first step again, once the configuration is filled in. */
export const showApp = async (visit: Visit, ticket: Ticket): Promise<Answer> =>
  firstStepOf(visit.installation.ctx)({ ...visit, missing: [] }, ticket)

/** The first step: all that there is to see before the configuration leads anywhere. */
export const firstStepOf =
  ({ botId, webhookId }: Context) =>
  (visit: Pick<BareVisit, 'signer' | 'missing'>, ticket: Ticket): Answer =>
    show(
      appPage({
        botId,
        webhookUrl: ticket.url,
        project: projectZip(ticket.url, webhookId),
        missing: visit.missing,
        onwardUrl: startAddress(visit, ticket),
      }),
    )

import type { Answer } from '../../../../core/pages/answer'
import type { BareVisit } from '../../../../core/pages/bare-site'
import type { Ticket } from '../../../../core/pages/tickets'
import { startAddress } from '../../../../core/pages/visit'
import type { Context } from '../bp'
import { regionIn } from '../installation/settings'
import { consoleUrl, regions } from '../salesiq/regions'
import { clientPage } from './pages/client'
import { show } from './product'
import type { Visit } from './visit'

/** The first step again, once the configuration is filled in. */
export const showClient = async (visit: Visit, ticket: Ticket): Promise<Answer> =>
  firstStepOf(visit.installation.ctx)({ ...visit, missing: [] }, ticket)

/** The first step: all that there is to see before the configuration leads anywhere. */
export const firstStepOf =
  ({ botId, configuration }: Context) =>
  (visit: Pick<BareVisit, 'signer' | 'missing'>, ticket: Ticket): Answer =>
    show(
      clientPage({
        botId,
        redirectUrl: ticket.url,
        region: regionIn(configuration),
        consoles: regions.map((region) => ({ region, url: consoleUrl(region) })),
        missing: visit.missing,
        onwardUrl: startAddress(visit, ticket),
      }),
    )

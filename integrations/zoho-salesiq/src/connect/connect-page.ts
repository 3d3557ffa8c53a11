import { DeskError } from '../../../../core/desk'
import { type Answer, goTo, type Page } from '../../../../core/pages/answer'
import { bareSite, bareVisitOf, type Shortcomings, shortcomingsIn } from '../../../../core/pages/bare-site'
import { frameOf } from '../../../../core/pages/frame'
import { stepRefused, unavailable } from '../../../../core/pages/problems'
import type { HttpRequest } from '../../../../core/pages/request'
import { type Site, serve } from '../../../../core/pages/serve'
import { addressOf } from '../../../../core/pages/visit'
import { reasonOf } from '../../../../core/platform/reason'
import { within } from '../../../../core/platform/within'
import type { HandlerProps } from '../bp'
import { type Installation, openInstallation } from '../installation/installation'
import { NotConnectedError } from '../installation/not-connected'
import { heedGrant } from '../installation/tokens'
import { SalesIqError } from '../salesiq/errors'
import { consoleUrl } from '../salesiq/regions'
import { timing } from '../timing'
import { askPortal, takePortal } from './ask-portal'
import { offerBrands, takeBrand } from './choose-brand'
import { clientRefused, connectionEnded } from './pages/problems'
import { product, show } from './product'
import { firstStepOf, showClient } from './show-client'
import { showDoctor } from './show-doctor'
import { showDone } from './show-done'
import { showProgress } from './show-progress'
import { showStart } from './show-start'
import { takeReturn } from './take-return'
import { showTrial, takeTrial } from './try-it'
import { label, type PageName, type Visit, visitOf } from './visit'

type Props = HandlerProps & { req: HttpRequest }

/** Answers a browser on the connect page. Never throws: whatever goes wrong has a page. */
export async function connectPage(props: Props): Promise<Answer> {
  try {
    const budget = timing.webhookBudget
    const frame = await within(Date.now() + budget, 'read the key of the pages', frameOf(props, { label, budget }))
    const opened = opening(props)
    if ('installation' in opened) return await serve(site, visitOf(frame, opened.installation, props.req))
    return await serve(bareSite(product, firstStepOf(props.ctx)), bareVisitOf(frame, opened, props.req))
  } catch (error) {
    props.logger.forBot().warn('The connect page could not go on. %s', reasonOf(error))
    return show(unavailable(product, '', 'Try again'))
  }
}

/** The installation, or what of its configuration keeps it from being one. */
function opening(props: Props): { installation: Installation } | Shortcomings {
  try {
    return { installation: openInstallation(props) }
  } catch (error) {
    return shortcomingsIn(error)
  }
}

const site: Site<PageName, Visit> = {
  product,
  // Another portal may have been connected in a request to another process.
  prepare: ({ installation }) => heedGrant(installation),
  look: {
    start: showStart,
    client: showClient,
    portal: askPortal,
    brand: offerBrands,
    progress: showProgress,
    done: showDone,
    doctor: showDoctor,
    test: showTrial,
  },
  take: {
    portal: takePortal,
    brand: takeBrand,
    progress: async (visit, ticket) => goTo(addressOf(visit, 'progress', ticket)),
    test: takeTrial,
  },
  takeReturn,
  refusal,
}

function refusal(error: unknown, againUrl: string, { installation }: Visit): Page | undefined {
  if (error instanceof NotConnectedError) return connectionEnded(againUrl)
  if (!(error instanceof DeskError) || error.passing) return undefined
  const oauthError = error instanceof SalesIqError ? error.oauthError : undefined
  if (oauthError?.startsWith('invalid_client')) return clientRefused(consoleUrl(installation.settings.client.region))
  if (oauthError !== undefined || error.outcome === 'denied') return connectionEnded(againUrl)
  return stepRefused(product, [error.message, error.advice].join(' ').trim(), againUrl)
}

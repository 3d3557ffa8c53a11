import { isApiError } from '@botpress/sdk'
import { DeskError } from '../../../../core/desk'
import { type Answer, goTo, type Page } from '../../../../core/pages/answer'
import { notConfigured, stepRefused } from '../../../../core/pages/problems'
import type { HttpRequest } from '../../../../core/pages/request'
import { type Site, serve } from '../../../../core/pages/serve'
import { addressOf } from '../../../../core/pages/visit'
import type { HandlerProps } from '../bp'
import { type Installation, openInstallation } from '../installation/installation'
import { NotConnectedError } from '../installation/not-connected'
import { heedGrant } from '../installation/tokens'
import { SalesIqError } from '../salesiq/errors'
import { consoleUrl } from '../salesiq/regions'
import { askPortal, takePortal } from './ask-portal'
import { offerBrands, takeBrand } from './choose-brand'
import { clientRefused, connectionEnded } from './pages/problems'
import { product, show } from './product'
import { showDoctor } from './show-doctor'
import { showDone } from './show-done'
import { showProgress } from './show-progress'
import { showStart } from './show-start'
import { takeReturn } from './take-return'
import { showTrial, takeTrial } from './try-it'
import { type PageName, type Visit, visitOf } from './visit'

type Props = HandlerProps & { req: HttpRequest }

/** Answers a browser on the connect page. Never throws: whatever goes wrong has a page. */
export async function connectPage(props: Props): Promise<Answer> {
  const installation = configured(props)
  if (installation === undefined) {
    return show(notConfigured('client ID and client secret, and correct whatever saving complains of,'))
  }
  return serve(site, visitOf(installation, props.req))
}

function configured(props: Props): Installation | undefined {
  try {
    return openInstallation(props)
  } catch (error) {
    if (isApiError(error) && error.type === 'Runtime') return undefined
    throw error
  }
}

const site: Site<PageName, Visit> = {
  product,
  // Another portal may have been connected in a request to another process.
  prepare: ({ installation }) => heedGrant(installation),
  look: {
    start: showStart,
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

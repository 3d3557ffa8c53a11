import { isApiError } from '@botpress/sdk'
import { DeskError } from '../../core/desk'
import { type Answer, goTo, type Page } from '../../core/pages/answer'
import { notConfigured, stepRefused } from '../../core/pages/problems'
import type { HttpRequest } from '../../core/pages/request'
import { type Site, serve } from '../../core/pages/serve'
import { addressOf } from '../../core/pages/visit'
import type { HandlerProps } from '../bp'
import { HubSpotError } from '../hubspot/errors'
import { type Installation, openInstallation } from '../installation/installation'
import { NotConnectedError } from '../installation/not-connected'
import { heedReconnection } from '../installation/stored-credentials'
import { isClientRefusal } from '../installation/token-refresher'
import { offerInboxes, takeInboxes } from './choose-inboxes'
import { clientRefused, connectionEnded } from './pages/problems'
import { product, show } from './product'
import { showDoctor } from './show-doctor'
import { showDone } from './show-done'
import { showProgress } from './show-progress'
import { showStart } from './show-start'
import { askToSwitch, confirmSwitch } from './switch-account'
import { takeReturn } from './take-return'
import { showTrial, takeTrial } from './try-it'
import { type PageName, type Visit, visitOf } from './visit'

type Props = HandlerProps & { req: HttpRequest }

/** Answers a browser on the connect page. Never throws: whatever goes wrong has a page. */
export async function connectPage(props: Props): Promise<Answer> {
  const installation = configured(props)
  if (installation === undefined) {
    return show(notConfigured('app ID, developer API key, client ID and client secret'))
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
  // Another account may have been connected in a request to another process.
  prepare: ({ installation }) => heedReconnection(installation),
  look: {
    start: showStart,
    switch: askToSwitch,
    inboxes: offerInboxes,
    progress: showProgress,
    done: showDone,
    doctor: showDoctor,
    test: showTrial,
  },
  take: {
    switch: confirmSwitch,
    inboxes: takeInboxes,
    progress: async (visit, ticket) => goTo(addressOf(visit, 'progress', ticket)),
    test: takeTrial,
  },
  takeReturn,
  refusal,
}

function refusal(error: unknown, againUrl: string): Page | undefined {
  if (error instanceof NotConnectedError) return connectionEnded(againUrl)
  if (!(error instanceof DeskError) || error.passing) return undefined
  if (isClientRefusal(error)) return clientRefused()
  // Of the refresh token, or of an access token although it was renewed.
  const isOfGrant = error instanceof HubSpotError && error.oauthError === 'invalid_grant'
  const isOfAccess = isOfGrant || error.outcome === 'denied'
  return isOfAccess ? connectionEnded(againUrl) : stepRefused(product, error.message, againUrl)
}

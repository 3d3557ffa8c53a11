import { isForDocs } from '../../core/documentation/request'
import { docs } from '../../core/documentation/serve'
import { isForConnectPage } from '../../core/pages/request'
import { reasonOf } from '../../core/platform/reason'
import { OutOfTimeError, within } from '../../core/platform/within'
import type { IntegrationProps } from '../bp'
import { connectPage } from '../connect/connect-page'
import { product } from '../connect/product'
import { withDesk } from '../desk/desk'
import { packed } from '../documentation/packed'
import { appIdOf, openInstallation } from '../installation/installation'
import { tryOwedLogs } from '../interaction-log/owed'
import { timing } from '../timing'
import { dispatch } from './dispatch'
import { parseEvents } from './payloads'
import { sentAt } from './signature'
import { isFromHubSpot } from './verify'

/**
 * The front door: verify, parse, dispatch. HubSpot waits 5 s and delivers again whatever is not answered with 2xx, so a
 * passing fault answers 503; anything thrown here would become a 400 of the SDK. A genuine webhook without a connection to
 * tell whose it is counts as a passing fault as well: what is stored may have been lost, and sessions are open. HubSpot
 * gives up by itself after a day.
 */
export const handler: IntegrationProps['handler'] = async (props) => {
  const { req, logger } = props
  if (isForConnectPage(req)) return connectPage(props)
  if (isForDocs(req)) return docs(product, packed, req)
  if (req.method === 'GET' || req.method === 'HEAD') return statusPage
  if (req.method !== 'POST') return { status: 405, headers: { allow: 'GET, POST' } }
  const deadline = Date.now() + timing.webhookBudget
  try {
    return await within(deadline, 'handle the webhook', answer(props, deadline - timing.answerReserve))
  } catch (error) {
    const reason = reasonOf(error)
    if (error instanceof OutOfTimeError) logger.warn('%s; HubSpot will deliver it again', reason)
    else logger.forBot().error('A webhook of HubSpot could not be handled; HubSpot will deliver it again. %s', reason)
    return { status: 503 }
  }
}

async function answer(props: Parameters<IntegrationProps['handler']>[0], deadline: number) {
  if (!(await isFromHubSpot(props, props.req))) return { status: 401 }
  const installation = openInstallation(props)
  const events = parseEvents(props.req.body ?? '', await appIdOf(installation))
  if (events === undefined) return { status: 400 }
  if (events.length === 0) return { status: 200 }
  const [isHandled] = await Promise.all([
    dispatch(installation, events, sentAt(props.req.headers), deadline),
    tryOwedLogs(installation, withDesk(installation), deadline),
  ])
  return { status: isHandled ? 200 : 503 }
}

const statusPage = {
  status: 200,
  headers: {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  },
  body: 'HubSpot Inbox HITL is running. HubSpot delivers its webhooks to this address. Its documentation is at /docs below it.\n',
}

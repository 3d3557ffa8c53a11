import { isForDocs } from '../../../../core/documentation/request'
import { docs } from '../../../../core/documentation/serve'
import { isForConnectPage } from '../../../../core/pages/request'
import { reasonOf } from '../../../../core/platform/reason'
import { OutOfTimeError, within } from '../../../../core/platform/within'
import type { IntegrationProps } from '../bp'
import { connectPage } from '../connect/connect-page'
import { product } from '../connect/product'
import { packed } from '../documentation/packed'
import { brandOf } from '../installation/brand'
import { salesiqNow } from '../installation/clock'
import { openInstallation } from '../installation/installation'
import { clientSecretIn } from '../installation/settings'
import { replayAfterGap } from '../setup/replay'
import { timing } from '../timing'
import { dispatch } from './dispatch'
import { parseEvents } from './payloads'
import { isFromSalesIq } from './verify'

/**
 * The front door: verify, parse, dispatch. SalesIQ waits 5 s and delivers again, three times a minute apart, whatever is
 * answered with 300 or more, so a passing fault answers 503; anything thrown here would become a 400 of the SDK. Before it
 * makes a webhook it asks the address with HEAD, and may post nothing to it.
 */
export const handler: IntegrationProps['handler'] = async (props) => {
  const { req, logger } = props
  if (isForConnectPage(req)) return connectPage(props)
  if (isForDocs(req)) return docs(product, packed, req)
  if (req.method === 'GET' || req.method === 'HEAD') return statusPage
  if (req.method !== 'POST') return { status: 405, headers: { allow: 'GET, HEAD, POST' } }
  if ((req.body ?? '').trim() === '') return { status: 200 }
  const deadline = Date.now() + timing.webhookBudget
  try {
    return await within(deadline, 'handle the webhook', answer(props, deadline - timing.answerReserve))
  } catch (error) {
    const reason = reasonOf(error)
    if (error instanceof OutOfTimeError) logger.warn('%s; SalesIQ will deliver it again', reason)
    else logger.forBot().error('A webhook of SalesIQ could not be handled; SalesIQ will deliver it again. %s', reason)
    return { status: 503 }
  }
}

async function answer(props: Parameters<IntegrationProps['handler']>[0], deadline: number) {
  // Nothing can be genuine while there is nothing to reach SalesIQ with.
  if (clientSecretIn(props.ctx.configuration) === undefined) return { status: 401 }
  const installation = openInstallation(props)
  if (!(await isFromSalesIq(installation, props.req, deadline))) return { status: 401 }
  const { appId } = await brandOf(installation)
  const told = parseEvents(props.req.body ?? '', {
    key: installation.key,
    brand: appId,
    now: salesiqNow(installation.memory),
  })
  if (told === undefined) return { status: 400 }
  // Another process may have connected another brand since. What is signed with our key is of few brands, so it is looked up.
  const isOthers = told.some(({ event }) => event.account !== appId)
  const current = isOthers ? (await brandOf(installation, 0)).appId : appId
  const ours = told.filter(({ event }) => event.account === current)
  if (ours.length === 0) return { status: 200 }
  const isHandled = await dispatch(installation, ours, deadline)
  // What comes again could not be delivered before: nor could others, perhaps.
  if (isHandled && ours.some(({ attempt }) => attempt > 1)) await replayAfterGap(installation, deadline)
  return { status: isHandled ? 200 : 503 }
}

const statusPage = {
  status: 200,
  headers: {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  },
  body: 'Zoho SalesIQ HITL is running. SalesIQ delivers its webhooks to this address. Its documentation is at /docs below it.\n',
}

import { type Answer, goTo } from '../../../../core/pages/answer'
import { Interrupt } from '../../../../core/pages/interrupt'
import { superseded } from '../../../../core/pages/problems'
import type { Ticket } from '../../../../core/pages/tickets'
import { addressOf, formToken, startAddress } from '../../../../core/pages/visit'
import { connectedOnPage } from '../installation/tokens'
import { listBrands } from '../salesiq/brands'
import { SalesIqError } from '../salesiq/errors'
import { hostsOf, type Region, regionOfHost, screenNameIn } from '../salesiq/regions'
import { type Access, accessFor } from './access'
import { portalPage } from './pages/portal'
import { show } from './product'
import { setGrant } from './remembered'
import type { Visit } from './visit'

/** Asks which portal was granted, which Zoho does not say; not where the configuration does. */
export async function askPortal(visit: Visit, ticket: Ticket): Promise<Answer> {
  const { installation } = visit
  const access = await accessFor(visit, ticket)
  if (installation.settings.screenName !== undefined || access.grant === undefined) {
    return goTo(addressOf(visit, 'brand', ticket))
  }
  const before = access.screenName ?? (await connectedOnPage(installation))?.screenName ?? ''
  return showQuestion(visit, ticket, access, before)
}

/** Takes the answer, and tries at once whether there is such a portal. */
export async function takePortal(visit: Visit, ticket: Ticket): Promise<Answer> {
  const access = await accessFor(visit, ticket)
  const { grant } = access
  if (grant === undefined) throw new Interrupt(superseded(startAddress(visit, ticket)))
  const given = (visit.request.form.get('screenName') ?? '').trim().slice(0, 2_000)
  const read = readPortal(access, given)
  if ('mistake' in read) return showQuestion(visit, ticket, access, given, read.mistake)
  const { screenName } = read
  if (!(await isThere(visit, access, screenName))) {
    const mistake = `Zoho granted access to no portal named “${screenName}” in the data centre ${access.region}. Look at the address of your SalesIQ again; if you have several portals, it is another one.`
    return showQuestion(visit, ticket, access, given, mistake)
  }
  await setGrant(visit.installation, { ...grant, screenName })
  return goTo(addressOf(visit, 'brand', ticket))
}

/** The screen name in what was pasted, or what is wrong with it. */
function readPortal({ region }: Access, given: string): { screenName: string } | { mistake: string } {
  if (given === '') return { mistake: 'Fill in the screen name, or paste an address of your SalesIQ.' }
  const screenName = screenNameIn(given)
  if (screenName === undefined) {
    return { mistake: 'There is no screen name in this. Open your SalesIQ and copy the address of any page of it.' }
  }
  const other = regionIn(given)
  if (other === undefined || other === region) return { screenName }
  return {
    mistake: `This address is of the data centre ${other}, and Zoho granted access in ${region}. Paste an address of the portal that you gave consent for, or start again from the link in the log.`,
  }
}

function regionIn(address: string): Region | undefined {
  const url = /^https?:\/\//i.test(address) ? address : `https://${address}`
  return URL.canParse(url) ? regionOfHost(new URL(url).hostname) : undefined
}

/** @throws {SalesIqError} when something else is wrong. */
async function isThere({ deadline }: Visit, { callerOf }: Access, screenName: string): Promise<boolean> {
  try {
    await listBrands(callerOf(screenName), deadline)
    return true
  } catch (error) {
    if (error instanceof SalesIqError && error.code === 1005) return false
    throw error
  }
}

function showQuestion(visit: Visit, ticket: Ticket, { region }: Access, given: string, mistake?: string): Answer {
  const host = hostsOf(region).salesiq
  const [url, token] = [addressOf(visit, 'portal', ticket), formToken(visit, ticket)]
  return show(portalPage({ host, given, url, token, mistake }))
}

import { isApiError } from '@botpress/sdk'
import { DeskError } from '../../core/desk'
import { LockedError } from '../../core/platform/lock'
import { HubSpotError } from '../hubspot/errors'
import { inAccount } from '../installation/accounts'
import { withSetupLock } from '../setup/setup-lock'
import { timing } from '../timing'
import { type Answer, goTo, show } from './answer'
import { readConnection, type Work } from './connection'
import { Interrupt } from './interrupt'
import { superseded } from './pages/problems'
import { progressPage, type Step, stuckPage } from './pages/progress'
import { advance } from './set-up'
import type { Ticket } from './tickets'
import { addressOf, formToken, startAddress, type Visit } from './visit'

/** Does one more step of the set-up and shows how far it is. */
export async function showProgress(visit: Visit, ticket: Ticket): Promise<Answer> {
  const { installation, deadline } = visit
  try {
    // The set-up is for the account that was chosen here, whatever is connected by now.
    const { portalId } = await readConnection(installation)
    const place = { installation: inAccount(installation, portalId), webhookUrl: ticket.url, deadline: () => deadline }
    // Registration works on the same things, and so may this page in another window.
    const work = await withSetupLock(
      installation,
      { patience: timing.lockPause * 5, lease: timing.setupLease },
      async () => advance(place, await workOf(visit, ticket)),
    )
    if (work.step === 'done') return goTo(addressOf(visit, 'done', ticket))
    return showSteps(visit, ticket, work)
  } catch (error) {
    return explain(visit, ticket, error)
  }
}

/** @throws {Interrupt} when another set-up was begun since. */
export async function workOf(visit: Visit, ticket: Ticket): Promise<Work> {
  const { work } = await readConnection(visit.installation)
  if (work?.id !== ticket.id) throw new Interrupt(superseded(startAddress(visit, ticket)))
  return work
}

async function explain(visit: Visit, ticket: Ticket, error: unknown): Promise<Answer> {
  if (error instanceof LockedError) {
    const remark = 'Another registration of this bot is under way. This one goes on after it.'
    return showSteps(visit, ticket, await workOf(visit, ticket), remark)
  }
  if (error instanceof HubSpotError && error.passing) {
    return showSteps(visit, ticket, await workOf(visit, ticket), `${error.message} It is being tried again.`)
  }
  if (!(error instanceof DeskError) && !(isApiError(error) && error.type === 'Runtime')) throw error
  const steps = stepsOf(await workOf(visit, ticket)).map((step) =>
    step.state === 'now' ? { ...step, state: 'no' as const } : step,
  )
  const [url, token] = [addressOf(visit, 'progress', ticket), formToken(visit, ticket)]
  return show(stuckPage({ steps, reason: error.message, url, token }))
}

function showSteps(visit: Visit, ticket: Ticket, work: Work, remark?: string): Answer {
  const url = addressOf(visit, 'progress', ticket)
  const held = visit.request.query.has('hold')
  const holdUrl = `${url}&hold=1`
  return show(progressPage({ steps: stepsOf(work), url: held ? holdUrl : url, holdUrl, held, remark }))
}

function stepsOf({ step, inboxes, connected }: Work): Step[] {
  const titles = [
    'Find or create the channel in HubSpot',
    'Wait until HubSpot shows it',
    ...inboxes.map(({ name }) => `Connect “${name}”`),
    'Note what is connected',
  ]
  const last = titles.length - 1
  const now = { find: 0, wait: 1, accounts: 2 + connected, finish: last, done: titles.length }[step]
  return titles.map((title, index) => ({ title, state: index < now ? 'yes' : index === now ? 'now' : 'next' }))
}

import type { Answer } from '../../../../core/pages/answer'
import { Interrupt } from '../../../../core/pages/interrupt'
import { superseded } from '../../../../core/pages/problems'
import type { Step } from '../../../../core/pages/progress'
import { showProgress as showProgressOf, stepsAt } from '../../../../core/pages/show-progress'
import type { Ticket } from '../../../../core/pages/tickets'
import { startAddress } from '../../../../core/pages/visit'
import { withSetupLock } from '../setup/setup-lock'
import { timing } from '../timing'
import { stepAt } from './pages/parts'
import { product } from './product'
import { readRemembered, type Work } from './remembered'
import { advance, steps } from './set-up'
import type { Visit } from './visit'

/** Does one more step of the set-up and shows how far it is. */
export function showProgress(visit: Visit, ticket: Ticket): Promise<Answer> {
  return showProgressOf(visit, ticket, {
    product,
    title: 'Setting up the webhook',
    step: stepAt(3),
    about: 'SalesIQ asks your bot for an answer before it makes a webhook, so this can take some seconds.',
    advance: async () => stepsOf(await goOn(visit, ticket)),
    look: async () => stepsOf(await workOf(visit, ticket)),
  })
}

async function goOn(visit: Visit, ticket: Ticket): Promise<Work> {
  const { installation, deadline } = visit
  const place = { installation, webhookUrl: ticket.url, deadline }
  // Registration works on the same things, and so may this page in another window.
  const terms = { patience: timing.lockPause * 5, lease: timing.setupLease }
  return withSetupLock(installation, terms, async () => advance(place, await workOf(visit, ticket)))
}

/** The set-up that a page is about; undefined when another was begun since. */
export async function workAt({ installation }: Visit, { id }: Ticket): Promise<Work | undefined> {
  const { work } = await readRemembered(installation)
  return work?.id === id ? work : undefined
}

async function workOf(visit: Visit, ticket: Ticket): Promise<Work> {
  const work = await workAt(visit, ticket)
  if (work === undefined) throw new Interrupt(superseded(startAddress(visit, ticket)))
  return work
}

function stepsOf({ step }: Work): Step[] {
  const at = steps.findIndex(({ name }) => name === step)
  return stepsAt(
    steps.map(({ title }) => title),
    at < 0 ? steps.length : at,
  )
}

import type { Answer } from '../../core/pages/answer'
import { Interrupt } from '../../core/pages/interrupt'
import { superseded } from '../../core/pages/problems'
import type { Step } from '../../core/pages/progress'
import { showProgress as showProgressOf, stepsAt } from '../../core/pages/show-progress'
import type { Ticket } from '../../core/pages/tickets'
import { startAddress } from '../../core/pages/visit'
import { inAccount } from '../installation/accounts'
import { withSetupLock } from '../setup/setup-lock'
import { timing } from '../timing'
import { readConnection, type Work } from './connection'
import { stepAt } from './pages/parts'
import { product } from './product'
import { advance } from './set-up'
import type { Visit } from './visit'

/** Does one more step of the set-up and shows how far it is. */
export function showProgress(visit: Visit, ticket: Ticket): Promise<Answer> {
  return showProgressOf(visit, ticket, {
    product,
    title: 'Setting up the channel',
    step: stepAt(3),
    about: 'This can take more than a minute, since HubSpot shows a new channel only after a while.',
    advance: async () => stepsOf(await goOn(visit, ticket)),
    look: async () => stepsOf(await workOf(visit, ticket)),
  })
}

async function goOn(visit: Visit, ticket: Ticket): Promise<Work> {
  const { installation, deadline } = visit
  // The set-up is for the account that was chosen here, whatever is connected by now.
  const { portalId } = await readConnection(installation)
  const place = { installation: inAccount(installation, portalId), webhookUrl: ticket.url, deadline: () => deadline }
  // Registration works on the same things, and so may this page in another window.
  const terms = { patience: timing.lockPause * 5, lease: timing.setupLease }
  return withSetupLock(installation, terms, async () => advance(place, await workOf(visit, ticket)))
}

/** The set-up that a page is about; undefined when another was begun since. */
export async function workAt({ installation }: Visit, { id }: Ticket): Promise<Work | undefined> {
  const { work } = await readConnection(installation)
  return work?.id === id ? work : undefined
}

async function workOf(visit: Visit, ticket: Ticket): Promise<Work> {
  const work = await workAt(visit, ticket)
  if (work === undefined) throw new Interrupt(superseded(startAddress(visit, ticket)))
  return work
}

function stepsOf({ step, inboxes, connected }: Work): Step[] {
  const titles = [
    'Find or create the channel in HubSpot',
    'Wait until HubSpot shows it',
    ...inboxes.map(({ name }) => `Connect “${name}”`),
    'Note what is connected',
  ]
  const last = titles.length - 1
  return stepsAt(titles, { find: 0, wait: 1, accounts: 2 + connected, finish: last, done: titles.length }[step])
}

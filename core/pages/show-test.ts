import { isApiError } from '@botpress/sdk'
import { DeskError, isRefusal } from '../desk'
import type { Installation } from '../installation'
import { type Doubt, doubtsOf } from '../self-test/doubts'
import { endTest } from '../self-test/end'
import type { Reasons } from '../self-test/reasons'
import type { Run } from '../self-test/run'
import { runningTest } from '../self-test/running'
import { openTest, startTest } from '../self-test/start'
import { timing } from '../timing'
import { type Answer, goTo, show } from './answer'
import type { Product } from './product'
import { failedPage, type Outcome, outcomes, overPage, testPage } from './self-test'
import type { Ticket } from './tickets'
import { addressOf, follow, formToken, type Visit } from './visit'

/** A desk's self-test: what is tried, and the desk's own words. */
export type Trying = { product: Product; installation: Installation; reasons: Reasons }

type Pages = 'test' | 'done' | 'doctor'

/** Shows how far the self-test is; the load that finds all of it heard ends it. */
export async function showTest<Name extends string>(
  visit: Visit<Name | Pages>,
  ticket: Ticket,
  trying: Trying,
): Promise<Answer> {
  const { installation, product, reasons } = trying
  const { deadline, request } = visit
  const run = await runningTest(installation, deadline)
  if (run === undefined) {
    const outcome = outcomes.find((known) => known === request.query.get('over'))
    return show(product.name, overPage({ desk: product.desk, outcome, stays: reasons.stays, ...waysOf(visit, ticket) }))
  }
  try {
    return await showRun(visit, ticket, trying, await openTest(installation, run, deadline))
  } catch (error) {
    if (isRefusal(error)) return refused(visit, ticket, trying, error)
    if (!(error instanceof DeskError)) throw error
    return showRun(visit, ticket, trying, run, `${error.message} It is being looked at again.`)
  }
}

/** Starts a self-test, or ends the one that the form is of. */
export async function takeTest<Name extends string>(
  visit: Visit<Name | Pages>,
  ticket: Ticket,
  trying: Trying,
): Promise<Answer> {
  const { form } = visit.request
  if (form.get('do') === 'end') return end(visit, ticket, trying, form.get('run') ?? '')
  try {
    await startTest(trying.installation, form.get('by') ?? '', visit.deadline)
  } catch (error) {
    if (isRefusal(error)) return refused(visit, ticket, trying, error)
    // What is not known yet the page finds out.
    if (!(error instanceof DeskError)) throw error
  }
  return goTo(addressOf(visit, 'test', follow(ticket, ticket.id)))
}

async function end<Name extends string>(
  visit: Visit<Name | Pages>,
  ticket: Ticket,
  { installation, product }: Trying,
  ref: string,
): Promise<Answer> {
  const run = await runningTest(installation, visit.deadline)
  // Another window may have ended it, and begun another.
  if (run === undefined || run.session.ref !== ref) return goTo(addressOf(visit, 'test', ticket))
  try {
    return goTo(overAddress(visit, ticket, await endTest(installation, run, visit.deadline)))
  } catch (error) {
    if (!(error instanceof DeskError)) throw error
    const { way, doneUrl } = waysOf(visit, ticket)
    return show(
      product.name,
      failedPage('The test could not be ended now', [error.message], { way, run: ref }, doneUrl),
    )
  }
}

async function showRun<Name extends string>(
  visit: Visit<Name | Pages>,
  ticket: Ticket,
  trying: Trying,
  run: Run,
  remark?: string,
): Promise<Answer> {
  const { installation, product, reasons } = trying
  const { deadline, request } = visit
  const { session, taken, repliedAt, closed } = run
  const { doubts, isNobodyInCharge } = await doubtsOf(installation, run, deadline)
  if (repliedAt !== undefined && closed !== undefined && (taken !== undefined || isNobodyInCharge)) {
    // It is closed at the desk already; should that need to be done again, it can wait for the next load.
    await endTest(installation, run, deadline)
    return goTo(overAddress(visit, ticket, taken === undefined ? 'untaken' : 'passed'))
  }
  const url = addressOf(visit, 'test', ticket)
  const held = request.query.has('hold')
  const holdUrl = `${url}&hold=1`
  const [place, agentName, explained] = await Promise.all([
    run.openedAt === undefined ? undefined : reasons.place(session, deadline),
    agentNameOf(installation, run, deadline),
    Promise.all(doubts.map(async (doubt) => ({ doubt, paragraphs: await paragraphsOf(trying, run, doubt, deadline) }))),
  ])
  const trial = { desk: product.desk, run, agentName, place, doubts: explained, remark }
  return show(product.name, testPage({ ...trial, url, holdUrl, held, ...waysOf(visit, ticket) }))
}

function paragraphsOf({ reasons }: Trying, run: Run, doubt: Doubt, deadline: number): Promise<string[]> {
  return orSaid(async () => {
    switch (doubt.kind) {
      case 'unheard':
        return reasons.unheard(doubt.what, run.session, deadline)
      case 'waiting':
        return reasons.waiting(doubt.what, run.session, deadline)
      case 'closedEarly':
        return [reasons.closedEarly(run.closed?.reason ?? 'agent')]
      case 'unseen':
        return []
    }
  })
}

/** What a desk has to say; what it answers where it cannot be asked. */
async function orSaid(say: () => Promise<string[]>): Promise<string[]> {
  try {
    return await say()
  } catch (error) {
    if (isApiError(error) && error.type === 'Runtime') return []
    if (!(error instanceof DeskError)) throw error
    return [error.message]
  }
}

async function agentNameOf({ desk }: Installation, { session, taken }: Run, deadline: number): Promise<string> {
  if (taken === undefined) return ''
  if (taken.name !== undefined || desk.agent === undefined) return taken.name ?? ''
  const until = Math.min(deadline, Date.now() + timing.agentLookup)
  const profile = await desk.agent(session.account, taken.agent, until).catch((error: unknown) => {
    // That somebody took it is what counts.
    if (!(error instanceof DeskError)) throw error
    return undefined
  })
  return profile?.name ?? ''
}

async function refused<Name extends string>(
  visit: Visit<Name | Pages>,
  ticket: Ticket,
  { product, reasons }: Trying,
  error: unknown,
): Promise<Answer> {
  const { way, doneUrl } = waysOf(visit, ticket)
  const said = error instanceof DeskError ? `${error.message} ${error.advice}`.trim() : ''
  const reason = isApiError(error) ? error.message : said
  const besides = await orSaid(() => reasons.unopened(visit.deadline))
  const paragraphs = [reason, ...besides]
  return show(product.name, failedPage('The test conversation could not be opened', paragraphs, { way }, doneUrl))
}

const overAddress = <Name extends string>(visit: Visit<Name | Pages>, ticket: Ticket, outcome: Outcome): string =>
  `${addressOf(visit, 'test', ticket)}&over=${outcome}`

/** Where the forms of these pages go, and back. */
function waysOf<Name extends string>(visit: Visit<Name | Pages>, ticket: Ticket) {
  const url = addressOf(visit, 'test', ticket)
  return {
    way: { url, token: formToken(visit, ticket) },
    doneUrl: addressOf(visit, 'done', ticket),
    doctorUrl: addressOf(visit, 'doctor', ticket),
  }
}

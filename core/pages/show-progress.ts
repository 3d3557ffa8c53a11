import { isApiError } from '@botpress/sdk'
import { DeskError } from '../desk'
import { LockedError } from '../platform/lock'
import { type Answer, goTo, type PageStep, show } from './answer'
import type { Product } from './product'
import { progressPage, type Step, stuckPage } from './progress'
import type { Ticket } from './tickets'
import { addressOf, formToken, type Visit } from './visit'

/** A set-up that the pages `progress` and `done` are about. No step takes longer than a browser may wait. */
export type SetUp = {
  product: Product
  /** Of the page. */
  title: string
  step: PageStep
  /** What to expect of it, for people. */
  about: string
  /**
   * Does one more step and says how far it is. Each can be repeated: one whose answer was lost is found done.
   *
   * @throws {DeskError}, or {RuntimeError} when somebody has to do something about it; {LockedError} when something else is
   * at work on the same things.
   */
  advance(): Promise<Step[]>
  /** How far it is, without doing anything. */
  look(): Promise<Step[]>
}

type Steps = 'progress' | 'done'

/** Does one more step of a set-up and shows how far it is. */
export async function showProgress<Name extends string>(
  visit: Visit<Name | Steps>,
  ticket: Ticket,
  setUp: SetUp,
): Promise<Answer> {
  try {
    const steps = await setUp.advance()
    if (steps.every(({ state }) => state === 'yes')) return goTo(addressOf(visit, 'done', ticket))
    return showSteps(visit, ticket, setUp, steps)
  } catch (error) {
    return explain(visit, ticket, setUp, error)
  }
}

async function explain<Name extends string>(
  visit: Visit<Name | Steps>,
  ticket: Ticket,
  setUp: SetUp,
  error: unknown,
): Promise<Answer> {
  if (error instanceof LockedError) {
    const remark = 'Another registration of this bot is under way. This one goes on after it.'
    return showSteps(visit, ticket, setUp, await setUp.look(), remark)
  }
  if (error instanceof DeskError && error.passing) {
    return showSteps(visit, ticket, setUp, await setUp.look(), `${error.message} It is being tried again.`)
  }
  if (!(error instanceof DeskError) && !(isApiError(error) && error.type === 'Runtime')) throw error
  const steps = (await setUp.look()).map((step) => (step.state === 'now' ? { ...step, state: 'no' as const } : step))
  const [url, token] = [addressOf(visit, 'progress', ticket), formToken(visit, ticket)]
  return show(setUp.product.name, stuckPage({ step: setUp.step, steps, reason: error.message, url, token }))
}

function showSteps<Name extends string>(
  visit: Visit<Name | Steps>,
  ticket: Ticket,
  { product, title, step, about }: SetUp,
  steps: Step[],
  remark?: string,
): Answer {
  const url = addressOf(visit, 'progress', ticket)
  const held = visit.request.query.has('hold')
  const holdUrl = `${url}&hold=1`
  return show(
    product.name,
    progressPage({ title, step, about, steps, url: held ? holdUrl : url, holdUrl, held, remark }),
  )
}

/** Steps of which all before the given one are done, that one is under way, and the others are to come. */
export const stepsAt = (titles: string[], now: number): Step[] =>
  titles.map((title, index) => ({ title, state: index < now ? 'yes' : index === now ? 'now' : 'next' }))

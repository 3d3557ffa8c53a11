import type { Answer } from '../../core/pages/answer'
import { showTest, type Trying, takeTest } from '../../core/pages/show-test'
import type { Ticket } from '../../core/pages/tickets'
import { withDesk } from '../desk/desk'
import { product } from './product'
import { reasonsFor } from './test-reasons'
import type { Visit } from './visit'

/** The self-test: a conversation that is opened in HubSpot for trial, and what the bot hears of it. */
export const showTrial = (visit: Visit, ticket: Ticket): Promise<Answer> =>
  showTest(visit, ticket, tryingOf(visit, ticket))

/** Starts it, or ends it. */
export const takeTrial = (visit: Visit, ticket: Ticket): Promise<Answer> =>
  takeTest(visit, ticket, tryingOf(visit, ticket))

const tryingOf = ({ installation }: Visit, { url }: Ticket): Trying => ({
  product,
  installation: withDesk(installation),
  reasons: reasonsFor(installation, url),
})

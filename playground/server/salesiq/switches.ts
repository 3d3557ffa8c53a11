import type { Faults } from '../../../sim/http/faults'
import { errorBody, type SalesIqSim } from '../../../sim/salesiq'
import { botpressDown, webhooksThrice } from '../breakages'
import type { Switch } from '../desk'

type Theatre = {
  salesiq: Pick<SalesIqSim, 'webhooks' | 'settings' | 'ui'>
  botpress: { faults: Pick<Faults, 'add'> }
  screenName: string
  appId: string
}

/** How much later replies come than ends, in ms: less than the integration waits for them. */
const lateBy = 1_500

/** What can go wrong with SalesIQ, and with Botpress beside it. `firstOperator` is who gets chats of itself. */
export const switchesFor = ({ salesiq, botpress, screenName, appId }: Theatre, firstOperator: string): Switch[] => [
  {
    id: 'salesiq-busy',
    title: 'SalesIQ: too many requests',
    explanation: 'Every other call is answered with error 1023, which does not say how long to wait.',
    trouble: { play: { status: 400, body: errorBody(1023) }, isForWritesOnly: false, alone: 1 },
  },
  {
    id: 'salesiq-503',
    title: 'SalesIQ: unavailable',
    explanation: 'Every other call is answered 503. What was sent is looked for before it is sent again, once.',
    trouble: { play: { status: 503, body: '' }, isForWritesOnly: false, alone: 1 },
  },
  {
    id: 'salesiq-drop',
    title: 'SalesIQ: connection lost',
    explanation:
      'Of every two writes, SalesIQ carries out one and then drops the connection. It would take a repetition for another message.',
    trouble: { play: { drop: 'after' }, isForWritesOnly: true, alone: 1 },
  },
  {
    id: 'salesiq-overtakes',
    title: 'SalesIQ: news before the answer',
    explanation:
      'Chats are assigned of themselves, and the news of it comes before the answer to the call that opened them.',
    turnOn: () => {
      salesiq.settings.eventsOvertake = true
      salesiq.ui.autoAssign(appId, firstOperator)
      return () => {
        salesiq.settings.eventsOvertake = false
        salesiq.ui.autoAssign(appId, undefined)
      }
    },
  },
  {
    id: 'salesiq-strangers',
    title: 'SalesIQ: somebody on the website',
    explanation: 'Another visitor of the brand chats in its widget. The events of it come too, and lead to nothing.',
    turnOn: () => {
      const text = 'Do you have floor lamps?'
      const chat = salesiq.ui.writeOnWebsite({ screenName, appId, text, upTo: 'connected' })
      return () => salesiq.ui.end(chat, { by: 'visitor' })
    },
  },
  botpressDown(botpress),
  webhooksThrice('SalesIQ', salesiq.webhooks),
  {
    id: 'webhooks-out-of-order',
    title: 'Webhooks out of order',
    explanation: 'Replies come 1.5 s late, so that an end overtakes the reply before it.',
    turnOn: () => {
      salesiq.webhooks.delay(lateBy, ['conversation.operator.replied'])
      return () => salesiq.webhooks.delay(0, ['conversation.operator.replied'])
    },
  },
]

import type { Faults } from '../../../sim/http/faults'
import { errorBody, type SalesIqSim } from '../../../sim/salesiq'
import { botpressDown, webhooksThrice } from '../breakages'
import type { Switch } from '../desk'

type Theatre = {
  salesiq: Pick<SalesIqSim, 'webhooks' | 'settings' | 'ui'>
  botpress: { faults: Pick<Faults, 'add'> }
  appId: string
}

/** What can go wrong with SalesIQ, and with Botpress beside it. `firstOperator` is who gets chats of itself. */
export const switchesFor = ({ salesiq, botpress, appId }: Theatre, firstOperator: string): Switch[] => [
  {
    id: 'salesiq-busy',
    title: 'SalesIQ: too many requests',
    explanation: 'Every other call is answered with error 1023, which does not say how long to wait.',
    trouble: { play: { status: 400, body: errorBody(1023) }, isForWritesOnly: false, alone: 1 },
  },
  {
    id: 'salesiq-503',
    title: 'SalesIQ: unavailable',
    explanation: 'Two of every three calls are answered 503.',
    trouble: { play: { status: 503, body: '' }, isForWritesOnly: false, alone: 2 },
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
  botpressDown(botpress),
  webhooksThrice('SalesIQ', salesiq.webhooks),
]

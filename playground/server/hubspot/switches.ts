import type { Faults } from '../../../sim/http/faults'
import { type Outbox, rateLimitBody } from '../../../sim/hubspot'
import { botpressDown, webhooksThrice } from '../breakages'
import type { Switch } from '../desk'

type Theatre = {
  hubspot: { webhooks: Pick<Outbox, 'duplicate' | 'delay'> }
  botpress: { faults: Pick<Faults, 'add'> }
}

/** How much later replies come than closings, in ms: less than the integration waits for them. */
const lateBy = 1_500

/** What can go wrong with HubSpot, and with Botpress beside it. */
export const switchesFor = ({ hubspot, botpress }: Theatre): Switch[] => [
  {
    id: 'hubspot-429',
    title: 'HubSpot: too many requests',
    explanation: 'Two of every three calls are answered 429, with a second to wait.',
    trouble: {
      play: { status: 429, headers: { 'retry-after': '1' }, body: rateLimitBody('SECONDLY') },
      isForWritesOnly: false,
      alone: 2,
    },
  },
  {
    id: 'hubspot-503',
    title: 'HubSpot: unavailable',
    explanation: 'Two of every three calls are answered 503.',
    trouble: {
      play: { status: 503, body: { status: 'error', message: 'Service unavailable' } },
      isForWritesOnly: false,
      alone: 2,
    },
  },
  {
    id: 'hubspot-drop',
    title: 'HubSpot: connection lost',
    explanation: 'Of every two writes, HubSpot carries out one and then drops the connection without an answer.',
    trouble: { play: { drop: 'after' }, isForWritesOnly: true, alone: 1 },
  },
  botpressDown(botpress),
  webhooksThrice('HubSpot', hubspot.webhooks),
  {
    id: 'webhooks-out-of-order',
    title: 'Webhooks out of order',
    explanation: 'Replies come 1.5 s late, so that a closing overtakes the reply before it.',
    turnOn: () => {
      hubspot.webhooks.delay('channel', lateBy)
      return () => hubspot.webhooks.delay('channel', 0)
    },
  },
]

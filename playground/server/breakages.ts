import { rateLimitBody } from '../../sim/hubspot'
import type { Stage } from '../../sim/stage'
import { type Breakage, type BreakageId, breakageIds } from '../protocol'

type Theatre = Pick<Stage, 'hubspot' | 'botpress'>
type Switch = { title: string; explanation: string; turnOn(stage: Theatre): () => void }

/** How much later replies come than closings, in ms: less than the integration waits for them. */
const lateBy = 1_500

const switches: Record<BreakageId, Switch> = {
  'hubspot-429': {
    title: 'HubSpot: too many requests',
    explanation: 'Two of every three calls are answered 429, with a second to wait.',
    turnOn: ({ hubspot }) =>
      hubspot.faults.add({
        path: fromOutside,
        passEvery: 3,
        status: 429,
        headers: { 'retry-after': '1' },
        body: rateLimitBody('SECONDLY'),
      }),
  },
  'hubspot-503': {
    title: 'HubSpot: unavailable',
    explanation: 'Two of every three calls are answered 503.',
    turnOn: ({ hubspot }) =>
      hubspot.faults.add({
        path: fromOutside,
        passEvery: 3,
        status: 503,
        body: { status: 'error', message: 'Service unavailable' },
      }),
  },
  'hubspot-drop': {
    title: 'HubSpot: connection lost',
    explanation: 'Of every two writes, HubSpot carries out one and then drops the connection without an answer.',
    turnOn: ({ hubspot }) => hubspot.faults.add({ path: fromOutside, method: 'POST', passEvery: 2, drop: 'after' }),
  },
  'botpress-down': {
    title: 'Botpress: down',
    explanation: "Botpress' API answers 503 to everything for as long as this is on.",
    turnOn: ({ botpress }) =>
      botpress.faults.add({
        path: fromOutside,
        status: 503,
        body: { id: 'err_down', code: 503, type: 'Unknown', message: 'Service unavailable' },
      }),
  },
  'webhooks-thrice': {
    title: 'Webhooks three times',
    explanation: 'HubSpot delivers every webhook three times at once.',
    turnOn: ({ hubspot }) => {
      hubspot.webhooks.duplicate(3)
      return () => hubspot.webhooks.duplicate(1)
    },
  },
  'webhooks-out-of-order': {
    title: 'Webhooks out of order',
    explanation: 'Replies come 1.5 s late, so that a closing overtakes the reply before it.',
    turnOn: ({ hubspot }) => {
      hubspot.webhooks.delay('channel', lateBy)
      return () => hubspot.webhooks.delay('channel', 0)
    },
  },
}

/** Everything but the files that the page itself shows. */
const fromOutside = /^\/(?!hubfs\/|content\/file\/)/

/** The switches that make things break. */
export class Breakages {
  private readonly offs = new Map<BreakageId, () => void>()

  constructor(private readonly stage: Theatre) {}

  set(id: BreakageId, on: boolean): void {
    if (on === this.offs.has(id)) return
    if (on) {
      this.offs.set(id, switches[id].turnOn(this.stage))
      return
    }
    this.offs.get(id)?.()
    this.offs.delete(id)
  }

  list(): Breakage[] {
    return breakageIds.map((id) => {
      const { title, explanation } = switches[id]
      return { id, title, explanation, isOn: this.offs.has(id) }
    })
  }
}

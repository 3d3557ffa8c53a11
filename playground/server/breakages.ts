import type { Faults } from '../../sim/http/faults'
import type { Outbox } from '../../sim/hubspot'
import { type Breakage, type BreakageId, breakageIds } from '../protocol'
import { beyondThePage } from './beyond-the-page'
import { HubSpotTrouble, isHubSpotTrouble } from './hubspot-trouble'

type Theatre = {
  hubspot: { faults: Pick<Faults, 'addCycle'>; webhooks: Pick<Outbox, 'duplicate' | 'delay'> }
  botpress: { faults: Pick<Faults, 'add'> }
}
type Switch = { title: string; explanation: string; turnOn(stage: Theatre, trouble: HubSpotTrouble): () => void }

/** How much later replies come than closings, in ms: less than the integration waits for them. */
const lateBy = 1_500

const switches: Record<BreakageId, Switch> = {
  'hubspot-429': {
    title: 'HubSpot: too many requests',
    explanation: 'Two of every three calls are answered 429, with a second to wait.',
    turnOn: (_stage, trouble) => trouble.turnOn('hubspot-429'),
  },
  'hubspot-503': {
    title: 'HubSpot: unavailable',
    explanation: 'Two of every three calls are answered 503.',
    turnOn: (_stage, trouble) => trouble.turnOn('hubspot-503'),
  },
  'hubspot-drop': {
    title: 'HubSpot: connection lost',
    explanation: 'Of every two writes, HubSpot carries out one and then drops the connection without an answer.',
    turnOn: (_stage, trouble) => trouble.turnOn('hubspot-drop'),
  },
  'botpress-down': {
    title: 'Botpress: down',
    explanation: "Botpress' API answers 503 to everything for as long as this is on.",
    turnOn: ({ botpress }) =>
      botpress.faults.add({
        path: beyondThePage,
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

const takingTurns = 'In turn with the other troubles of HubSpot that are on: one call of each, then one that passes.'

/** The switches that make things break. */
export class Breakages {
  private readonly offs = new Map<BreakageId, () => void>()

  private readonly trouble: HubSpotTrouble

  constructor(private readonly stage: Theatre) {
    this.trouble = new HubSpotTrouble(stage.hubspot.faults)
  }

  set(id: BreakageId, on: boolean): void {
    if (on === this.offs.has(id)) return
    if (on) {
      this.offs.set(id, switches[id].turnOn(this.stage, this.trouble))
      return
    }
    this.offs.get(id)?.()
    this.offs.delete(id)
  }

  list(): Breakage[] {
    return breakageIds.map((id) => {
      const { title, explanation } = switches[id]
      const isOn = this.offs.has(id)
      const isShared = isOn && isHubSpotTrouble(id) && this.trouble.isShared
      return { id, title, explanation: isShared ? takingTurns : explanation, isOn }
    })
  }
}

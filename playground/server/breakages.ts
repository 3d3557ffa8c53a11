import type { Faults } from '../../sim/http/faults'
import type { Breakage, BreakageId } from '../protocol'
import { beyondThePage } from './beyond-the-page'
import type { Desk, Switch } from './desk'
import { Refusal } from './refusal'
import { Troubles } from './trouble'

/** The switches that make things break. */
export class Breakages {
  private readonly offs = new Map<BreakageId, () => void>()
  private readonly troubles: Troubles

  constructor(private readonly desk: Pick<Desk, 'name' | 'faults' | 'switches'>) {
    this.troubles = new Troubles(desk.faults)
  }

  /** @throws {Refusal} for what cannot be broken here. */
  set(id: BreakageId, on: boolean): void {
    const chosen = this.desk.switches.find((it) => it.id === id)
    if (chosen === undefined) throw new Refusal(404, 'There is no such switch.')
    if (on === this.offs.has(id)) return
    if (on) {
      this.offs.set(id, 'trouble' in chosen ? this.troubles.turnOn(id, chosen.trouble) : chosen.turnOn())
      return
    }
    this.offs.get(id)?.()
    this.offs.delete(id)
  }

  list(): Breakage[] {
    return this.desk.switches.map(({ id, title, explanation, ...what }) => {
      const isOn = this.offs.has(id)
      const isShared = isOn && 'trouble' in what && this.troubles.isShared
      return { id, title, explanation: isShared ? this.takingTurns : explanation, isOn }
    })
  }

  private get takingTurns(): string {
    return `In turn with the other troubles of ${this.desk.name} that are on: one call of each, then one that passes.`
  }
}

/** Botpress does not answer. */
export const botpressDown = ({ faults }: { faults: Pick<Faults, 'add'> }): Switch => ({
  id: 'botpress-down',
  title: 'Botpress: down',
  explanation: "Botpress' API answers 503 to everything for as long as this is on.",
  turnOn: () =>
    faults.add({
      path: beyondThePage,
      status: 503,
      body: { id: 'err_down', code: 503, type: 'Unknown', message: 'Service unavailable' },
    }),
})

/** The desk sends every webhook three times. */
export const webhooksThrice = (name: Desk['name'], webhooks: { duplicate(count: number): void }): Switch => ({
  id: 'webhooks-thrice',
  title: 'Webhooks three times',
  explanation: `${name} delivers every webhook three times at once.`,
  turnOn: () => {
    webhooks.duplicate(3)
    return () => webhooks.duplicate(1)
  },
})

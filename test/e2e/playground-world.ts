import { onTestFinished } from 'vitest'
import { Breakages } from '../../playground/server/breakages'
import { type Guest, Guests } from '../../playground/server/guests'
import { hubspotDesk } from '../../playground/server/hubspot/desk'
import { Language } from '../../playground/server/language'
import { createMasker } from '../../playground/server/mask'
import { SelfTests } from '../../playground/server/self-tests'
import { Traces } from '../../playground/server/traces'
import { Wire } from '../../playground/server/wire'
import { worldOf } from '../../playground/server/world'
import type { TestStage } from './on-stage'

/** A test's stage as the playground's page would show it. */
export function playgroundOn(stage: TestStage) {
  const traces = new Traces()
  const tests = new SelfTests()
  const desk = hubspotDesk(stage, (id) => id)
  const guests = new Guests(desk, () => {})
  const crm = desk.crm?.({ bot: stage.bot, watchRun: () => () => {}, traces })
  const breakages = new Breakages(desk)
  const wire = new Wire(
    desk.calls,
    traces,
    createMasker(() => []),
    () => {},
  )
  const { hubspot, botpress } = stage
  for (const log of [hubspot.log, hubspot.webhookLog, botpress.log, botpress.dispatchLog]) {
    log.subscribe((call) => wire.add(call))
  }
  onTestFinished(() => guests.close())
  const integration = { state: () => ({ state: 'running' as const, restarts: 0 }) }
  const language = new Language(stage.bot, (run) => run())
  return {
    guests,
    breakages,
    wire,
    world: () => worldOf({ desk, guests, crm, breakages, integration, language, traces, tests }),
    /** Somebody who has been handed over, and the thread. */
    handedOver: async (): Promise<{ guest: Guest; threadId: string }> => {
      const guest = guests.add('known')
      await guest.user.escalate({ title: 'A lamp', ...(guest.person.address && { userEmail: guest.person.address }) })
      const threadId = hubspot.threads(stage.portalId).at(-1)?.id
      if (threadId === undefined) throw new Error('The escalation opened no thread')
      return { guest, threadId }
    },
  }
}

import { expect, test } from 'vitest'
import { agents } from '../../sim/hubspot-stage'
import { until } from '../stage/until'
import { fromUser } from './looking'
import { onStage } from './on-stage'
import { playgroundOn } from './playground-world'

const { userId: dana } = agents.dana

test('a second escalation is about what was said since the first session, not about what was said in it or before', async () => {
  const stage = await onStage()
  const { guests } = playgroundOn(stage)
  const guest = guests.add('known')
  const threads = () => stage.hubspot.threads(stage.portalId)
  const handOver = async (count: number) => {
    guests.say(guest, 'Talk to a human')
    await until(() => threads().length === count && guest.user.session?.active === true && !guest.isEscalating)
    await stage.settled()
    return fromUser(stage, threads().at(-1)?.id ?? '')[0]?.text
  }
  guests.say(guest, 'My lamp is broken')
  expect(await handOver(1)).toContain('My lamp is broken')
  guests.say(guest, 'It flickers, you see')
  const first = threads()[0]?.id ?? ''
  // What comes after the closing opens the thread anew.
  await until(() => fromUser(stage, first).some(({ text }) => text.includes('flickers')))
  stage.hubspot.ui.close(first, { agent: dana })
  await until(() => guest.user.session?.active === false)
  const second = await handOver(2)
  expect(second).toContain('Would like to talk to a human')
  expect(second).not.toMatch(/broken|flickers/)
  guests.say(guest, '/end')
  await until(() => guest.user.session?.active === false)
  guests.say(guest, 'And my order?')
  expect(await handOver(3)).toContain('And my order?')
})

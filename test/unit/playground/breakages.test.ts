import { expect, test } from 'vitest'
import type { BreakageId } from '../../../playground/protocol'
import { Breakages } from '../../../playground/server/breakages'
import { switchesFor } from '../../../playground/server/hubspot/switches'
import { Faults } from '../../../sim/http/faults'

function breakagesOf(faults: Faults) {
  const webhooks = { duplicate: () => {}, delay: () => {} }
  const switches = switchesFor({ hubspot: { webhooks }, botpress: { faults: new Faults() } })
  return new Breakages({ name: 'HubSpot', faults, switches })
}

function setUp() {
  const faults = new Faults()
  const breakages = breakagesOf(faults)
  /** What becomes of `count` calls in a row. */
  const calls = (method: string, count: number) =>
    Array.from({ length: count }, () => {
      const rule = faults.take(method, '/conversations/x')
      return rule?.status ?? rule?.drop ?? 'passes'
    })
  const turn = (on: boolean, ...ids: BreakageId[]) => {
    for (const id of ids) breakages.set(id, on)
  }
  const explanation = (id: BreakageId) => breakages.list().find((it) => it.id === id)?.explanation
  return { calls, turn, explanation }
}

test('each trouble of HubSpot does what it says', () => {
  const { calls, turn } = setUp()
  expect(calls('POST', 2)).toEqual(['passes', 'passes'])
  turn(true, 'hubspot-429')
  expect(calls('GET', 6).filter((it) => it === 429)).toHaveLength(4)
  turn(false, 'hubspot-429')
  turn(true, 'hubspot-drop')
  expect(calls('POST', 4).filter((it) => it === 'after')).toHaveLength(2)
  expect(calls('GET', 2)).toEqual(['passes', 'passes'])
  turn(false, 'hubspot-drop')
  expect(calls('POST', 2)).toEqual(['passes', 'passes'])
})

test('several of them take turns, and say so', () => {
  const { calls, turn, explanation } = setUp()
  turn(true, 'hubspot-429')
  expect(explanation('hubspot-429')).toMatch(/^Two of every three calls/)
  turn(true, 'hubspot-503', 'hubspot-drop')
  expect(calls('POST', 8)).toEqual([429, 503, 'after', 'passes', 429, 503, 'after', 'passes'])
  expect(calls('GET', 3)).toEqual([429, 503, 'passes'])
  for (const id of ['hubspot-429', 'hubspot-503', 'hubspot-drop'] as const) {
    expect(explanation(id)).toMatch(/^In turn with the other troubles/)
  }
  turn(false, 'hubspot-429', 'hubspot-drop')
  expect(explanation('hubspot-503')).toMatch(/^Two of every three calls/)
})

test('files that the page shows are always there', () => {
  const faults = new Faults()
  const breakages = breakagesOf(faults)
  breakages.set('hubspot-503', true)
  expect(faults.take('GET', '/hubfs/1/2/x.png')).toBeUndefined()
})

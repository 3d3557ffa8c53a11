import { expect, test } from 'vitest'
import { scopes } from '../../sim/hubspot-stage'
import { runBinding } from '../../src/crm/bindings/run-binding'
import { saveBinding } from '../../src/crm/bindings/save-binding'
import { verificationFor } from '../../src/crm/identity/verification'
import fc from '../property'
import { build, randomWorld } from './binding-worlds'
import { onCrmStage } from './crm-stage'
import { inProcess } from './in-process'
import type { TestStage } from './on-stage'
import { type RandomBinding, randomBinding } from './random-binding'

/*
 * Whatever is saved is run without HubSpot finding fault with it, whatever the account is like; whatever is not saved is told
 * where it is wrong, and why.
 */

const configuration = { crmAuthoring: true, crmWrites: 'direct', identityCheck: 'code' } as const

type Count = { refused: number; done: number; asked: number }

async function check(stage: TestStage, one: RandomBinding, contactId: string, count: Count) {
  const { binding, values, isSure } = one
  const log = stage.hubspot.log.calls
  const before = log.length
  const saved = await inProcess(stage, (crm) => saveBinding(crm, { ...binding, replace: true }))
  if (!saved.saved) {
    count.refused += 1
    expect(saved.problems.length).toBeGreaterThan(0)
    for (const { field, problem } of saved.problems) {
      expect(field).not.toBe('')
      expect(problem).toMatch(/^\S.{15,}\.$/s)
    }
    return
  }
  const ran = await inProcess(stage, (crm) => {
    const verification = verificationFor(crm, { contactId, conversationId: 'conv-1' }, Date.now())
    return runBinding(crm, { name: 'random', inputs: values, verification, conversationId: 'conv-1' })
  }).catch((error: unknown) => error)
  const faults = log.slice(before).filter(({ status }) => status === 400)
  expect(faults.map(({ method, path, responseBody }) => ({ method, path, responseBody }))).toEqual([])
  if (ran instanceof Error) {
    // What is given can be wrong for what it stands in, which only a run can tell.
    expect(ran.message).toMatch(/".+".*: .*Correct this and try again\.$/s)
    expect(isSure).toBe(false)
    count.asked += 1
    return
  }
  expect(ran).toSatisfy((answer: object) => 'records' in answer || 'write' in answer)
  const { write } = { write: undefined, ...Object(ran) }
  if (write?.status === 'invalid') {
    expect(isSure).toBe(false)
    expect(write.problems[0]).toMatchObject({
      field: expect.stringMatching(/./),
      problem: expect.stringMatching(/\.$/),
    })
    count.asked += 1
    return
  }
  count.done += 1
}

test('a binding that is saved runs, and one that is not is told why, in whatever account', async () => {
  const count: Count = { refused: 0, done: 0, asked: 0 }
  await fc.assert(
    fc.asyncProperty(randomWorld, fc.infiniteStream(fc.nat()), async (world, seeds) => {
      const { stage, crm } = await onCrmStage({ configuration, scopes: [...scopes.crm, ...scopes.customObjects] })
      stage.hubspot.settings.searchesPerSecond = 10_000
      const ids = build(crm, world)
      for (let at = 0; at < 20; at += 1) {
        const [one] = fc.sample(randomBinding(world, ids), { seed: seeds.next().value, numRuns: 1 })
        if (one === undefined) throw new Error('nothing drawn')
        await check(stage, one, ids.contactId, count).catch((error: unknown) => {
          throw new Error(`${JSON.stringify(one)}\n${error instanceof Error ? error.message : String(error)}`)
        })
      }
    }),
    { numRuns: 12, endOnFailure: true },
  )
  // Neither is everything refused, nor nothing.
  expect(count.done).toBeGreaterThan(50)
  expect(count.refused).toBeGreaterThan(50)
}, 120_000)

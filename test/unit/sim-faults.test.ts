import { expect, test } from 'vitest'
import { Faults } from '../../sim/http/faults'

test('a rule is for one method, for several or for any', () => {
  const faults = new Faults()
  faults.add({ path: /x/, method: ['POST', 'PUT'], status: 409 })
  faults.add({ path: /x/, method: 'DELETE', status: 423 })
  expect(['PUT', 'DELETE', 'GET'].map((method) => faults.take(method, '/x')?.status)).toEqual([409, 423, undefined])
  faults.add({ path: /x/, status: 500 })
  expect(faults.take('GET', '/x')?.status).toBe(500)
})

test('a cycle of faults decides about each request that no rule is for', () => {
  const faults = new Faults()
  const plays = [{ status: 503 }, { drop: 'after' as const }, undefined]
  const remove = faults.addCycle({ path: /x/, next: () => plays.shift() })
  faults.add({ path: /x/, method: 'POST', status: 429 })
  expect(faults.take('POST', '/x')?.status).toBe(429)
  expect(faults.take('GET', '/y')).toBeUndefined()
  expect(Array.from({ length: 3 }, () => faults.take('GET', '/x'))).toMatchObject([
    { status: 503 },
    { drop: 'after' },
    undefined,
  ])
  plays.push({ status: 503 })
  remove()
  expect(faults.take('GET', '/x')).toBeUndefined()
})

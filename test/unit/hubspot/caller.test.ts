import { describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { callerFor, type TokenSource } from '../../../src/hubspot/caller'
import { nockHubSpot, refusal, soon } from './nock-hubspot'

vi.hoisted(() => vi.stubEnv('HITL_TIME_SCALE', '0.1'))

const hubspot = nockHubSpot()

/** Hands out `first` until it is told that HubSpot rejected it, then `second`, then `third`. */
function tokens() {
  const rejected: string[] = []
  const source: TokenSource = {
    token: async () => 'first',
    renewed: async (token) => {
      rejected.push(token)
      return token === 'first' ? 'second' : 'third'
    },
  }
  return { source, rejected }
}

const read = { what: 'read the thread', method: 'GET', path: '/thread' } as const
const schema = z.object({ id: z.string() })

describe('a call in the name of an account', () => {
  test('bears the token at hand', async () => {
    hubspot().get('/thread').matchHeader('authorization', 'Bearer first').reply(200, { id: '1' })
    const { source, rejected } = tokens()
    expect(await callerFor(source).call({ ...read, deadline: soon() }, schema)).toEqual({ id: '1' })
    expect(rejected).toEqual([])
  })

  test('gets another token after a 401 and is made once more', async () => {
    hubspot().get('/thread').matchHeader('authorization', 'Bearer first').reply(401)
    hubspot().get('/thread').matchHeader('authorization', 'Bearer second').reply(200, { id: '1' })
    const { source, rejected } = tokens()
    expect(await callerFor(source).call({ ...read, deadline: soon() }, schema)).toEqual({ id: '1' })
    expect(rejected).toEqual(['first'])
  })

  test('and once more when that one is stale as well, as after another process renewed it', async () => {
    for (const stale of ['first', 'second']) {
      hubspot().get('/thread').matchHeader('authorization', `Bearer ${stale}`).reply(401)
    }
    hubspot().get('/thread').matchHeader('authorization', 'Bearer third').reply(200, { id: '1' })
    const { source, rejected } = tokens()
    expect(await callerFor(source).call({ ...read, deadline: soon() }, schema)).toEqual({ id: '1' })
    expect(rejected).toEqual(['first', 'second'])
  })

  test('ends with the fifth 401', async () => {
    hubspot().get('/thread').times(5).reply(401, { message: 'The OAuth token is not valid' })
    const { source, rejected } = tokens()
    expect(await refusal(callerFor(source).effect({ ...read, deadline: soon() }))).toMatchObject({ status: 401 })
    expect(rejected).toHaveLength(4)
  })

  test.each([400, 403, 404])('keeps its token after HTTP %d', async (status) => {
    hubspot().get('/thread').reply(status)
    const { source, rejected } = tokens()
    await refusal(callerFor(source).effect({ ...read, deadline: soon() }))
    expect(rejected).toEqual([])
  })

  test('ends with what the renewal throws', async () => {
    hubspot().get('/thread').reply(401)
    const revoked = new Error('revoked')
    const source: TokenSource = { token: async () => 'first', renewed: () => Promise.reject(revoked) }
    await expect(callerFor(source).effect({ ...read, deadline: soon() })).rejects.toBe(revoked)
  })
})

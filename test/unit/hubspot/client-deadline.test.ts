import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { Faults } from '../../../sim/http/faults'
import { type SimServer, startServer } from '../../../sim/http/server'
import { callHubSpot } from '../../../src/hubspot/client'
import { refusal } from './nock-hubspot'

// A time-out of 0.5 s, a first pause of 15 ms.
vi.hoisted(() => vi.stubEnv('HITL_TIME_SCALE', '0.05'))

let server: SimServer
let faults: Faults
let asked: number

beforeEach(async () => {
  faults = new Faults()
  asked = 0
  const handle = async () => {
    asked += 1
    return { status: 200, body: { ok: true } }
  }
  server = await startServer({ side: 'hubspot', handle, faults })
  vi.stubEnv('HUBSPOT_API_URL', server.url)
})

afterEach(async () => {
  await server.close()
})

const call = (deadline: number, repeatable?: boolean) =>
  callHubSpot(
    {
      what: 'publish the message',
      method: 'POST',
      path: '/messages',
      deadline,
      ...(repeatable === undefined ? {} : { repeatable }),
    },
    z.object({ ok: z.boolean() }),
  )

describe('a call over a real connection', () => {
  test('is repeated when the connection is lost before the answer', async () => {
    faults.add({ path: /messages/, drop: 'after', times: 1 })
    expect(await call(Date.now() + 20_000, true)).toEqual({ ok: true })
    expect(asked).toBe(2)
  })

  test('is not repeated when it might then happen twice', async () => {
    faults.add({ path: /messages/, drop: 'after', times: 1 })
    expect(await refusal(call(Date.now() + 20_000))).toMatchObject({ outcome: 'unclear' })
    expect(asked).toBe(1)
  })

  test('is repeated when there is no answer in time', async () => {
    faults.add({ path: /messages/, delayMs: 60_000, times: 1 })
    expect(await call(Date.now() + 20_000, true)).toEqual({ ok: true })
  })

  test('is given up at its deadline although its own time-out is longer', async () => {
    faults.add({ path: /messages/, delayMs: 60_000 })
    const error = await refusal(call(Date.now() + 100, true))
    expect(error).toMatchObject({ outcome: 'unclear', passing: true })
    expect(error.message).toMatch(/^HubSpot could not be reached to publish the message: /)
  })

  test('is not made at all when its deadline has passed', async () => {
    const error = await refusal(call(Date.now() - 1, true))
    expect(error.message).toBe('HubSpot could not be reached to publish the message: no time was left to ask.')
    expect(asked).toBe(0)
  })

  test('is repeated until its deadline comes, not for ever', async () => {
    faults.add({ path: /messages/, status: 503, body: { message: 'Down for now' } })
    expect(await refusal(call(Date.now() + 300, true))).toMatchObject({ outcome: 'unclear' })
  })

  test('a repetition has only the time that is left after the pause before it', async () => {
    faults.add({ path: /messages/, status: 429, headers: { 'retry-after': '0.3' }, times: 1 })
    faults.add({ path: /messages/, delayMs: 250 })
    expect(await refusal(call(Date.now() + 400, true))).toMatchObject({ outcome: 'unclear', status: undefined })
  })

  test('an answer that drips is cut off', async () => {
    const dripping = await drippingServer()
    vi.stubEnv('HUBSPOT_API_URL', dripping.url)
    await expect(refusal(call(Date.now() + 300))).resolves.toMatchObject({ outcome: 'unclear' })
    await dripping.close()
  })
})

/** Sends a blank of its answer every 20 ms, for ever. */
async function drippingServer(): Promise<{ url: string; close(): Promise<void> }> {
  const http = await import('node:http')
  const drips = new Set<NodeJS.Timeout>()
  const dripper = http.createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const drip = setInterval(() => response.write(' '), 20)
    drips.add(drip)
    response.on('close', () => clearInterval(drip))
  })
  await new Promise<void>((resolve) => dripper.listen(0, '127.0.0.1', resolve))
  const address = dripper.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        for (const drip of drips) clearInterval(drip)
        dripper.closeAllConnections()
        dripper.close(() => resolve())
      }),
  }
}

import nock from 'nock'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { HubSpotError } from '../../../src/hubspot/errors'

/** HubSpot as nock plays it; whatever is not announced fails the test. */
export function nockHubSpot(): () => nock.Scope {
  beforeAll(() => nock.disableNetConnect())
  afterEach(() => {
    const left = nock.pendingMocks()
    nock.cleanAll()
    expect(left, 'announced calls that were not made').toEqual([])
  })
  afterAll(() => {
    nock.restore()
    nock.enableNetConnect()
  })
  return () => nock('https://api.hubapi.com')
}

/** The error a call ends with, which has to be a HubSpotError. */
export async function refusal(call: Promise<unknown>): Promise<HubSpotError> {
  const error = await call.then(
    () => new Error('the call succeeded'),
    (reason: unknown) => reason,
  )
  if (error instanceof HubSpotError) return error
  throw error
}

export const soon = (ms = 20_000) => Date.now() + ms

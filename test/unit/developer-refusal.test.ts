import { RuntimeError } from '@botpress/sdk'
import { expect, test } from 'vitest'
import { HubSpotError } from '../../src/hubspot/errors'
import { asDeveloper } from '../../src/setup/developer-refusal'

const failedWith = (status: number) => new HubSpotError('list the channels', { status })

test.each([
  [401, /^HubSpot does not accept "Developer API key"\..*answered 401/],
  [403, /^HubSpot does not know "HubSpot app ID".*answered 403/],
  [404, /^HubSpot does not know "HubSpot app ID".*answered 404/],
])('HTTP %d to a call with the developer key names the field that is wrong', async (status, words) => {
  const call = asDeveloper(Promise.reject(failedWith(status)))
  await expect(call).rejects.toThrow(RuntimeError)
  await expect(call).rejects.toThrow(words)
})

test.each([400, 429, 503])('HTTP %d says nothing of the fields, and is told as it is', async (status) => {
  const error = failedWith(status)
  await expect(asDeveloper(Promise.reject(error))).rejects.toBe(error)
})

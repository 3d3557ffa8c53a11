import { describe, expect, test } from 'vitest'
import { SalesIqError } from '../../../integrations/zoho-salesiq/src/salesiq/errors'

/** What SalesIQ's codes are taken for, with what has to stand in the next step. Zoho gives errors with any status. */
describe.each([200, 400])('an error that comes with HTTP %i', (status) => {
  test.each<[code: number, outcome: string, says: string, next: RegExp]>([
    [1001, 'busy', 'it could not check the access token', /Try again .*status\.zoho\.com/],
    [1002, 'refused', 'it did not find the access token where it looks for it', /report it/],
    [1004, 'refused', 'it does not take that verb', /report it/],
    [1005, 'refused', 'there is no portal of that screen name', /"Screen name".*"Region"/],
    [1006, 'refused', 'it does not know the address', /report it/],
    [1007, 'refused', 'a value is of the wrong type', /report it/],
    [1008, 'denied', 'the access token is not valid any more', /Connect again.*"Refresh token"/],
    [1009, 'refused', 'the access token may not do that', /scope.*ORG client/],
    [1010, 'refused', 'it does not take that method', /report it/],
    [1011, 'refused', 'a value is missing or not allowed', /report it/],
    [1014, 'refused', 'it is there already', /Save the integration's configuration again/],
    [1015, 'refused', 'the request could not be read', /report it/],
    [1016, 'refused', 'the role of the operator who gave consent does not allow it', /administrator/],
    [1017, 'refused', "a limit of the portal's plan is reached", /plan/],
    [1018, 'refused', 'the file is empty', /^$/],
    [1019, 'gone', 'it does not exist, or not any more', /^$/],
    [1020, 'refused', 'there is no such operator', /department has operators/],
    [1021, 'refused', "the portal's plan does not have it", /plan/],
    [1023, 'busy', 'there were too many requests from this address', /locked the address/],
    [1024, 'refused', 'there are no such operators', /department has operators/],
    [1025, 'refused', 'there is no such department', /"Department ID"/],
    [1026, 'refused', 'it is the last of its kind', /report it/],
    [1027, 'refused', 'the file is too large', /^$/],
    [1028, 'refused', 'files of that type are not allowed', /^$/],
    [1029, 'refused', 'the list cannot be filtered so', /report it/],
    [1031, 'refused', 'the request says too little', /report it/],
    [1054, 'refused', 'a header has a value that is not allowed', /report it/],
  ])('of code %i is taken for "%s"', (code, outcome, says, next) => {
    const error = new SalesIqError('open the chat', { status, body: { error: { code, message: 'In its own words' } } })
    expect(error.outcome).toBe(outcome)
    expect(error.message).toBe(`SalesIQ refused to open the chat: ${says} (${code}).`)
    expect(error.advice).toMatch(next)
  })
})

describe('a value that SalesIQ does not take', () => {
  test.each([
    ['app_id', /"Brand ID"/],
    ['app_ids[0]', /"Brand ID"/],
    ['department_id', /"Department ID"/],
    ['custom_wait_time', /"Wait time"/],
    ['visitor.user_id', /report it/],
  ])('leads to the field of the configuration that it comes from: %s', (field, next) => {
    for (const key of ['param', 'json_key']) {
      const body = { error: { code: 1011, message: 'Invalid', [key]: field } }
      const error = new SalesIqError('open the chat', { status: 200, body })
      expect(error.message).toContain(`(1011, ${field})`)
      expect(error.advice).toMatch(next)
    }
  })
})

describe('an error of the accounts server', () => {
  test.each<[oauthError: string, outcome: string, next: RegExp]>([
    ['invalid_code', 'refused', /"Refresh token"/],
    ['invalid_client', 'refused', /"Client ID" and "Client secret".*"Region"/],
    ['invalid_client_secret', 'refused', /"Client secret"/],
    ['redirect_uri_mismatch', 'refused', /webhook URL to the client's redirect URIs/],
    ['Access Denied', 'busy', /ten access tokens in ten minutes/],
    ['general_error', 'busy', /Try again in some minutes/],
  ])('%s', (error, outcome, next) => {
    const fault = new SalesIqError('renew the access token', { status: 200, body: { error } })
    expect(fault.outcome).toBe(outcome)
    expect(fault.advice).toMatch(next)
  })
})

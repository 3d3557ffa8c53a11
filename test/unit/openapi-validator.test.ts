import { describe, expect, test } from 'vitest'
import { parseDocument } from '../contract/document'
import { checkCall, operationName, type SpecException } from '../contract/exceptions'
import { type CheckedCall, createValidator } from '../contract/openapi'
import { zoo } from './openapi-validator.fixture'

const validator = createValidator([parseDocument('zoo', zoo)])

function call(method: string, path: string, rest: Partial<CheckedCall> = {}): CheckedCall {
  const headers = rest.requestBody === undefined ? {} : { 'content-type': 'application/json' }
  return { method, path, query: '', headers, status: 0, faulted: false, ...rest }
}

const messages = (it: CheckedCall) => validator.check(it).map(({ message }) => message)
const patch = (requestBody: unknown) => messages(call('PATCH', '/animals/1', { requestBody, status: 204 }))

describe('a call that keeps to the document', () => {
  test('has no findings', () => {
    expect(patch({ name: 'Mio', weight: 4, since: '2026-01-31T10:00:00.000Z', labels: { a: 'b' } })).toEqual([])
    expect(
      messages(call('GET', '/animals', { query: 'keeper=Dana&limit=3&cage=1&cage=2', status: 200, responseBody: [] })),
    ).toEqual([])
  })

  test('may send null where that is allowed, and any value for an object without fields', () => {
    expect(patch({ name: null, weight: 4, anything: ['x'] })).toEqual([])
    expect(patch({ name: 'Mio', weight: null })).toEqual(['body /weight must be integer'])
  })
})

describe('what is reported', () => {
  test('a path that no document has', () => {
    expect(messages(call('GET', '/plants'))).toEqual(['GET /plants is in no document'])
  })

  test('a method that the path has not', () => {
    expect(messages(call('DELETE', '/animals/1'))).toEqual(['DELETE /animals/1 is in no document'])
  })

  test('a missing field', () => {
    expect(patch({ name: 'Mio' })).toEqual(['body /weight is required'])
  })

  test('a missing body', () => {
    expect(messages(call('POST', '/animals'))).toEqual(['a body is required'])
  })

  test('a value of a wrong type, range or format', () => {
    expect(patch({ name: 'Mio', weight: '4' })).toEqual(['body /weight must be integer'])
    expect(patch({ name: 'Mio', weight: 2 ** 31 })).toEqual(['body /weight must match format "int32"'])
    expect(patch({ name: 'Mio', weight: 4, since: 'now' })).toEqual(['body /since must match format "date-time"'])
  })

  test('a field that is not declared', () => {
    expect(patch({ name: 'Mio', weight: 4, colour: 'red' })).toEqual(['body /colour is not declared'])
  })

  test('a body that is not declared', () => {
    expect(messages(call('PATCH', '/animals/census', { requestBody: {}, status: 204 }))).toEqual([
      'no body is declared',
    ])
  })

  test('a content type that is not declared', () => {
    const headers = { 'content-type': 'text/plain' }
    expect(messages(call('POST', '/animals', { requestBody: 'x', headers }))).toEqual([
      "the body's content type text/plain is not declared",
    ])
  })

  test('path and query parameters that are missing, not declared or of a wrong type', () => {
    expect(messages(call('GET', '/animals', { query: 'limit=many&cage=1&cage=x&page=2' }))).toEqual([
      'query parameter page is not declared',
      'query parameter keeper is required',
      'query limit must be integer',
      'query cage/* must be integer',
    ])
    expect(messages(call('PATCH', '/animals/mio', { requestBody: { name: 'Mio', weight: 4 } }))).toEqual([
      'path id must be integer',
    ])
  })

  test('only the variant that the type names, in a list of variants that refer back to their parent', () => {
    const query = 'keeper=Dana'
    const responseBody = [{ type: 'CAT' }, { type: 'DOG', tail: 1 }, { type: 'COW' }]
    expect(messages(call('GET', '/animals', { query, status: 200, responseBody }))).toEqual([
      'response /*/name is required',
      'response /*/tail is not declared',
      'response /* value of tag "type" must be in oneOf',
    ])
  })

  test('an answer with a status or a body that is not declared', () => {
    expect(messages(call('PATCH', '/animals/census', { status: 200 }))).toEqual(['status 200 is not declared'])
    expect(messages(call('PATCH', '/animals/census', { status: 204, responseBody: {} }))).toEqual([
      'no body is declared for status 204',
    ])
  })

  test('fields of form and multipart bodies', () => {
    const form = {
      headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
      requestBody: 'user=a&pin=1',
    }
    expect(messages(call('POST', '/login', form))).toEqual(['body /pin is not declared'])
    const part = (disposition: string) => `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\nx\r\n`
    const requestBody = `${part('name="file"; filename="a.png"')}${part('name="folder"')}--b--\r\n`
    const headers = { 'content-type': 'multipart/form-data; boundary=b' }
    expect(messages(call('POST', '/photos', { headers, requestBody }))).toEqual(['body /folder is not declared'])
  })
})

test('answers of a fault rule and refusals are not checked, the request is', () => {
  const requestBody = { name: 'Mio' }
  const responseBody = { oops: true }
  expect(messages(call('PATCH', '/animals/1', { requestBody, status: 200, responseBody, faulted: true }))).toHaveLength(
    1,
  )
  expect(messages(call('PATCH', '/animals/1', { requestBody, status: 400, responseBody }))).toHaveLength(1)
})

test('of several templates the most literal one is taken', () => {
  expect(validator.operationOf('PATCH', '/animals/census')).toBe('PATCH /animals/census')
  expect(validator.operationOf('PATCH', '/animals/7')).toBe('PATCH /animals/{id}')
})

describe('exceptions', () => {
  const exceptions: SpecException[] = [
    {
      kind: 'difference',
      operations: ['PATCH /animals/{id}'],
      where: 'body',
      problem: 'missing',
      fields: ['/weight'],
      reason: 'a cat need not be weighed',
    },
    { kind: 'describedElsewhere', call: /^[A-Z]+ \/beasts\/(.*)$/, as: '/animals/$1', reason: 'renamed' },
    { kind: 'undescribed', call: /^GET \/feeding$/, reason: 'not published' },
  ]
  const check = (it: CheckedCall) => checkCall(validator, it, exceptions).map(({ message }) => message)

  test('take away the difference they name, and no other', () => {
    expect(check(call('PATCH', '/animals/1', { requestBody: { colour: 'red' } }))).toEqual([
      'body /name is required',
      'body /colour is not declared',
    ])
  })

  test('send a path to where it is described', () => {
    expect(check(call('PATCH', '/beasts/1', { requestBody: { name: 1 } }))).toEqual(['body /name must be string,null'])
    expect(operationName(validator, call('PATCH', '/beasts/1'), exceptions)).toBe('PATCH /animals/{id}')
  })

  test('let pass what nobody describes, and only that', () => {
    expect(check(call('GET', '/feeding'))).toEqual([])
    expect(check(call('POST', '/feeding'))).toEqual(['POST /feeding is in no document'])
    expect(operationName(validator, call('GET', '/feeding/12/at/3'), exceptions)).toBe('GET /feeding/*/at/*')
  })
})

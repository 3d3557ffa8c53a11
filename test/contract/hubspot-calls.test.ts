import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { loadDocuments } from './document'
import { checkCall, operationName } from './exceptions'
import { createValidator } from './openapi'
import { type RecordedCall, readCalls } from './recording'

const specs = fileURLToPath(new URL('../../../shared/hubspot-openapi', import.meta.url))
const recording = fileURLToPath(new URL('../../test-output/calls/hubspot', import.meta.url))

/** Each difference once, with how often it was seen, and in which test first. */
function summary(findings: { message: string; test: string }[]): string[] {
  const messages = [...new Set(findings.map(({ message }) => message))]
  return messages.map((message) => {
    const alike = findings.filter((finding) => finding.message === message)
    return `${message} (${alike.length} times, first in "${alike[0]?.test}")`
  })
}

if (existsSync(specs)) {
  describe('calls to HubSpot are as its published OpenAPI documents say', () => {
    const validator = createValidator(loadDocuments(specs))
    const byOperation = new Map<string, RecordedCall[]>()
    for (const call of readCalls(recording)) {
      const name = operationName(validator, call)
      const calls = byOperation.get(name)
      if (calls) calls.push(call)
      else byOperation.set(name, [call])
    }

    test('the e2e suite has recorded its calls', () => {
      expect(
        byOperation.size,
        'no calls were recorded: this suite goes by those of the same run, --project e2e --project contract',
      ).toBeGreaterThan(0)
    })

    test.each([...byOperation].toSorted(([a], [b]) => (a < b ? -1 : 1)))('%s', (_name, calls) => {
      const findings = calls.flatMap((call) =>
        checkCall(validator, call).map(({ message }) => ({ message, test: call.test })),
      )
      expect(summary(findings)).toEqual([])
    })
  })
} else {
  console.info('Calls to HubSpot are not compared with its OpenAPI documents: ../shared/hubspot-openapi is not there.')
  test.skip('calls to HubSpot are as its published OpenAPI documents say', () => undefined)
}

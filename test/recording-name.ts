import { basename, dirname } from 'node:path'
import { expect } from 'vitest'

/**
 * Under which name the running test file leaves its recordings: those of two suites that bear the same name stay apart.
 */
export function recordingName(): string {
  const { testPath = 'unknown' } = expect.getState()
  return `${basename(dirname(testPath))}-${basename(testPath, '.test.ts')}`
}

import { expect, test } from 'vitest'
import * as limits from '../../../src/messages/limits'

test('a history fits into the comment that carries it, and a comment is not larger than a note of the CRM', () => {
  expect(limits.HISTORY_TEXT_MAX).toBeLessThanOrEqual(limits.COMMENT_TEXT_MAX)
  expect(limits.COMMENT_TEXT_MAX).toBeLessThanOrEqual(65_536)
  expect(limits.FIRST_MESSAGE_HISTORY_MAX).toBeLessThan(limits.MESSAGE_TEXT_MAX)
})

test('what is copied to Botpress is within what an agent may attach', () => {
  expect(limits.AGENT_FILE_COPY_MAX_BYTES).toBeLessThanOrEqual(limits.AGENT_FILE_MAX_BYTES)
  expect(limits.AGENT_FILE_MAX_BYTES).toBeLessThanOrEqual(limits.AGENT_FILES_TOTAL_MAX_BYTES)
})

test('agents may attach every kind of file', () => {
  expect(limits.AGENT_FILE_MIME_TYPES).toEqual(['image/*', 'audio/*', 'video/*', 'text/*', 'application/*'])
})

import { expect, test } from 'vitest'
import { AGENT_FILE_COPY_MAX_BYTES } from '../../../core/messages/limits'
import * as limits from '../../../src/hubspot/limits'

test('a history fits into what carries it: as HTML three times as long into a note of the CRM, or into a message', () => {
  expect(limits.HISTORY_TEXT_MAX * 3).toBeLessThan(65_536)
  expect(limits.FIRST_MESSAGE_HISTORY_MAX).toBeLessThan(limits.MESSAGE_TEXT_MAX)
})

test('what is copied to Botpress is within what an agent may attach', () => {
  expect(AGENT_FILE_COPY_MAX_BYTES).toBeLessThanOrEqual(limits.AGENT_FILE_MAX_BYTES)
  expect(limits.AGENT_FILE_MAX_BYTES).toBeLessThanOrEqual(limits.AGENT_FILES_TOTAL_MAX_BYTES)
})

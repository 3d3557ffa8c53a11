import { describe, expect, test } from 'vitest'
import { knownSession, rememberSession } from '../../core/session/seen'
import type { Session } from '../../core/session/session'
import { findSessions } from '../../core/session/sessions'
import { memoryOf } from '../../src/installation/memory'
import { onBotpress } from './botpress-rig'
import { sessionAs } from './session-fixture'

const session = (number: number): Session =>
  sessionAs({
    conversationId: `conv_${number}`,
    ref: `thread_${number}`,
    threadId: String(number),
  })

/** More than any of them holds. */
const many = 50_000

describe('what a process remembers has an end:', () => {
  test('sessions, and whose thread is whose', async () => {
    const rig = await onBotpress()
    const place = { key: 'one', client: rig.client, desk: {} }
    for (let number = 0; number < many; number += 1) rememberSession(place, session(number))
    expect(knownSession(place, 'conv_0')).toBeUndefined()
    expect(knownSession(place, `conv_${many - 1}`)).toBeDefined()
    const asked = rig.botpress.log.calls.length
    expect(await findSessions(place, '7000001', { name: 'threadId', id: '0' })).toEqual([])
    expect(rig.botpress.log.calls).toHaveLength(asked + 1)
  })

  test('installations', () => {
    const first = memoryOf('installation 0')
    for (let number = 1; number < many; number += 1) memoryOf(`installation ${number}`)
    expect(memoryOf('installation 0')).not.toBe(first)
  })
})

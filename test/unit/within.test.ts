import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { assertTime, OutOfTimeError, within } from '../../core/platform/within'

const never = new Promise<string>(() => undefined)

describe('waiting until a deadline', () => {
  test('ends with what was waited for', async () => {
    expect(await within(Date.now() + 20_000, 'wait', Promise.resolve('here'))).toBe('here')
  })

  test('ends with its error', async () => {
    const fault = new Error('broken')
    await expect(within(Date.now() + 20_000, 'wait', Promise.reject(fault))).rejects.toBe(fault)
  })

  test('ends at the deadline, saying for what there was no time', async () => {
    const waiting = within(Date.now() + 10, 'close the thread', never)
    await expect(waiting).rejects.toThrow(OutOfTimeError)
    await expect(waiting).rejects.toThrow('There was no time left to close the thread')
  })

  test('ends at once when the deadline has passed', async () => {
    await expect(within(Date.now() - 1_000, 'wait', never)).rejects.toThrow(OutOfTimeError)
  })

  test('leaves no timer behind that would keep the process alive', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
    const before = timers()
    await within(Date.now() + 60_000, 'wait', Promise.resolve())
    expect(timers()).toBe(before)
  })

  test('leaves no unhandled error when what was waited for fails later', async () => {
    const unhandled: unknown[] = []
    const listen = (reason: unknown) => unhandled.push(reason)
    process.on('unhandledRejection', listen)
    const late = sleep(20).then(() => Promise.reject(new Error('too late')))
    await expect(within(Date.now() + 1, 'wait', late)).rejects.toThrow(OutOfTimeError)
    await late.catch(() => undefined)
    await sleep(1)
    process.off('unhandledRejection', listen)
    expect(unhandled).toEqual([])
  })
})

test('nothing new is begun at the deadline', () => {
  expect(() => assertTime(Date.now() + 20_000, 'go on')).not.toThrow()
  expect(() => assertTime(Date.now(), 'go on')).toThrow('There was no time left to go on')
})

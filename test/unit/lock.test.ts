import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { LockedError, type LockTarget, type LockTerms, withLock } from '../../core/platform/lock'
import { onBotpress, type Rig } from './botpress-rig'

const terms: LockTerms = { lease: 20_000, patience: 15_000, pause: 5 }
const targetOf = ({ ctx }: Rig): LockTarget => ({ type: 'integration', id: ctx.integrationId, name: 'setupLock' })

/** As a process leaves the lock that dies while it holds it. */
const abandon = (rig: Rig, until: number) =>
  rig.client.setState({ ...targetOf(rig), payload: { holder: 'dead', until } })

/** How many run the action at the same time, at most. */
function watched() {
  let now = 0
  const seen = { most: 0, runs: 0 }
  const action = async () => {
    now += 1
    seen.runs += 1
    seen.most = Math.max(seen.most, now)
    await sleep(2)
    now -= 1
    return seen.runs
  }
  return { seen, action }
}

describe('a lock', () => {
  test('gives back what the action returns', async () => {
    const rig = await onBotpress()
    expect(await withLock(rig.client, targetOf(rig), terms, async () => 'done')).toBe('done')
  })

  test('keeps others out, and lets each have its turn', async () => {
    const rig = await onBotpress()
    const { seen, action } = watched()
    await Promise.all(Array.from({ length: 5 }, () => withLock(rig.client, targetOf(rig), terms, action)))
    expect(seen).toEqual({ most: 1, runs: 5 })
  })

  test('keeps nobody out of another place', async () => {
    const rig = await onBotpress()
    const { conversation } = await rig.client.createConversation({ channel: 'hitl', tags: {} })
    const other: LockTarget = { type: 'conversation', id: conversation.id, name: 'lock' }
    await withLock(rig.client, targetOf(rig), terms, () =>
      withLock(rig.client, other, { ...terms, patience: 0 }, async () => undefined),
    )
  })

  test('is released when the action fails', async () => {
    const rig = await onBotpress()
    const fault = new Error('no luck')
    await expect(withLock(rig.client, targetOf(rig), terms, () => Promise.reject(fault))).rejects.toBe(fault)
    await withLock(rig.client, targetOf(rig), { ...terms, patience: 0 }, async () => undefined)
  })

  test('that cannot be released does not undo what was done', async () => {
    const rig = await onBotpress()
    const done = await withLock(rig.client, targetOf(rig), terms, async () => {
      rig.botpress.faults.add({ method: 'POST', path: /setupLock$/, status: 500 })
      return 'done'
    })
    expect(done).toBe('done')
  })

  test('is given back although Botpress failed at it once', async () => {
    const rig = await onBotpress()
    await withLock(rig.client, targetOf(rig), terms, async () => {
      rig.botpress.faults.add({ method: 'POST', path: /setupLock$/, status: 504, times: 1 })
    })
    await withLock(rig.client, targetOf(rig), { ...terms, patience: 0 }, async () => undefined)
  })

  test('that was given back, with the answer lost, is not taken from the next one', async () => {
    const rig = await onBotpress()
    await withLock(rig.client, targetOf(rig), { ...terms, pause: 200 }, async () => {
      rig.botpress.faults.add({ method: 'POST', path: /setupLock$/, drop: 'after', times: 1 })
      const next = expect.poll(() => rig.botpress.states(), { timeout: 10_000 }).toEqual([])
      void next.then(() => abandon(rig, Date.now() + 60_000))
    })
    expect(rig.botpress.states()[0]?.payload.holder).toBe('dead')
  })
})

describe('whoever wants a held lock', () => {
  test('gives up when its patience ends, and has not run', async () => {
    const rig = await onBotpress()
    await abandon(rig, Date.now() + 60_000)
    const { seen, action } = watched()
    await expect(withLock(rig.client, targetOf(rig), { ...terms, patience: 30 }, action)).rejects.toThrow(LockedError)
    expect(seen.runs).toBe(0)
  })

  test('gets it when the holder is done', async () => {
    const rig = await onBotpress()
    const order: string[] = []
    const first = withLock(rig.client, targetOf(rig), terms, async () => {
      await expect.poll(() => rig.botpress.log.calls.length).toBeGreaterThan(3)
      order.push('first')
    })
    await expect.poll(() => rig.botpress.states()).toHaveLength(1)
    await withLock(rig.client, targetOf(rig), terms, async () => {
      order.push('second')
    })
    await first
    expect(order).toEqual(['first', 'second'])
  })

  test('takes it over from a holder that died, once its lease is over', async () => {
    const rig = await onBotpress()
    await abandon(rig, Date.now() - 1)
    expect(await withLock(rig.client, targetOf(rig), terms, async () => 'done')).toBe('done')
  })

  test('takes it over one at a time', async () => {
    const rig = await onBotpress()
    await abandon(rig, Date.now() - 1)
    // All of them see the dead holder before any of them writes.
    rig.botpress.faults.add({ method: 'POST', path: /setupLock$/, delayMs: 100, times: 4 })
    const { seen, action } = watched()
    const patient = { ...terms, pause: 100 }
    await Promise.all(Array.from({ length: 4 }, () => withLock(rig.client, targetOf(rig), patient, action)))
    expect(seen).toEqual({ most: 1, runs: 4 })
  })

  test('loses a take-over to somebody who is done already, and then gets its turn', async () => {
    const rig = await onBotpress()
    await abandon(rig, Date.now() - 1)
    const { seen, action } = watched()
    const mine = withLock(rig.client, targetOf(rig), { ...terms, pause: 150 }, action)
    const setByMe = () =>
      rig.botpress.log.calls.some(({ path, method }) => method === 'POST' && path.endsWith('/get-or-set'))
    await expect.poll(setByMe).toBe(true)
    await expect.poll(() => rig.botpress.states()[0]?.payload.holder).not.toBe('dead')
    await rig.client.setState({ ...targetOf(rig), payload: null })
    await mine
    expect(seen.runs).toBe(1)
  })

  test('leaves a lock alone that is somebody else’s by the time it is done', async () => {
    const rig = await onBotpress()
    await withLock(rig.client, targetOf(rig), { ...terms, lease: 20 }, async () => {
      await abandon(rig, Date.now() + 60_000)
      await sleep(25)
    })
    expect(rig.botpress.states()[0]?.payload.holder).toBe('dead')
  })
})

describe('a lease', () => {
  test('is confirmed while it lasts, without a call', async () => {
    const rig = await onBotpress()
    await withLock(rig.client, targetOf(rig), terms, async (lease) => {
      const before = rig.botpress.log.calls.length
      await lease.confirm()
      expect(rig.botpress.log.calls).toHaveLength(before)
    })
  })

  test('that is over protects nothing: the next step that cannot be undone is not taken', async () => {
    const rig = await onBotpress()
    const told: string[] = []
    const late = withLock(rig.client, targetOf(rig), { ...terms, lease: 1 }, async (lease) => {
      await expect.poll(() => Date.now() >= lease.until).toBe(true)
      await lease.confirm()
      told.push('joined')
    })
    await expect(late).rejects.toThrow(LockedError)
    expect(told).toEqual([])
  })

  test('of a lock that was taken over is looked at again, since two may have taken it over', async () => {
    const rig = await onBotpress()
    await abandon(rig, 1)
    const taken = withLock(rig.client, targetOf(rig), terms, async (lease) => {
      await lease.confirm()
      // The other one's write lands late.
      await rig.client.setState({ ...targetOf(rig), payload: { holder: 'another', until: Date.now() + 20_000 } })
      await lease.confirm()
    })
    await expect(taken).rejects.toThrow(LockedError)
  })
})

import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { turnStates } from '../../core/definitions'
import { LockedError } from '../../core/platform/lock'
import { inTurn } from '../../core/platform/turn'
import { onBotpress } from './botpress-rig'

const terms = { lease: 5_000, patience: 3_000, pause: 10 }

/** The same module in another process: with lines of its own. */
async function anotherProcess(): Promise<typeof inTurn> {
  vi.resetModules()
  return (await import('../../core/platform/turn')).inTurn
}

describe('a turn', () => {
  test('is never had by two at once, in one process or in several', async () => {
    const rig = await onBotpress()
    const processes = [inTurn, await anotherProcess(), await anotherProcess()]
    let now = 0
    let most = 0
    const work = async () => {
      now += 1
      most = Math.max(most, now)
      await sleep(5)
      now -= 1
    }
    const all = Array.from({ length: 15 }, (_, at) => processes[at % 3]?.(rig, ['kim'], terms, { action: work }))
    await Promise.all(all)
    expect(most).toBe(1)
  })

  test('of several keys is had by whoever has all of them, in whatever order they are named', async () => {
    const rig = await onBotpress()
    const other = await anotherProcess()
    const done: string[] = []
    const work = (name: string) => async () => {
      await sleep(20)
      done.push(name)
    }
    await Promise.all([
      inTurn(rig, ['kim', 'lee', 'kim'], terms, { action: work('one') }),
      other(rig, ['lee', 'kim'], terms, { action: work('other') }),
    ])
    expect(done.toSorted()).toEqual(['one', 'other'])
  })

  test('is kept in the states that are declared for it', async () => {
    const rig = await onBotpress()
    const used = new Set<string>()
    const look = async () => {
      for (const { name } of rig.botpress.states()) used.add(name)
    }
    for (let at = 0; at < 250; at += 1) await inTurn(rig, [`key ${at}`], terms, { action: look })
    expect([...used].toSorted()).toEqual(Object.keys(turnStates).toSorted())
  })

  test('of other keys goes on meanwhile', async () => {
    const rig = await onBotpress()
    const answer = await inTurn(rig, ['kim'], terms, {
      action: () => inTurn(rig, ['lee'], terms, { action: async () => 'meanwhile' }),
    })
    expect(answer).toBe('meanwhile')
  })

  test.each(['in this process', 'in another'])('is not waited for beyond its patience, %s', async (where) => {
    const rig = await onBotpress()
    const other = where === 'in another' ? await anotherProcess() : inTurn
    let finish = () => {}
    let begin = () => {}
    const begun = new Promise<void>((resolve) => {
      begin = resolve
    })
    const long = inTurn(rig, ['kim'], terms, {
      action: () => {
        begin()
        return new Promise<void>((resolve) => {
          finish = resolve
        })
      },
    })
    await begun
    // Another process has an error class of its own.
    await expect(other(rig, ['kim'], { ...terms, patience: 100 }, { action: async () => {} })).rejects.toMatchObject({
      name: LockedError.name,
    })
    finish()
    await long
    // It is given back all the same, and whoever gave up is in nobody's way.
    await inTurn(rig, ['kim'], terms, { action: async () => {} })
  })

  test('is not needed by whoever waited for another of this process and finds it done', async () => {
    const rig = await onBotpress()
    let done = 0
    const make = () =>
      inTurn(rig, ['kim'], terms, {
        meanwhile: async () => (done > 0 ? 'there already' : undefined),
        action: async () => {
          done += 1
          return 'made'
        },
      })
    expect(await Promise.all([make(), make(), make()])).toEqual(['made', 'there already', 'there already'])
    // Who did not have to wait is not asked.
    expect(await make()).toBe('made')
  })

  test('ends with what the action threw', async () => {
    const rig = await onBotpress()
    const failing = inTurn(rig, ['kim'], terms, { action: () => Promise.reject(new Error('broken')) })
    await expect(failing).rejects.toThrow('broken')
    expect(await inTurn(rig, ['kim'], terms, { action: async () => 'next' })).toBe('next')
  })

  test('that is over by its lease can be told', async () => {
    const rig = await onBotpress()
    const late = inTurn(
      rig,
      ['kim'],
      { ...terms, lease: 50 },
      {
        action: async (confirm) => {
          await confirm()
          await sleep(80)
          await confirm()
        },
      },
    )
    await expect(late).rejects.toThrow(LockedError)
  })

  test('holds no key in clear', async () => {
    const rig = await onBotpress()
    await inTurn(rig, ['kim@example.com'], terms, {
      action: async () => {
        expect(JSON.stringify(rig.botpress.states())).not.toContain('kim@example.com')
      },
    })
  })
})

import { describe, expect, test, vi } from 'vitest'
import { actorIdFrom } from '../../src/agent'
import { environmentUrl } from '../../src/public-url'
import { accountsState, channelState } from '../../src/state'
import { onBotpress } from './botpress-rig'

const channel = { channelId: '300', webhookUrl: 'https://hooks.example/1' }

describe('a stored state', () => {
  test('is read as it was written', async () => {
    const rig = await onBotpress()
    await channelState.write(rig, channel)
    expect(await channelState.read(rig)).toEqual(channel)
  })

  test('is absent at first, and after it was cleared', async () => {
    const rig = await onBotpress()
    expect(await channelState.read(rig)).toBeUndefined()
    await channelState.write(rig, channel)
    await channelState.write(rig, null)
    expect(await channelState.read(rig)).toBeUndefined()
  })

  test('counts as absent when another version wrote it in another form', async () => {
    const rig = await onBotpress()
    await channelState.write(rig, channel)
    const state = { ...rig.botpress.states()[0], payload: { channel: 300 } }
    rig.botpress.faults.add({ method: 'GET', path: /states/, status: 200, body: { state, meta: { cached: false } } })
    expect(await channelState.read(rig)).toBeUndefined()
  })

  test('of one kind is not touched by writing another', async () => {
    const rig = await onBotpress()
    await channelState.write(rig, channel)
    await accountsState.write(rig, { accounts: [] })
    expect(await channelState.read(rig)).toEqual(channel)
  })

  test('is not taken for absent when Botpress has a fault', async () => {
    const rig = await onBotpress()
    await channelState.write(rig, channel)
    rig.botpress.faults.add({ method: 'GET', path: /states/, status: 500 })
    await expect(channelState.read(rig)).rejects.toThrow()
  })
})

test.each([
  ['A-501', 'A-501'],
  [' A-501 ', 'A-501'],
  ['501', 'A-501'],
  ['L-7', 'L-7'],
  ['S-hubspot', 'S-hubspot'],
  ['', undefined],
  ['  ', undefined],
  [undefined, undefined],
])('the actor %j has the ID %j', (given, expected) => {
  expect(actorIdFrom(given)).toBe(expected)
})

test.each([
  [undefined, 'https://webhook.botpress.cloud/hook-1'],
  ['https://hooks.example', 'https://hooks.example/hook-1'],
  ['https://hooks.example/bots//', 'https://hooks.example/bots/hook-1'],
])('with BP_WEBHOOK_URL %j the public URL is %s', (base, expected) => {
  vi.stubEnv('BP_WEBHOOK_URL', base)
  expect(environmentUrl({ webhookId: 'hook-1' })).toBe(expected)
})

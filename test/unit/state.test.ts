import { describe, expect, test, vi } from 'vitest'
import { actorIdFrom } from '../../src/hubspot/actor-id'
import { accountsState, channelState, connectionState, credentialsState } from '../../src/installation/states'
import { environmentUrl } from '../../src/webhook/verify'
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

  test('of another version keeps what is known of it, where only an optional part has another form', async () => {
    const rig = await onBotpress()
    const known = { usedNonces: [], portalId: '7000001', portalName: '', scopes: [], inboxIds: ['1001'] }
    await connectionState.write(rig, known)
    const work = { id: 'one', step: 'a step that came later' }
    const state = { ...rig.botpress.states()[0], payload: { ...known, work, extra: 1 } }
    rig.botpress.faults.add({ method: 'GET', path: /states/, status: 200, body: { state, meta: { cached: false } } })
    expect(await connectionState.read(rig)).toEqual(known)
  })

  test.each([[null], [{}], [{ refreshToken: 'na1', accessToken: 5, expiresAt: 1, portalId: '1' }]])(
    'of another version, %j, is never half of what is needed',
    async (payload) => {
      const rig = await onBotpress()
      const state = { payload }
      rig.botpress.faults.add({ method: 'GET', path: /states/, status: 200, body: { state, meta: { cached: false } } })
      expect(await credentialsState.read(rig)).toBeUndefined()
    },
  )

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

import { describe, expect, test } from 'vitest'
import { stored } from '../stage/stored'
import { anotherProcess } from './another-process'
import { appEvent, knock } from './knock'
import { escalated, onStage, type TestStage } from './on-stage'
import { registerAt } from './register-at'

const elsewhere = 'https://webhooks.elsewhere.example/new'
const onlyChannel = (stage: TestStage) => {
  const [channel, ...others] = stage.hubspot.channels(stage.appId)
  expect(others).toEqual([])
  return channel
}

describe('an installation whose public URL has changed', () => {
  test('keeps its channel and accounts, and tells HubSpot the new URL', async () => {
    const stage = await onStage()
    const before = onlyChannel(stage)
    const accounts = stage.hubspot.accounts(stage.portalId)
    await registerAt(stage, stage.host, elsewhere)
    expect(onlyChannel(stage)).toEqual({ ...before, webhookUrl: elsewhere })
    expect(stage.hubspot.accounts(stage.portalId)).toEqual(accounts)
    expect(stored(stage, 'channel')).toEqual({ channelId: before?.id, webhookUrl: elsewhere })
  })

  test('is not warned of itself', async () => {
    const stage = await onStage()
    await registerAt(stage, stage.host, elsewhere)
    expect(stage.logs.filter(({ level }) => level === 'warn')).toEqual([])
  })

  test('takes webhooks that are signed for the new URL', async () => {
    const stage = await onStage()
    await registerAt(stage, stage.host, elsewhere)
    const { thread } = await escalated(stage)
    expect(await knock(stage, { body: [appEvent(stage, thread.id)], signedUrl: elsewhere })).toMatchObject({
      status: 200,
    })
    expect(stage.botpress.events(stage.bot)).toHaveLength(1)
  })

  test('takes them also in a process that knew the old URL', async () => {
    const stage = await onStage()
    const second = await anotherProcess(stage)
    const { thread } = await escalated(stage)
    await registerAt(stage, second, elsewhere)
    expect(await knock(stage, { body: [appEvent(stage, thread.id)], signedUrl: elsewhere })).toMatchObject({
      status: 200,
    })
    expect(stage.botpress.events(stage.bot)).toHaveLength(1)
  })
})

import { describe, expect, test } from 'vitest'
import { rateLimitBody } from '../../sim/hubspot'
import { stored } from '../stage/stored'
import { until } from '../stage/until'
import { anotherProcess } from './another-process'
import { developer } from './developer'
import { escalated, onStage, type TestStage } from './on-stage'

const errors = (stage: TestStage) => stage.logs.filter(({ level }) => level === 'error').map(({ text }) => text)
const storedStates = (stage: TestStage) =>
  ['channel', 'accounts', 'credentials', 'setupLock'].filter((name) => stored(stage, name) !== undefined)

describe('unregistering', () => {
  test("removes the channel from HubSpot and everything stored, and leaves other bots' channels", async () => {
    const stage = await onStage({ registered: false })
    await developer(stage).createChannel('https://another-bot.example/webhook')
    await stage.bot.register()
    await stage.settled()
    expect(storedStates(stage)).toEqual(['channel', 'accounts', 'credentials'])
    await stage.bot.unregister()
    expect(stage.hubspot.channels(stage.appId).map(({ webhookUrl }) => webhookUrl)).toEqual([
      'https://another-bot.example/webhook',
    ])
    expect(storedStates(stage)).toEqual([])
    expect(errors(stage)).toEqual([])
  })

  test('finds a channel by its URL when nothing is stored', async () => {
    const stage = await onStage({ registered: false })
    await developer(stage).createChannel(stage.bot.webhookUrl)
    await stage.bot.unregister()
    expect(stage.hubspot.channels(stage.appId)).toEqual([])
  })

  test('finds the channel on the last page', async () => {
    const stage = await onStage({ registered: false, hubspot: { pageSize: 1 } })
    await developer(stage).createChannel('https://another-bot.example/webhook')
    await stage.bot.register()
    await stage.bot.unregister()
    expect(stage.hubspot.channels(stage.appId)).toHaveLength(1)
  })

  test('is fine with a channel that is gone already, also twice', async () => {
    const stage = await onStage()
    const [channel] = stage.hubspot.channels(stage.appId)
    await developer(stage).deleteChannel(String(channel?.id))
    await stage.bot.unregister()
    await stage.bot.unregister()
    expect(storedStates(stage)).toEqual([])
    expect(errors(stage)).toEqual([])
  })

  test('is fine with a channel that disappears between looking and deleting', async () => {
    const stage = await onStage()
    stage.hubspot.faults.add({ method: 'DELETE', path: /custom-channels/, status: 404 })
    await stage.bot.unregister()
    expect(storedStates(stage)).toEqual([])
    expect(errors(stage)).toEqual([])
  })

  test('is fine when the integration was never registered', async () => {
    const stage = await onStage({ registered: false })
    await stage.bot.unregister()
    expect(errors(stage)).toEqual([])
  })
})

test('an account webhook that is under way while the integration is removed leaves nothing stored', async () => {
  const stage = await onStage()
  const [account] = stage.hubspot.accounts(stage.portalId)
  stage.botpress.faults.add({ method: 'POST', path: /\/accounts$/, delayMs: 300, times: 1 })
  stage.startCounting()
  stage.hubspot.ui.setAccountActive(String(account?.id), false)
  await until(() => stage.calls().botpress.some((call) => call.endsWith('/setupLock/get-or-set')))
  await stage.bot.unregister()
  await stage.settled()
  expect(storedStates(stage)).toEqual([])
})

describe('unregistering that cannot remove the channel still succeeds, and says in the log what to do', () => {
  test('when HubSpot has a passing fault', async () => {
    const stage = await onStage()
    stage.hubspot.faults.add({ path: /./, status: 429, body: rateLimitBody('DAILY') })
    await stage.bot.unregister()
    expect(errors(stage)).toEqual([expect.stringMatching(/could not be removed from HubSpot.*429.*by hand/)])
    expect(storedStates(stage)).toEqual([])
  })

  test('when the developer key is wrong: that field is named', async () => {
    const stage = await onStage()
    stage.bot.configuration = { ...stage.bot.configuration, developerApiKey: 'a-key-of-nobody' }
    await stage.bot.unregister()
    expect(errors(stage)).toEqual([
      expect.stringMatching(/could not be removed from HubSpot.*"Developer API key".*by hand/),
    ])
    expect(errors(stage).join()).not.toMatch(/refresh token/)
  })

  test('when the configuration has been emptied', async () => {
    const stage = await onStage()
    stage.bot.configuration = {}
    await stage.bot.unregister()
    expect(errors(stage)).toEqual([
      expect.stringMatching(/"Client ID", "Client secret" and "Developer API key" are missing.*by hand/),
    ])
    expect(storedStates(stage)).toEqual([])
  })

  test('but says nothing where nothing was ever configured', async () => {
    const stage = await onStage({ registered: false })
    stage.bot.configuration = {}
    await stage.bot.register()
    expect(stored(stage, 'pageKey')).toBeDefined()
    await stage.bot.unregister()
    expect(errors(stage)).toEqual([])
    expect(stored(stage, 'pageKey')).toBeUndefined()
  })
})

test('after unregistering, the integration can be registered again, and processes that know the old channel find the new one', async () => {
  const stage = await onStage()
  await escalated(stage)
  const [old] = stage.hubspot.channels(stage.appId)
  const second = await anotherProcess(stage)
  stage.bot.integrationUrls = [second.url]
  await stage.bot.unregister()
  await stage.bot.register()
  await stage.settled()
  const [channel] = stage.hubspot.channels(stage.appId)
  expect(channel?.id).not.toBe(old?.id)
  stage.bot.integrationUrls = [stage.host.url]
  const { thread } = await escalated(stage)
  expect(thread.channelId).toBe(channel?.id)
})

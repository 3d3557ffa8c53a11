import { describe, expect, test } from 'vitest'
import { inboxes } from '../../sim/hubspot-stage'
import { capabilities } from '../../src/setup/capabilities'
import { stored } from '../stage/stored'
import { developer } from './developer'
import { onStage, type TestStage } from './on-stage'

const liveAccounts = (stage: TestStage) =>
  stage.hubspot.accounts(stage.portalId).filter(({ archivedAt }) => archivedAt === undefined)
const warnings = (stage: TestStage) => stage.logs.filter(({ level }) => level === 'warn').map(({ text }) => text)
const channelOf = (stage: TestStage) => {
  const [channel] = stage.hubspot.channels(stage.appId)
  if (channel === undefined) throw new Error('There is no channel')
  return channel
}
const channelChanges = (stage: TestStage) =>
  stage.hubspot.log.calls
    .filter(({ method, path }) => method === 'PATCH' && /custom-channels\/2026-09\/\d+$/.test(path))
    .map(({ requestBody }) => requestBody)

describe('registering', () => {
  test('makes one channel with our name, URL and capabilities, and one account per inbox', async () => {
    const stage = await onStage({ configuration: { channelName: 'Shop bot' } })
    expect(stage.hubspot.channels(stage.appId)).toEqual([
      expect.objectContaining({ name: 'Shop bot', webhookUrl: stage.bot.webhookUrl, capabilities }),
    ])
    expect(liveAccounts(stage)).toEqual([
      expect.objectContaining({ inboxId: inboxes[0].id, name: 'Shop bot', authorized: true, active: true }),
      expect.objectContaining({ inboxId: inboxes[2].id, name: 'Shop bot', authorized: true, active: true }),
    ])
    expect(warnings(stage)).toEqual([])
  })

  test('stores the IDs, so that any process finds them', async () => {
    const stage = await onStage()
    const ids = liveAccounts(stage).map(({ id, inboxId }) => expect.objectContaining({ id, inboxId, active: true }))
    expect(stored(stage, 'channel')).toEqual({ channelId: channelOf(stage).id, webhookUrl: stage.bot.webhookUrl })
    expect(stored(stage, 'accounts')).toEqual({ accounts: ids })
    expect(stored(stage, 'credentials')).toMatchObject({ portalId: String(stage.portalId) })
    expect(stored(stage, 'setupLock')).toBeUndefined()
  })

  test('asks Botpress to check it again every day', async () => {
    const stage = await onStage()
    expect(stage.bot.scheduleRegisterCall).toBe('daily')
  })

  test('a second time leaves one channel and one account per inbox, and changes nothing in HubSpot', async () => {
    const stage = await onStage()
    stage.startCounting()
    await stage.bot.register()
    expect(stage.hubspot.channels(stage.appId)).toHaveLength(1)
    expect(liveAccounts(stage)).toHaveLength(2)
    const changing = stage.calls().hubspot.filter((call) => !call.startsWith('GET ') && !call.includes('/oauth/'))
    expect(changing).toEqual([])
  })

  test('reads every list to its last page', async () => {
    const stage = await onStage({ hubspot: { pageSize: 1 }, registered: false })
    await developer(stage).createChannel('https://one.example/webhook')
    await developer(stage).createChannel('https://two.example/webhook')
    await stage.bot.register()
    await stage.bot.register()
    expect(stage.hubspot.channels(stage.appId)).toHaveLength(3)
    expect(liveAccounts(stage).map(({ inboxId }) => inboxId)).toEqual([inboxes[0].id, inboxes[2].id])
  })

  test('waits for a channel that HubSpot does not show at once', async () => {
    const stage = await onStage({ hubspot: { publicDelayMs: 700 } })
    expect(stage.hubspot.channels(stage.appId)).toHaveLength(1)
    expect(liveAccounts(stage)).toHaveLength(2)
  })

  test('says what to do when HubSpot does not show the channel for over a minute', async () => {
    const stage = await onStage({ hubspot: { publicDelayMs: 600_000 }, registered: false })
    await expect(stage.bot.register()).rejects.toThrow(/created the channel but does not show it yet.*Wait.*save/)
    expect(liveAccounts(stage)).toEqual([])
  })
})

describe('a channel that exists', () => {
  test('is found by its webhook URL, also when nothing is stored', async () => {
    const stage = await onStage({ registered: false })
    await developer(stage).createChannel(stage.bot.webhookUrl)
    const { id } = channelOf(stage)
    await stage.bot.register()
    expect(stage.hubspot.channels(stage.appId)).toEqual([
      expect.objectContaining({ id, name: 'Botpress', webhookUrl: stage.bot.webhookUrl, capabilities }),
    ])
  })

  test('gets a changed name, and only that is sent', async () => {
    const stage = await onStage()
    stage.bot.configuration = { ...stage.bot.configuration, channelName: 'Support desk' }
    await stage.bot.register()
    expect(channelOf(stage).name).toBe('Support desk')
    expect(channelChanges(stage)).toEqual([{ name: 'Support desk' }])
  })

  test('gets our capabilities when they differ, and is left alone when HubSpot lists more than ours', async () => {
    const stage = await onStage()
    const { id } = channelOf(stage)
    const theirs = { ...capabilities, allowMultipleRecipients: true }
    await developer(stage).changeChannel(id, { capabilities: theirs })
    await stage.bot.register()
    expect(channelOf(stage).capabilities).toEqual(capabilities)
    const reversed = {
      ...capabilities,
      richText: Array.isArray(capabilities.richText) ? [...capabilities.richText].reverse() : [],
    }
    await developer(stage).changeChannel(id, { capabilities: reversed })
    await stage.bot.register()
    expect(channelChanges(stage)).toEqual([{ capabilities: theirs }, { capabilities }, { capabilities: reversed }])
  })

  test('was deleted by hand: it is made again, with its accounts', async () => {
    const stage = await onStage()
    await developer(stage).deleteChannel(channelOf(stage).id)
    await stage.bot.register()
    expect(stage.hubspot.channels(stage.appId)).toHaveLength(1)
    expect(liveAccounts(stage).map(({ channelId }) => channelId)).toEqual([channelOf(stage).id, channelOf(stage).id])
    expect(stored(stage, 'channel')).toMatchObject({ channelId: channelOf(stage).id })
  })

  test('was created though its answer was lost: the next registration finds it', async () => {
    const stage = await onStage({ registered: false })
    stage.hubspot.faults.add({ method: 'POST', path: /custom-channels\/2026-09$/, drop: 'after', times: 1 })
    await expect(stage.bot.register()).rejects.toThrow(/create the custom channel.*Try again/)
    await stage.bot.register()
    expect(stage.hubspot.channels(stage.appId)).toHaveLength(1)
  })

  test('several with our URL are left over: the lowest ID as a number stays', async () => {
    const stage = await onStage({ registered: false })
    for (let count = 0; count < 3; count += 1) await developer(stage).createChannel(stage.bot.webhookUrl)
    const ids = stage.hubspot.channels(stage.appId).map(({ id }) => id)
    expect([...ids].sort()[0], 'the stand-in makes the comparison as text give another answer').not.toBe(ids[0])
    await stage.bot.register()
    expect(stage.hubspot.channels(stage.appId).map(({ id }) => id)).toEqual([ids[0]])
    expect(liveAccounts(stage).map(({ channelId }) => channelId)).toEqual([ids[0], ids[0]])
  })

  test("of another bot on the same app is left alone, and the bot's owner is warned", async () => {
    const stage = await onStage({ registered: false })
    await developer(stage).createChannel('https://another-bot.example/webhook')
    await stage.bot.register()
    expect(stage.hubspot.channels(stage.appId)).toHaveLength(2)
    expect(warnings(stage)).toEqual([
      expect.stringMatching(/other webhook URLs.*each bot needs a HubSpot app of its own/),
    ])
  })
})

import { describe, expect, test } from 'vitest'
import { inboxes } from '../../sim/hubspot-stage'
import { store, stored } from '../stage/stored'
import { until } from '../stage/until'
import { anotherProcess } from './another-process'
import { escalated, onStage, type TestStage } from './on-stage'

const liveAccounts = (stage: TestStage) =>
  stage.hubspot.accounts(stage.portalId).filter(({ archivedAt }) => archivedAt === undefined)

function expectOneOfEach(stage: TestStage) {
  const [channel, ...others] = stage.hubspot.channels(stage.appId)
  expect(others).toEqual([])
  expect(stored(stage, 'channel')).toMatchObject({ channelId: channel?.id })
  expect(liveAccounts(stage).map(({ channelId, inboxId }) => [channelId, inboxId])).toEqual([
    [channel?.id, inboxes[0].id],
    [channel?.id, inboxes[2].id],
  ])
}

describe('two registrations at once leave one channel and one account per inbox', () => {
  test.each([0, 700])('in one process, when a new channel is hidden for %d ms', async (publicDelayMs) => {
    const stage = await onStage({ registered: false, hubspot: { publicDelayMs } })
    await Promise.all([stage.bot.register(), stage.bot.register()])
    expectOneOfEach(stage)
  })

  test.each([0, 700])('in two processes, when a new channel is hidden for %d ms', async (publicDelayMs) => {
    const stage = await onStage({ registered: false, hubspot: { publicDelayMs } })
    const second = await anotherProcess(stage)
    stage.bot.integrationUrls = [stage.host.url, second.url]
    await Promise.all([stage.bot.register(), stage.bot.register()])
    expectOneOfEach(stage)
    await stage.settled()
    for (const { url } of [stage.host, second]) {
      stage.bot.integrationUrls = [url]
      await escalated(stage)
    }
    expect(stage.hubspot.threads(stage.portalId)).toHaveLength(2)
  })
})

describe('a registration whose process died in the middle', () => {
  test('does not keep the next one out for longer than its lease', async () => {
    const stage = await onStage({ registered: false })
    await store(stage, 'setupLock', { holder: 'a process that is gone', until: Date.now() + 500 })
    await stage.bot.register()
    expectOneOfEach(stage)
  })

  test('keeps the next one waiting, and what that says in the end tells the bot builder what to do', async () => {
    const stage = await onStage({ registered: false })
    await store(stage, 'setupLock', { holder: 'a process that is gone', until: Date.now() + 600_000 })
    await expect(stage.bot.register()).rejects.toThrow(/registration.*(again|minutes)/is)
  })
})

test('an account webhook that comes during a registration does not undo what the registration stored', async () => {
  const stage = await onStage({ configuration: { additionalInboxIds: [] } })
  const [account] = liveAccounts(stage)
  stage.hubspot.ui.setAccountAuthorized(String(account?.id), false)
  await stage.settled()
  stage.bot.configuration = { ...stage.bot.configuration, additionalInboxIds: [inboxes[1].id] }
  // The registration switches the account on, HubSpot tells of that, and what is written for it arrives last.
  stage.hubspot.faults.add({ method: 'POST', path: /channel-accounts$/, delayMs: 150, times: 1 })
  stage.botpress.faults.add({ method: 'POST', path: /\/accounts$/, delayMs: 600, times: 1 })
  await stage.bot.register()
  await until(() => stage.botpress.log.calls.some(({ faulted }) => faulted))
  await stage.settled()
  expect(stored(stage, 'accounts')).toMatchObject({
    accounts: [
      { inboxId: inboxes[0].id, authorized: true },
      { inboxId: inboxes[1].id, authorized: true },
    ],
  })
})

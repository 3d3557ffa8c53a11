import { describe, expect, test } from 'vitest'
import { rateLimitBody } from '../../sim/hubspot'
import { agents, inboxes } from '../../sim/hubspot-stage'
import { seen } from '../stage/chat'
import { stored } from '../stage/stored'
import { until } from '../stage/until'
import { escalated, onStage, type TestStage } from './on-stage'

/** A day's limit of calls is the passing fault that needs no waiting: it is not tried again. */
const dailyLimit = { path: /./, status: 429, body: rateLimitBody('DAILY') }
const worded = (stage: TestStage, level: string) =>
  stage.logs.filter((line) => line.level === level).map(({ text }) => text)

describe('the daily check, when HubSpot has a passing fault,', () => {
  test('logs it and leaves everything in place', async () => {
    const stage = await onStage()
    const before = [stored(stage, 'channel'), stored(stage, 'accounts'), stored(stage, 'credentials')]
    const mend = stage.hubspot.faults.add(dailyLimit)
    await stage.bot.register()
    mend()
    expect(worded(stage, 'warn')).toEqual([expect.stringMatching(/could not be checked; what is set up stays.*429/)])
    expect([stored(stage, 'channel'), stored(stage, 'accounts'), stored(stage, 'credentials')]).toEqual(before)
  })

  test('leaves running sessions alone', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    const mend = stage.hubspot.faults.add(dailyLimit)
    await stage.bot.register()
    mend()
    await user.say('Still there?')
    stage.hubspot.ui.reply({ threadId: thread.id, agent: agents.dana.userId, text: 'Yes, here I am.' })
    await until(() => seen(user).includes('agent: Yes, here I am.'))
    expect(stage.bot.plugin.deliveryFailures).toEqual([])
  })

  test('is the same when the token could not be renewed', async () => {
    const stage = await onStage({ hubspot: { accessTokenTtlS: 1 } })
    stage.hubspot.faults.add({ ...dailyLimit, path: /\/oauth\// })
    await stage.bot.register()
    expect(worded(stage, 'warn')).toEqual([expect.stringMatching(/could not be checked/)])
  })

  test('is the same when HubSpot cannot be reached at all', async () => {
    const stage = await onStage()
    stage.hubspot.faults.add({ path: /./, drop: 'before' })
    await stage.bot.register()
    expect(worded(stage, 'warn')).toEqual([expect.stringMatching(/could not be checked/)])
  })
})

describe('a changed configuration is not taken for the daily check: a passing fault is an error', () => {
  test('when an inbox was added', async () => {
    const stage = await onStage()
    stage.bot.configuration = { ...stage.bot.configuration, additionalInboxIds: [inboxes[1].id] }
    stage.hubspot.faults.add(dailyLimit)
    await expect(stage.bot.register()).rejects.toThrow(/429.*Try again later/)
  })

  test('when the refresh token is another one, which nobody has checked', async () => {
    const stage = await onStage()
    stage.bot.configuration = { ...stage.bot.configuration, refreshToken: 'refresh-mistyped' }
    stage.hubspot.faults.add(dailyLimit)
    await expect(stage.bot.register()).rejects.toThrow(/429.*Try again later/)
  })
})

describe('the daily check notices', () => {
  test('a revoked token when the access token has ended', async () => {
    const stage = await onStage({ hubspot: { accessTokenTtlS: 1 } })
    stage.hubspot.revoke(String(stage.bot.configuration.refreshToken))
    await expect(stage.bot.register()).rejects.toThrow(/does not accept the refresh token: it was revoked/)
  })

  test('a revoked token while the access token still works', async () => {
    const stage = await onStage()
    stage.hubspot.revoke(String(stage.bot.configuration.refreshToken))
    await expect(stage.bot.register()).rejects.toThrow(/does not accept the refresh token: it was revoked/)
  })

  test('an access token that HubSpot ended early, and gets another', async () => {
    const stage = await onStage()
    stage.hubspot.expireAccessTokens(stage.portalId)
    await stage.bot.register()
    const { thread } = await escalated(stage)
    expect(thread.status).toBe('OPEN')
  })

  test('an inbox that is gone', async () => {
    const stage = await onStage()
    const inboxesWithoutTheFirst = { results: [{ id: '1003', name: 'Help desk', type: 'HELP_DESK' }] }
    stage.hubspot.faults.add({ path: /\/inboxes$/, status: 200, body: inboxesWithoutTheFirst })
    await expect(stage.bot.register()).rejects.toThrow(/"Inbox or help desk ID": there is no inbox 1001/)
  })
})

import { describe, expect, test } from 'vitest'
import { agents, inboxes, scopes } from '../../sim/hubspot-stage'
import { seen } from '../stage/chat'
import { stored } from '../stage/stored'
import { until } from '../stage/until'
import { anotherProcess } from './another-process'
import { escalated, onStage, type TestStage } from './on-stage'

const failures = (stage: TestStage) => stage.bot.plugin.deliveryFailures.map(({ message }) => message)

describe('a connection that was revoked', () => {
  test('is reported to the bot builder by an escalation, with what to do', async () => {
    const stage = await onStage({ hubspot: { accessTokenTtlS: 1 } })
    stage.hubspot.revoke(String(stage.bot.configuration.refreshToken))
    await expect(escalated(stage)).rejects.toThrow(
      /does not accept the refresh token: it was revoked.*Install the app again.*"Refresh token"/,
    )
    expect(stage.botpress.conversations(stage.bot)).toEqual([])
  })

  test('is reported for a message of the end user', async () => {
    const stage = await onStage()
    const { user } = await escalated(stage)
    stage.hubspot.revoke(String(stage.bot.configuration.refreshToken))
    stage.hubspot.expireAccessTokens(stage.portalId)
    await user.say('Anybody?')
    expect(failures(stage)).toEqual([expect.stringMatching(/does not accept the refresh token.*Install the app again/)])
  })

  test("does not keep agents' replies and closings from the end user, even in a process that knows nothing", async () => {
    const stage = await onStage({ hubspot: { accessTokenTtlS: 1 } })
    const { user, thread } = await escalated(stage)
    await stage.settled()
    const second = await anotherProcess(stage)
    stage.bot.integrationUrls = [second.url]
    stage.hubspot.revoke(String(stage.bot.configuration.refreshToken))
    stage.hubspot.ui.reply({ threadId: thread.id, agent: agents.dana.userId, text: 'I will look into it.' })
    await stage.settled()
    stage.hubspot.ui.close(thread.id)
    await until(() => user.session?.active === false)
    expect(seen(user)).toContain('agent: I will look into it.')
  })

  test('works again when the configuration gets a new token', async () => {
    const stage = await onStage({ hubspot: { accessTokenTtlS: 1 } })
    stage.hubspot.revoke(String(stage.bot.configuration.refreshToken))
    const { refreshToken } = stage.hubspot.install({
      appId: stage.appId,
      portalId: stage.portalId,
      scopes: [...scopes.required, ...scopes.contacts],
    })
    stage.bot.configuration = { ...stage.bot.configuration, refreshToken }
    await stage.bot.register()
    const { user } = await escalated(stage)
    expect(user.session?.active).toBe(true)
    expect(stage.hubspot.channels(stage.appId)).toHaveLength(1)
  })
})

describe('the refresh token in the configuration', () => {
  test('of another portal takes the bot there', async () => {
    const stage = await onStage()
    const portalId = stage.portalId + 500_000
    stage.hubspot.addPortal({ portalId, inboxes: [...inboxes], agents: [agents.dana] })
    const { refreshToken } = stage.hubspot.install({
      appId: stage.appId,
      portalId,
      scopes: [...scopes.required, ...scopes.contacts],
    })
    stage.bot.configuration = { ...stage.bot.configuration, refreshToken }
    await stage.bot.register()
    await stage.settled()
    const user = stage.bot.plugin.startConversation({ name: 'Kim Lee' })
    await user.escalate({ title: 'A broken lamp' })
    const [thread] = stage.hubspot.threads(portalId)
    expect(stage.hubspot.threads(stage.portalId)).toEqual([])
    stage.hubspot.ui.reply({ threadId: String(thread?.id), agent: agents.dana.userId, text: 'Hello from over here.' })
    await until(() => seen(user).includes('agent: Hello from over here.'))
    expect(stored(stage, 'credentials')).toMatchObject({ portalId: String(portalId) })
  })

  test('may be taken away: what is stored keeps working', async () => {
    const stage = await onStage({ hubspot: { rotateRefreshTokens: true } })
    stage.bot.configuration = { ...stage.bot.configuration, refreshToken: undefined }
    stage.hubspot.expireAccessTokens(stage.portalId)
    const { user } = await escalated(stage)
    expect(user.session?.active).toBe(true)
    await stage.bot.register()
  })
})

import { describe, expect, test } from 'vitest'
import { agents, inboxes } from '../../sim/stage'
import { anotherProcess } from './another-process'
import { escalated, onStage, seen, type TestStage, until } from './on-stage'
import { stored } from './stored'

const refreshes = (stage: TestStage) => stage.calls().hubspot.filter((call) => call === 'POST /oauth/2026-09/token').length
const published = (stage: TestStage) => stage.calls().hubspot.filter((call) => /custom-channels.*\/messages$/.test(call)).length
const failures = (stage: TestStage) => stage.bot.plugin.deliveryFailures.map(({ message }) => message)
const unauthorised = (stage: TestStage) => stage.hubspot.log.calls.filter(({ status }) => status === 401).length
const texts = (stage: TestStage, threadId: string) =>
  stage.hubspot.messages(threadId).flatMap((message) => ('text' in message ? [message.text] : []))

describe('an access token', () => {
  test('that is good is used again, by every process', async () => {
    const stage = await onStage()
    const second = await anotherProcess()
    const { user } = await escalated(stage)
    stage.startCounting()
    await user.say('first process')
    stage.bot.integrationUrls = [second.url]
    await user.say('second process')
    expect(refreshes(stage)).toBe(0)
    expect(failures(stage)).toEqual([])
  })

  test('that is about to end is renewed before it is used', async () => {
    const stage = await onStage({ hubspot: { accessTokenTtlS: 45 } })
    const { user, thread } = await escalated(stage)
    stage.startCounting()
    await user.say('Can you hear me?')
    expect(refreshes(stage)).toBe(1)
    expect(unauthorised(stage)).toBe(0)
    expect(texts(stage, thread.id)).toContain('Can you hear me?')
  })

  test('that HubSpot refuses is renewed once, and the call made again', async () => {
    const stage = await onStage()
    const { user, thread } = await escalated(stage)
    stage.hubspot.expireAccessTokens(stage.portalId)
    stage.startCounting()
    await user.say('Can you hear me?')
    expect(refreshes(stage)).toBe(1)
    expect(published(stage)).toBe(2)
    expect(texts(stage, thread.id).filter((text) => text === 'Can you hear me?')).toHaveLength(1)
  })

  test('that HubSpot refuses is renewed once for all calls of the moment', async () => {
    const stage = await onStage()
    const people = [await escalated(stage), await escalated(stage), await escalated(stage)]
    stage.hubspot.expireAccessTokens(stage.portalId)
    stage.startCounting()
    await Promise.all(people.map(({ user }) => user.say('All at once.')))
    expect(refreshes(stage)).toBe(1)
    expect(failures(stage)).toEqual([])
  })

  test('that is refused even when new is not renewed again and again', async () => {
    const stage = await onStage()
    const { user } = await escalated(stage)
    stage.hubspot.faults.add({ path: /\/messages$/, status: 401 })
    stage.startCounting()
    await user.say('Nobody will read this.')
    expect(refreshes(stage)).toBe(1)
    expect(published(stage)).toBe(2)
    expect(failures(stage)).toEqual([expect.stringMatching(/401.*install the HubSpot app again.*refresh token/)])
  })

  test('that another process renewed meanwhile is taken from there', async () => {
    const stage = await onStage()
    const second = await anotherProcess()
    const { user, thread } = await escalated(stage)
    stage.hubspot.expireAccessTokens(stage.portalId)
    stage.bot.integrationUrls = [second.url]
    await user.say('This process renews.')
    stage.bot.integrationUrls = [stage.host.url]
    stage.startCounting()
    await user.say('This one takes it over.')
    expect(refreshes(stage)).toBe(0)
    expect(texts(stage, thread.id)).toContain('This one takes it over.')
  })
})

describe('refresh tokens that change with every use', () => {
  test('are kept: the newest is used', async () => {
    const stage = await onStage({ hubspot: { rotateRefreshTokens: true } })
    const { user, thread } = await escalated(stage)
    for (const word of ['one', 'two', 'three']) {
      stage.hubspot.expireAccessTokens(stage.portalId)
      await user.say(`Message ${word}`)
    }
    expect(failures(stage)).toEqual([])
    expect(texts(stage, thread.id)).toEqual(expect.arrayContaining(['Message one', 'Message two', 'Message three']))
    expect(stored(stage, 'credentials')).not.toMatchObject({ refreshToken: stage.bot.configuration.refreshToken })
  })

  test('are kept by a new registration, which finds the configured one used up', async () => {
    const stage = await onStage({ hubspot: { rotateRefreshTokens: true } })
    stage.hubspot.expireAccessTokens(stage.portalId)
    await escalated(stage)
    await stage.bot.register()
    const { user } = await escalated(stage)
    expect(user.session?.active).toBe(true)
  })

  test('do not break two processes that renew one after the other', async () => {
    const stage = await onStage({ hubspot: { rotateRefreshTokens: true } })
    const second = await anotherProcess()
    stage.bot.integrationUrls = [stage.host.url, second.url]
    const { user } = await escalated(stage)
    for (const word of ['one', 'two', 'three', 'four']) {
      stage.hubspot.expireAccessTokens(stage.portalId)
      await user.say(`Message ${word}`)
    }
    expect(failures(stage)).toEqual([])
  })

  test('do not break two processes that renew at the same moment', async () => {
    const stage = await onStage({ hubspot: { rotateRefreshTokens: true } })
    const second = await anotherProcess()
    const kim = await escalated(stage)
    stage.bot.integrationUrls = [second.url]
    const sam = await escalated(stage)
    stage.bot.integrationUrls = [stage.host.url, second.url]
    stage.hubspot.expireAccessTokens(stage.portalId)
    // Whoever comes first has the new token, and is slow to tell.
    stage.botpress.faults.add({ method: 'POST', path: /\/credentials$/, delayMs: 200, times: 1 })
    await Promise.all([kim.user.say('From one process.'), sam.user.say('From the other.')])
    expect(failures(stage)).toEqual([])
  })
})

describe('a connection that was revoked', () => {
  test('is reported to the bot builder by an escalation, with what to do', async () => {
    const stage = await onStage({ hubspot: { accessTokenTtlS: 1 } })
    stage.hubspot.revoke(String(stage.bot.configuration.refreshToken))
    await expect(escalated(stage)).rejects.toThrow(/does not accept the refresh token: it was revoked.*Install the app again.*"Refresh token"/)
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
    const second = await anotherProcess()
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
      scopes: ['oauth', 'conversations.read', 'conversations.write', 'conversations.custom_channels.read', 'conversations.custom_channels.write', 'crm.objects.contacts.read', 'crm.objects.contacts.write'],
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
    const scopes = ['oauth', 'conversations.read', 'conversations.write', 'conversations.custom_channels.read', 'conversations.custom_channels.write', 'crm.objects.contacts.read', 'crm.objects.contacts.write', 'files']
    const { refreshToken } = stage.hubspot.install({ appId: stage.appId, portalId, scopes })
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

test('a renewed token that cannot be stored is used all the same, and the owner is warned', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  stage.hubspot.expireAccessTokens(stage.portalId)
  stage.botpress.faults.add({ method: 'POST', path: /\/credentials$/, status: 500 })
  await user.say('It still arrives.')
  expect(texts(stage, thread.id)).toContain('It still arrives.')
  expect(stage.logs.filter(({ level }) => level === 'warn').map(({ text }) => text)).toEqual([
    expect.stringMatching(/renewed HubSpot token could not be stored/),
  ])
})

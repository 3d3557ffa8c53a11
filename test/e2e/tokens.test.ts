import { describe, expect, test } from 'vitest'
import { timing } from '../../src/timing'
import { stored } from '../stage/stored'
import { until } from '../stage/until'
import { anotherProcess } from './another-process'
import { textsFromUser } from './looking'
import { escalated, onStage, type TestStage } from './on-stage'

const refreshes = (stage: TestStage) =>
  stage.calls().hubspot.filter((call) => call === 'POST /oauth/2026-09/token').length
const published = (stage: TestStage) =>
  stage.calls().hubspot.filter((call) => /custom-channels.*\/messages$/.test(call)).length
const failures = (stage: TestStage) => stage.bot.plugin.deliveryFailures.map(({ message }) => message)
const unauthorised = (stage: TestStage) => stage.hubspot.log.calls.filter(({ status }) => status === 401).length
const texts = (stage: TestStage, threadId: string) =>
  stage.hubspot.messages(threadId).flatMap((message) => ('text' in message ? [message.text] : []))

describe('an access token', () => {
  test('that is good is used again, by every process', async () => {
    const stage = await onStage()
    const second = await anotherProcess(stage)
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
    expect(refreshes(stage)).toBe(4)
    expect(published(stage)).toBe(5)
    expect(failures(stage)).toEqual([expect.stringMatching(/401.*install the HubSpot app again.*Refresh token/)])
  })

  test('that another process renewed meanwhile is taken from there', async () => {
    const stage = await onStage()
    const second = await anotherProcess(stage)
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

test('while HubSpot gives no new token, a message of the end user waits as long as for anything else', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  stage.hubspot.expireAccessTokens(stage.portalId)
  const remove = stage.hubspot.faults.add({ path: /\/oauth\/2026-09\/token$/, status: 503 })
  const tries = () => stage.hubspot.log.calls.filter(({ path, status }) => path.endsWith('/token') && status === 503)
  const since = Date.now()
  const message = user.say('Can you hear me?')
  // A single answer is waited for no longer than this, and then tries go on.
  await until(() => tries().length > 0 && Date.now() - since > timing.hubspotTimeout * 1.2)
  remove()
  await message
  expect(stage.bot.plugin.deliveryFailures).toEqual([])
  expect(textsFromUser(stage, thread.id)).toEqual(['Can you hear me?'])
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
    const second = await anotherProcess(stage)
    stage.bot.integrationUrls = [stage.host.url, second.url]
    const { user } = await escalated(stage)
    for (const word of ['one', 'two', 'three', 'four']) {
      stage.hubspot.expireAccessTokens(stage.portalId)
      await user.say(`Message ${word}`)
    }
    expect(failures(stage)).toEqual([])
  })

  test('do not lock the other processes out when the newest could not be stored at once', async () => {
    const stage = await onStage({ hubspot: { rotateRefreshTokens: true } })
    const second = await anotherProcess(stage)
    const { user, thread } = await escalated(stage)
    stage.hubspot.expireAccessTokens(stage.portalId)
    const mend = stage.botpress.faults.add({ method: 'POST', path: /\/credentials$/, status: 500 })
    await user.say('Only this process knows.')
    mend()
    await user.say('It tells the others.')
    stage.bot.integrationUrls = [second.url]
    stage.hubspot.expireAccessTokens(stage.portalId)
    await user.say('They go on from there.')
    expect(failures(stage)).toEqual([])
    expect(textsFromUser(stage, thread.id)).toHaveLength(3)
  })

  test('do not break two processes that renew at the same moment', async () => {
    const stage = await onStage({ hubspot: { rotateRefreshTokens: true } })
    const second = await anotherProcess(stage)
    const kim = await escalated(stage)
    stage.bot.integrationUrls = [second.url]
    const sam = await escalated(stage)
    stage.bot.integrationUrls = [stage.host.url, second.url]
    stage.hubspot.expireAccessTokens(stage.portalId)
    // Whoever comes first has the new token, and is slow to tell.
    stage.botpress.faults.add({ method: 'POST', path: /\/credentials$/, delayMs: 100, times: 1 })
    await Promise.all([kim.user.say('From one process.'), sam.user.say('From the other.')])
    expect(failures(stage)).toEqual([])
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

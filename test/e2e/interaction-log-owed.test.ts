import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { anotherProcess } from './another-process'
import { appEvent, knock } from './knock'
import { allLogged, chatted, creatingNote, day, type LogStage, later, logPath, onLogStage, pause } from './log-stage'
import { escalated, type TestStage } from './on-stage'
import { calm, dana } from './talking'

type Occasion = [string, (stage: TestStage) => Promise<unknown>]

const occasions: Occasion[] = [
  ['the next message of another user', async (stage) => (await escalated(stage)).user.say('Hello?')],
  [
    'the next webhook',
    async (stage) => {
      const { thread } = await escalated(stage)
      stage.hubspot.ui.assign(thread.id, dana)
      await calm(stage)
    },
  ],
]

/** Ten minutes later, and once more where a busy machine had no time for it then. */
async function onOccasion({ stage, owed }: Pick<LogStage, 'stage' | 'owed'>, happen: Occasion[1]): Promise<void> {
  for (let tries = 1; tries <= 3 && owed().length > 0; tries += 1) {
    await later(tries * pause, async () => {
      await happen(stage)
      await calm(stage)
    })
  }
}

/** Until nothing more is asked of HubSpot by what nobody waits for any more. */
async function quiet({ hubspot }: TestStage): Promise<void> {
  for (let before = -1; before !== hubspot.log.calls.length; await sleep(1_000)) before = hubspot.log.calls.length
}

/** A session whose end HubSpot's CRM did not hear of. */
async function unheard(options: Parameters<typeof onLogStage>[0] = {}) {
  const log = await onLogStage(options)
  const { user } = await chatted(log, { before: ['Hi.'] })
  const back = log.stage.hubspot.faults.add({ ...creatingNote, status: 503 })
  await user.say('/end')
  await calm(log.stage)
  expect(log.owed()).toHaveLength(1)
  return { ...log, user, back }
}

describe('a session whose end HubSpot did not take', () => {
  test('ends all the same for the customer and the agent', async () => {
    const { stage, user } = await unheard()
    expect(user.session?.active).toBe(false)
    expect(stage.hubspot.threads(stage.portalId).at(-1)?.status).toBe('CLOSED')
  })

  test('is pending, with the reason, and logged whole by the next registration', async () => {
    const log = await unheard()
    await log.stage.bot.register()
    expect(await log.standing()).toMatchObject({
      counters: { pending: 1, logged: 0, failed: 0 },
      lastError: expect.stringContaining('503'),
    })
    log.back()
    await log.stage.bot.register()
    expect(log.owed()).toEqual([])
    for (const text of ['Hi.', 'The lamp is broken.', 'A new one is on its way.', 'The customer ended']) {
      expect(log.body()).toContain(text)
    }
    expect(await log.counters()).toMatchObject({ pending: 0, logged: 1 })
  })

  test.each(occasions)('is logged with %s', async (_, happen) => {
    const log = await unheard()
    log.back()
    await onOccasion(log, happen)
    expect(log.owed()).toEqual([])
    expect(log.entries()).toHaveLength(1)
  })

  test('is not tried again within ten minutes by the same process', async () => {
    const log = await unheard()
    await later(pause, async () => {
      const { user } = await escalated(log.stage)
      await user.say('Hello?')
      await calm(log.stage)
      expect(log.owed()).toHaveLength(1)
      await quiet(log.stage)
      log.back()
      log.stage.startCounting()
      await user.say('Is anybody there?')
      await calm(log.stage)
      expect(log.stage.calls().hubspot.filter((call) => call.includes('/crm/'))).toEqual([])
    })
    expect(log.entries()).toEqual([])
  })

  test('is logged by a process that has just started', async () => {
    const log = await unheard()
    const { user } = await escalated(log.stage)
    log.back()
    const { url } = await anotherProcess(log.stage)
    log.stage.bot.integrationUrls = [url]
    await user.say('Hello?')
    await calm(log.stage)
    expect(log.owed()).toEqual([])
    expect(log.entries()).toHaveLength(1)
  })

  test('is given up after seven days, counted, and said in the log', async () => {
    const log = await unheard()
    log.back()
    await later(7 * day + 60_000, () => log.stage.bot.register())
    expect(log.owed()).toEqual([])
    expect(log.entries()).toEqual([])
    expect(await log.standing()).toMatchObject({
      counters: { failed: 1, pending: 0, logged: 0 },
      lastError: expect.stringContaining('seven days'),
    })
    expect(log.stage.logs).toContainEqual({
      level: 'error',
      text: expect.stringContaining('was not logged in HubSpot'),
    })
  })

  test('is still tried after six days', async () => {
    const log = await unheard()
    log.back()
    await later(6 * day, () => log.stage.bot.register())
    expect(log.entries()).toHaveLength(1)
  })

  test('that had no connection is logged once there is one again', async () => {
    const log = await onLogStage()
    const { user } = await chatted(log)
    const old = String(log.stage.bot.configuration.refreshToken)
    log.stage.hubspot.revoke(old)
    log.stage.hubspot.expireAccessTokens(log.stage.portalId)
    await user.say('/end')
    await calm(log.stage)
    expect(await log.counters()).toMatchObject({ pending: 1, failed: 0 })
    const { refreshToken } = log.stage.hubspot.install({
      ...{ appId: log.stage.appId, portalId: log.stage.portalId },
      scopes: [
        'oauth',
        'conversations.read',
        'conversations.write',
        'conversations.custom_channels.read',
        'conversations.custom_channels.write',
        'crm.objects.contacts.read',
        'crm.objects.contacts.write',
      ],
    })
    log.stage.bot.configuration = { ...log.stage.bot.configuration, refreshToken }
    await log.stage.bot.register()
    expect(log.entries()).toHaveLength(1)
    expect(await log.counters()).toMatchObject({ pending: 0, logged: 1 })
  })

  test('is found where the answer to its making was lost, and not made twice', async () => {
    const log = await onLogStage()
    const { user } = await chatted(log)
    log.stage.hubspot.faults.add({ ...creatingNote, drop: 'after', times: 1 })
    await user.say('/end')
    await allLogged(log)
    expect(log.entries()).toHaveLength(1)
    expect(await log.counters()).toMatchObject({ logged: 1, pending: 0 })
  })

  test('is not made twice where HubSpot then fails for a while altogether', async () => {
    const log = await onLogStage()
    const { user } = await chatted(log)
    log.stage.hubspot.faults.add({ ...creatingNote, drop: 'after', times: 1 })
    const down = log.stage.hubspot.faults.add({
      method: ['GET', 'POST'],
      path: /associations|batch\/read/,
      status: 500,
    })
    await user.say('/end')
    await calm(log.stage)
    await log.stage.bot.register()
    expect(log.entries()).toHaveLength(1)
    expect(log.owed()).toHaveLength(1)
    await log.stage.bot.register()
    expect(log.entries()).toHaveLength(1)
    down()
    await allLogged(log)
    expect(log.entries()).toHaveLength(1)
    expect(await log.counters()).toMatchObject({ logged: 1, pending: 0, failed: 0 })
  })

  test('is not made twice by a process that died before it noted that it was made', async () => {
    const log = await onLogStage()
    const { user } = await chatted(log)
    // The end is noted first, and what came of it next; nothing repeats what is refused.
    const conversationId = user.session?.downstreamConversationId
    const dead = log.stage.botpress.faults.add({
      method: 'PUT',
      path: new RegExp(`/conversations/${conversationId}$`),
      skip: 1,
      status: 400,
    })
    await user.say('/end')
    await calm(log.stage)
    await log.stage.bot.register()
    expect(log.entries()).toHaveLength(1)
    expect(log.owed()).toHaveLength(1)
    dead()
    await allLogged(log)
    expect(log.entries()).toHaveLength(1)
    expect(await log.counters()).toMatchObject({ logged: 1, pending: 0 })
  })
})

describe('what was written and could not be counted, since Botpress did not take it,', () => {
  const counting = { method: 'POST', path: /\/states\/integration\/.*\/lasting\d+$/, status: 500 }

  test('is a session that is counted once another time, and not written twice', async () => {
    const log = await onLogStage()
    const { user } = await chatted(log)
    const back = log.stage.botpress.faults.add(counting)
    await user.say('/end')
    await calm(log.stage)
    back()
    await allLogged(log)
    expect(log.entries()).toHaveLength(1)
    expect(await log.counters()).toMatchObject({ logged: 1, pending: 0 })
  })

  test('is a given conversation that is pending, and counted once another time', async () => {
    const log = await onLogStage()
    const back = log.stage.botpress.faults.add(counting)
    expect(await log.give()).toMatchObject({ status: 'pending' })
    expect(log.entries()).toHaveLength(1)
    back()
    await log.stage.bot.register()
    expect(log.entries()).toHaveLength(1)
    expect(await log.counters()).toMatchObject({ logged: 1, pending: 0 })
    expect(await log.give()).toMatchObject({ status: 'alreadyLogged' })
  })
})

describe('a conversation that the bot gave to the log while HubSpot was down', () => {
  /** Given while HubSpot's CRM does not answer. */
  async function givenInVain(input: Record<string, unknown> = {}) {
    const log = await onLogStage()
    const back = log.stage.hubspot.faults.add({ path: logPath.crm, status: 503 })
    expect(await log.give(input)).toMatchObject({ status: 'pending' })
    return { ...log, back }
  }

  test.each(occasions)('is logged with %s', async (_, happen) => {
    const log = await givenInVain()
    log.back()
    await onOccasion(log, happen)
    expect(log.owed()).toEqual([])
    expect(log.timeline(log.contactId)).toHaveLength(1)
  })

  test('is logged by the next registration as it was given, and kept no longer', async () => {
    const log = await givenInVain({ kind: 'call', summary: 'About a lamp.', outcome: 'busy' })
    log.back()
    await log.stage.bot.register()
    expect(log.entries()).toMatchObject([
      { properties: { hs_call_disposition: '9d9162e7-6cf3-4944-bf63-4dff82258764', hs_call_status: 'COMPLETED' } },
    ])
    expect(log.body()).toContain('About a lamp.')
    const kept = log.stage.botpress
      .states(log.stage.bot)
      .filter(({ name, payload }) => name === 'pendingLog' && payload)
    expect(kept).toEqual([])
    expect(await log.counters()).toMatchObject({ logged: 1, pending: 0 })
    expect(await log.give({ kind: 'call' })).toMatchObject({ status: 'alreadyLogged' })
  })

  test('is given up after seven days', async () => {
    const log = await givenInVain()
    log.back()
    await later(7 * day + 60_000, () => log.stage.bot.register())
    expect(log.entries()).toEqual([])
    expect(await log.counters()).toMatchObject({ failed: 1, pending: 0 })
  })

  test('does not hold up what else happens', async () => {
    const log = await givenInVain()
    await later(pause, async () => {
      expect(await knock(log.stage, { body: [appEvent(log.stage, '1')] })).toMatchObject({ status: 200 })
    })
    expect(log.owed()).toHaveLength(1)
  })
})

import { describe, expect, test } from 'vitest'
import { scopes } from '../../sim/hubspot-stage'
import { anotherProcess } from './another-process'
import { allLogged, chatted, creatingNote, day, later, onLogStage } from './log-stage'
import { calm } from './talking'

const authoring = { crmAuthoring: true }
const off = { configuration: { interactionLog: undefined } }
const offAtFirst = { configuration: { interactionLog: 'off', ...authoring } }

describe('a log that is off', () => {
  test('asks neither HubSpot nor Botpress for anything that would not be asked without it', async () => {
    const log = await onLogStage(off)
    const { user } = await chatted(log, { before: ['Hi.'] })
    log.stage.startCounting()
    await user.say('/end')
    await calm(log.stage)
    const { hubspot, botpress } = log.stage.calls()
    expect(hubspot.filter((call) => !call.includes('/conversations/'))).toEqual([])
    const ofTheLog = /afterEndLock|lasting|keyed|spokenBefore|pendingLog|\/users|GET \/v1\/chat\/conversations$/
    expect(botpress.filter((call) => ofTheLog.test(call))).toEqual([])
    expect(log.stage.botpress.states(log.stage.bot).map(({ name }) => name)).not.toContain('spokenBefore')
    expect(log.owed()).toEqual([])
    expect(log.entries()).toEqual([])
  })

  test('answers so, with what the owner can do', async () => {
    const log = await onLogStage(off)
    log.stage.startCounting()
    expect(await log.give()).toEqual({
      status: 'off',
      reason: expect.stringContaining('"Interaction log" in the configuration'),
      contactCreated: false,
      redacted: {},
    })
    expect(log.stage.calls().hubspot).toEqual([])
    expect(await log.standing()).toMatchObject({ mode: 'off', onNoMatch: 'skip', source: 'configuration' })
    expect((await log.standing()).since).toBeUndefined()
  })

  test('never logs what ended before it was switched on', async () => {
    const log = await onLogStage(offAtFirst)
    const { user } = await chatted(log)
    await user.say('/end')
    await calm(log.stage)
    await later(60_000, async () => {
      await log.set({ mode: 'summary' })
      await log.stage.bot.register()
    })
    expect(log.entries()).toEqual([])
    expect(await log.counters()).toMatchObject({ logged: 0, skipped: 0, pending: 0 })
  })

  test('logs what began before it was switched on and ends after that, with what there is', async () => {
    const log = await onLogStage(offAtFirst)
    const { user } = await chatted(log, { before: ['Hi.'] })
    await log.set({ mode: 'summaryAndTranscript' })
    await user.say('/end')
    await allLogged(log)
    expect(log.body()).toContain('The lamp is broken.')
    expect(log.body()).not.toContain('Hi.')
  })

  test('logs nothing that was still owed when it was switched off, also when it is on again', async () => {
    const log = await onLogStage({ configuration: authoring })
    const { user } = await chatted(log)
    const back = log.stage.hubspot.faults.add({ ...creatingNote, status: 503 })
    await user.say('/end')
    await calm(log.stage)
    expect(await log.give()).toMatchObject({ status: 'pending' })
    back()
    await log.set({ mode: 'off' })
    await later(60_000, async () => {
      await log.set({ mode: 'summary' })
      await log.stage.bot.register()
    })
    expect(log.owed()).toEqual([])
    expect(log.entries()).toEqual([])
  })
})

describe('setting the log', () => {
  test('is refused where "CRM authoring" is off, in words that say what to do', async () => {
    const log = await onLogStage()
    await expect(log.set({ mode: 'off' })).rejects.toThrow(/"CRM authoring" is on.*Do not try again/s)
    await expect(log.set({ resetCounters: true })).rejects.toThrow(/CRM authoring/)
    expect(await log.standing()).toMatchObject({ mode: 'summaryAndTranscript', source: 'configuration' })
  })

  test('leaves what is left out as it is, and says since when it is on', async () => {
    const log = await onLogStage({ configuration: authoring })
    const { since } = await log.standing()
    expect(Date.parse(since ?? '')).toBeLessThanOrEqual(Date.now())
    expect(await log.set({ onNoMatch: 'create' })).toMatchObject({
      ...{ mode: 'summaryAndTranscript', onNoMatch: 'create', source: 'action', since },
    })
    expect(await log.set({ mode: 'summary' })).toMatchObject({ mode: 'summary', onNoMatch: 'create', since })
    expect((await log.set({ mode: 'off' })).since).toBeUndefined()
    const again = await later(60_000, () => log.set({ mode: 'summary' }))
    expect(Date.parse(again.since ?? '')).toBeGreaterThan(Date.parse(since ?? '') + 59_000)
  })

  test('counts in every process', async () => {
    const log = await onLogStage(offAtFirst)
    const { url } = await anotherProcess(log.stage)
    expect(await log.give()).toMatchObject({ status: 'off' })
    const first = log.stage.bot.integrationUrls
    log.stage.bot.integrationUrls = [url]
    await log.set({ mode: 'summary' })
    log.stage.bot.integrationUrls = first
    expect(await later(20_000, () => log.give())).toMatchObject({ status: 'logged' })
  })

  test('lasts over registrations, until the configuration of the log is saved with other values', async () => {
    const log = await onLogStage({ configuration: authoring })
    await log.set({ mode: 'off', onNoMatch: 'create' })
    await log.stage.bot.register()
    log.stage.bot.configuration = { ...log.stage.bot.configuration, language: undefined, contactPolicy: 'findOnly' }
    await log.stage.bot.register()
    expect(await log.standing()).toMatchObject({ mode: 'off', onNoMatch: 'create', source: 'action' })
    log.stage.bot.configuration = { ...log.stage.bot.configuration, interactionLog: 'summary' }
    await log.stage.bot.register()
    expect(await log.standing()).toMatchObject({ mode: 'summary', onNoMatch: 'skip', source: 'configuration' })
    expect(await log.give()).toMatchObject({ status: 'logged' })
  })

  test('of another configuration is forgotten by the first that looks, and not only by a registration', async () => {
    const log = await onLogStage({ configuration: authoring })
    await log.set({ mode: 'off' })
    log.stage.bot.configuration = { ...log.stage.bot.configuration, interactionLog: 'summary' }
    expect(await log.set({ onNoMatch: 'create' })).toMatchObject({
      mode: 'summary',
      onNoMatch: 'create',
      source: 'action',
    })
  })

  test('resets the counters, but not what is pending', async () => {
    const log = await onLogStage({ configuration: authoring })
    await log.give()
    const back = log.stage.hubspot.faults.add({ ...creatingNote, status: 503 })
    expect(await log.give({ conversationId: 'conv_other' })).toMatchObject({ status: 'pending' })
    const { counters, lastError } = await log.set({ resetCounters: true })
    const nothing = { logged: 0, skipped: 0, noIdentity: 0, contactsCreated: 0, failed: 0, redactions: 0 }
    expect(counters).toEqual({ ...nothing, pending: 1 })
    expect(lastError).toBeUndefined()
    back()
    await log.stage.bot.register()
    expect(await log.counters()).toEqual({ ...nothing, logged: 1, pending: 0 })
  })
})

describe('a log whose scope is missing', () => {
  const lacking = {
    scopes: [...scopes.required, 'crm.objects.contacts.read'],
    configuration: { contactPolicy: 'findOnly' },
  }

  test('is off, which is said at the registration, by the log, by the connection, and by each action', async () => {
    const log = await onLogStage(lacking)
    const lack = expect.stringMatching(/interaction log is off.*crm\.objects\.contacts\.write/)
    expect(log.stage.logs).toContainEqual({ level: 'warn', text: lack })
    expect(await log.give()).toMatchObject({ status: 'off', reason: lack })
    expect(await log.standing()).toMatchObject({ mode: 'off', lastError: lack })
    const { actions } = (await log.stage.bot.callAction('getConnection', {})) as { actions: unknown }
    expect(actions).toContainEqual({
      ...{ name: 'logInteraction', available: false, missingScopes: ['crm.objects.contacts.write'] },
    })
  })

  test('does not keep anybody from being handed over, and what ends meanwhile is not logged', async () => {
    const log = await onLogStage(lacking)
    const { user } = await chatted(log)
    await user.say('/end')
    await calm(log.stage)
    expect(user.session?.active).toBe(false)
    expect(log.entries()).toEqual([])
    expect(log.owed()).toEqual([])
  })

  test('is on again once it is granted', async () => {
    const log = await onLogStage(lacking)
    const { refreshToken } = log.stage.hubspot.install({
      ...{ appId: log.stage.appId, portalId: log.stage.portalId },
      scopes: [...scopes.required, ...scopes.contacts],
    })
    log.stage.bot.configuration = { ...log.stage.bot.configuration, refreshToken }
    await log.stage.bot.register()
    expect(await log.give()).toMatchObject({ status: 'logged' })
    expect((await log.standing()).lastError).toBeUndefined()
  })

  test('that HubSpot takes away while it is on is said, and switches it off until it is granted', async () => {
    const log = await onLogStage()
    const body = {
      status: 'error',
      category: 'MISSING_SCOPES',
      message: 'This app has not been granted all required scopes',
      errors: [{ message: 'one', context: { requiredGranularScopes: ['crm.objects.contacts.write'] } }],
    }
    const back = log.stage.hubspot.faults.add({ ...creatingNote, status: 403, body })
    expect(await log.give()).toMatchObject({ status: 'skipped', reason: expect.stringContaining('is off') })
    expect(await log.give({ conversationId: 'conv_other' })).toMatchObject({ status: 'off' })
    back()
    await later(day, () => log.stage.bot.register())
    expect(await log.give({ conversationId: 'conv_other' })).toMatchObject({ status: 'logged' })
  })
})

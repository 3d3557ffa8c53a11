import { describe, expect, test } from 'vitest'
import type { EndUser } from '../../sim/botpress'
import type { ThreadView } from '../../sim/hubspot'
import { seen } from '../stage/chat'
import { until } from '../stage/until'
import { anotherProcess } from './another-process'
import { allLogged, chatted, kim, onLogStage } from './log-stage'
import { escalated, type TestStage } from './on-stage'
import { calm, dana } from './talking'

type Ending = (stage: TestStage, user: EndUser, thread: ThreadView) => unknown

const endings: [string, Ending, string][] = [
  ['the agent closes', ({ hubspot }, _, { id }) => hubspot.ui.close(id, { agent: dana }), 'The agent closed'],
  ['the customer ends', (_, user) => user.say('/end'), 'The customer ended'],
  ['the bot ends', (_, user) => user.stopByBot(), 'The bot took the conversation back'],
  ['somebody deletes', ({ hubspot }, _, { id }) => hubspot.ui.deleteThread(id), 'The conversation was deleted'],
  [
    'somebody deletes for good',
    ({ hubspot }, _, { id }) => hubspot.ui.privacyDelete(id),
    'The conversation was deleted',
  ],
]

describe('a session', () => {
  test.each(endings)('that %s is on the timeline, once, with how it ended', async (_, end, sentence) => {
    const log = await onLogStage()
    const { user, thread } = await chatted(log)
    await end(log.stage, user, thread)
    await allLogged(log)
    expect(log.body()).toContain(sentence)
    expect(log.timeline(log.contactId)).toHaveLength(1)
    expect(await log.counters()).toMatchObject({ logged: 1, pending: 0, failed: 0, skipped: 0 })
  })

  test('that nobody took in time is on the timeline', async () => {
    const log = await onLogStage()
    const { user } = await chatted(log, { answered: [] })
    await user.timeOutAssignment()
    await allLogged(log)
    expect(log.body()).toContain('Kim Lee chatted with the bot on')
    expect(log.body()).toContain('The bot took the conversation back.')
  })

  test('is logged as a dialogue: what was said before and during it, by whom, in order', async () => {
    const log = await onLogStage()
    const { user } = await chatted(log, { before: ['Hi.', 'My order is L-1001.'] })
    await user.say('Thank you!')
    await user.say('/end')
    await allLogged(log)
    const lines = ['Hi.', 'My order is L-1001.', 'The lamp is broken.', 'A new one is on its way.', 'Thank you!']
    const at = lines.map((line) => log.body().indexOf(line, log.body().indexOf('What was said')))
    expect(at.every((place) => place > 0)).toBe(true)
    expect(at).toEqual(at.toSorted((a, b) => a - b))
    expect(log.body()).toContain('<strong>Kim Lee</strong>')
    expect(log.body()).toContain('<strong>Dana Fields (agent)</strong>')
    expect(log.body()).toContain('Kim Lee chatted with the bot and Dana Fields on')
    expect(log.body()).not.toContain('/end')
  })

  test('leaves out what was said where only a summary is wanted', async () => {
    const log = await onLogStage({ configuration: { interactionLog: 'summary' } })
    const { user } = await chatted(log, { answered: ['A new one is on its way.'] })
    await user.say('/end')
    await allLogged(log)
    expect(log.body()).toContain('The customer ended the conversation.')
    expect(log.body()).not.toContain('A new one is on its way.')
    expect(log.body()).not.toContain('What was said')
  })

  test('is dated by its beginning, and associated with the contact and nothing else', async () => {
    const log = await onLogStage()
    const began = Date.now()
    const { user } = await chatted(log)
    await user.say('/end')
    await allLogged(log)
    const [entry] = log.timeline(log.contactId)
    expect(entry?.associations).toEqual([{ object: 'contacts', id: log.contactId, typeIds: [202] }])
    const at = Date.parse(entry?.properties.hs_timestamp ?? '')
    expect(at).toBeGreaterThanOrEqual(began - 1)
    expect(at).toBeLessThan(Date.now())
  })

  test('of a known contact costs one call to HubSpot, once the time zone of the account is known', async () => {
    const log = await onLogStage()
    // The account is asked for its time zone once. A busy machine may have no time for a log at once.
    let calls: string[] = []
    for (let sessions = 1; sessions <= 5 && calls.length !== 1; sessions += 1) {
      const { user } = await chatted(log)
      log.stage.startCounting()
      await user.stopByBot()
      await calm(log.stage)
      calls = log.stage.calls().hubspot.filter((call) => !call.includes('/conversations/'))
      await allLogged(log)
      expect(log.entries()).toHaveLength(sessions)
    }
    expect(calls).toEqual([expect.stringMatching(/^POST \/crm\/objects\/[^/]+\/notes$/)])
  })

  test('of one user who comes twice is two notes', async () => {
    const log = await onLogStage()
    for (const said of ['The lamp is broken.', 'And the other one, too.']) {
      const { user } = await chatted(log, { said: [said] })
      await user.say('/end')
      await allLogged(log)
    }
    expect(log.timeline(log.contactId)).toHaveLength(2)
    expect(new Set(log.bodies()).size).toBe(2)
  })

  test('is logged by a process that did not open it', async () => {
    const log = await onLogStage()
    const { user } = await chatted(log, { before: ['Hi.'] })
    const { url } = await anotherProcess(log.stage)
    log.stage.bot.integrationUrls = [url]
    await user.say('/end')
    await allLogged(log)
    expect(log.body()).toContain('Hi.')
    expect(log.body()).toContain('The lamp is broken.')
  })

  test('that an agent answers and closes as soon as it is there is logged with the answer', async () => {
    const log = await onLogStage()
    const { thread } = await escalated(log.stage, kim)
    log.stage.hubspot.ui.reply({ threadId: thread.id, agent: dana, text: 'We are closed today.' })
    log.stage.hubspot.ui.close(thread.id, { agent: dana })
    await allLogged(log)
    expect(log.body()).toContain('We are closed today.')
    expect(log.body()).toContain('The agent closed')
  })

  test('that is answered and closed before the plugin listens is logged with the answer', async () => {
    const log = await onLogStage()
    log.stage.bot.plugin.activationDelayMs = 700
    log.stage.hubspot.webhooks.hold()
    const escalation = escalated(log.stage, kim)
    await until(() => log.stage.hubspot.threads(log.stage.portalId).length === 1)
    const [thread] = log.stage.hubspot.threads(log.stage.portalId)
    log.stage.hubspot.ui.reply({ threadId: thread?.id ?? '', agent: dana, text: 'We are closed today.' })
    log.stage.hubspot.ui.close(thread?.id ?? '', { agent: dana })
    await log.stage.hubspot.webhooks.release()
    const { user } = await escalation
    await allLogged(log)
    // It is scheduled for when the plugin listens, which the log does not wait for.
    await until(() => seen(user).includes('agent: We are closed today.'))
    expect(log.entries()).toHaveLength(1)
    expect(log.body()).toContain('We are closed today.')
  })

  test('that was refused while what was said before is being kept says nothing of that', async () => {
    const log = await onLogStage()
    log.stage.hubspot.faults.add({ method: 'POST', path: /custom-channels\/2026-09\/[^/]+\/messages$/, status: 400 })
    log.stage.botpress.faults.add({ path: /\/spokenBefore$/, delayMs: 1_000 })
    await expect(chatted(log)).rejects.toThrow()
    expect(log.stage.botpress.log.calls.map(({ path }) => path)).toContainEqual(
      expect.stringMatching(/\/spokenBefore$/),
    )
    expect(log.stage.botpress.states(log.stage.bot).map(({ name }) => name)).not.toContain('spokenBefore')
    expect(log.stage.logs.filter(({ text }) => text.includes('could not be kept for the log'))).toEqual([])
  })

  test('that was refused at its beginning is no session: nothing is logged, and nothing is owed', async () => {
    const log = await onLogStage()
    log.stage.hubspot.faults.add({ method: 'POST', path: /custom-channels\/2026-09\/[^/]+\/messages$/, status: 400 })
    await expect(chatted(log)).rejects.toThrow()
    await allLogged(log)
    expect(log.entries()).toEqual([])
    expect(log.stage.logs.filter(({ text }) => text.includes('could not be kept for the log'))).toEqual([])
  })

  test('keeps nothing of what was said before in Botpress, once it is logged', async () => {
    const log = await onLogStage()
    const kept = () =>
      log.stage.botpress
        .states(log.stage.bot)
        .filter(({ name, payload }) => name === 'spokenBefore' && payload !== null)
    const { user } = await chatted(log, { before: ['My order is L-1001.'] })
    expect(JSON.stringify(kept())).toContain('L-1001')
    await user.say('/end')
    await allLogged(log)
    expect(kept()).toEqual([])
  })
})

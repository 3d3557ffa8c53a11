import { describe, expect, test } from 'vitest'
import { inboxes } from '../../sim/hubspot-stage'
import { stored } from '../stage/stored'
import { addProcess } from './another-process'
import { knock } from './knock'
import { escalated, onStage, type TestStage } from './on-stage'

const accountFor = (stage: TestStage, inboxId: string = inboxes[0].id): string => {
  const live = stage.hubspot.accounts(stage.portalId).filter(({ archivedAt }) => archivedAt === undefined)
  const account = live.find((candidate) => candidate.inboxId === inboxId)
  if (account === undefined) throw new Error(`Inbox ${inboxId} has no account`)
  return account.id
}
const errors = (stage: TestStage) => stage.logs.filter(({ level }) => level === 'error').map(({ text }) => text)

/** CHANNEL_ACCOUNT_UPDATED as HubSpot sends it, by default for the default inbox. */
const updated = (stage: TestStage, differences: Record<string, unknown>) => ({
  type: 'CHANNEL_ACCOUNT_UPDATED',
  portalId: String(stage.portalId),
  channelId: stage.hubspot.channels(stage.appId)[0]?.id,
  eventId: '1',
  eventTimestamp: new Date().toISOString(),
  channelAccountId: accountFor(stage),
  ...differences,
})

/** After anything that happened so far, and still within what a signature allows. */
const secondsFromNow = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString()

describe('an account that', () => {
  test('loses its authorisation is stored so, and the owner is told which inbox and what to do', async () => {
    const stage = await onStage()
    stage.hubspot.ui.setAccountAuthorized(accountFor(stage), false)
    await stage.settled()
    expect(stored(stage, 'accounts')).toMatchObject({ accounts: [{ authorized: false }, { authorized: true }] })
    expect(errors(stage)).toEqual([
      expect.stringMatching(/lost its authorisation in "Customer care" \(1001\).*Save the integration's configuration/),
    ])
    await stage.bot.register()
    expect(stage.hubspot.accounts(stage.portalId).find(({ id }) => id === accountFor(stage))?.authorized).toBe(true)
  })

  test('is switched off is stored so, and the owner is told', async () => {
    const stage = await onStage()
    stage.hubspot.ui.setAccountActive(accountFor(stage, inboxes[2].id), false)
    await stage.settled()
    expect(stored(stage, 'accounts')).toMatchObject({ accounts: [{ active: true }, { active: false }] })
    expect(errors(stage)).toEqual([
      expect.stringMatching(/switched off in "Help desk" \(1003\).*Switch it on in HubSpot \(.*\)\.$/),
    ])
  })

  test('is switched on again is stored so, without any warning', async () => {
    const stage = await onStage()
    stage.hubspot.ui.setAccountActive(accountFor(stage), false)
    await stage.settled()
    stage.hubspot.ui.setAccountActive(accountFor(stage), true)
    await stage.settled()
    expect(stored(stage, 'accounts')).toMatchObject({ accounts: [{ active: true }, { active: true }] })
    expect(errors(stage)).toHaveLength(1)
  })

  test('is purged is forgotten, the owner is told, and an escalation there says so', async () => {
    const stage = await onStage()
    stage.hubspot.ui.purgeAccount(accountFor(stage))
    await stage.settled()
    expect(stored(stage, 'accounts')).toEqual({ accounts: [expect.objectContaining({ inboxId: inboxes[2].id })] })
    expect(errors(stage)).toEqual([
      expect.stringMatching(/removed from "Customer care" \(1001\).*Save the integration's configuration/),
    ])
    await expect(escalated(stage)).rejects.toThrow(/Inbox 1001 is not connected.*Connected: 1003 \(Help desk\)/)
  })

  test('was purged as one process saw, and is there again by another one, serves both', async () => {
    const stage = await onStage()
    const [here = ''] = stage.bot.integrationUrls
    const there = await addProcess(stage)
    stage.bot.integrationUrls = [here]
    const { user } = await escalated(stage)
    stage.hubspot.ui.purgeAccount(accountFor(stage))
    await stage.settled()
    stage.bot.integrationUrls = [there]
    await stage.bot.register()
    stage.hubspot.ui.setAccountActive(accountFor(stage), true)
    await stage.settled()
    stage.bot.integrationUrls = [here]
    await user.say('Still there?')
    expect(stage.bot.plugin.deliveryFailures).toEqual([])
    expect((await escalated(stage)).user.session?.active).toBe(true)
  })

  test('was created by us changes nothing', async () => {
    const stage = await onStage()
    const before = stored(stage, 'accounts')
    const sent = stage.hubspot.webhookLog.calls.map(({ requestBody, status }) => [requestBody, status])
    expect(sent).toEqual([
      [expect.objectContaining({ type: 'CHANNEL_ACCOUNT_CREATED' }), 200],
      [expect.objectContaining({ type: 'CHANNEL_ACCOUNT_CREATED' }), 200],
    ])
    expect(before).toMatchObject({ accounts: [{ inboxId: inboxes[0].id }, { inboxId: inboxes[2].id }] })
    expect(errors(stage)).toEqual([])
  })
})

describe('several changes', () => {
  test('of different accounts in one array are all stored', async () => {
    const stage = await onStage()
    const body = [
      updated(stage, { active: false }),
      updated(stage, { active: false, channelAccountId: accountFor(stage, inboxes[2].id) }),
    ]
    expect(await knock(stage, { body })).toMatchObject({ status: 200 })
    expect(stored(stage, 'accounts')).toMatchObject({ accounts: [{ active: false }, { active: false }] })
    expect(errors(stage)).toHaveLength(2)
  })

  test('of different accounts at the same time are all stored', async () => {
    const stage = await onStage()
    stage.hubspot.ui.setAccountActive(accountFor(stage), false)
    stage.hubspot.ui.setAccountActive(accountFor(stage, inboxes[2].id), false)
    await stage.settled()
    expect(stored(stage, 'accounts')).toMatchObject({ accounts: [{ active: false }, { active: false }] })
  })

  test('of one account in one array: the newest wins, whatever their order', async () => {
    const stage = await onStage()
    const body = [
      updated(stage, { active: true, eventTimestamp: secondsFromNow(2) }),
      updated(stage, { active: false, eventTimestamp: secondsFromNow(1) }),
    ]
    expect(await knock(stage, { body })).toMatchObject({ status: 200 })
    expect(stored(stage, 'accounts')).toMatchObject({ accounts: [{ active: true }, { active: true }] })
  })

  test('of one account, the older one delivered later: the newer stands', async () => {
    const stage = await onStage()
    await knock(stage, { body: updated(stage, { active: false, eventTimestamp: secondsFromNow(2) }) })
    await knock(stage, { body: updated(stage, { active: true, eventTimestamp: secondsFromNow(1) }) })
    expect(stored(stage, 'accounts')).toMatchObject({ accounts: [{ active: false }, { active: true }] })
  })

  test('from before a registration do not undo what it saw', async () => {
    const stage = await onStage()
    await knock(stage, { body: updated(stage, { active: false, eventTimestamp: secondsFromNow(-60) }) })
    expect(stored(stage, 'accounts')).toMatchObject({ accounts: [{ active: true }, { active: true }] })
  })

  test('delivered twice warn once', async () => {
    const stage = await onStage()
    stage.hubspot.webhooks.hold()
    stage.hubspot.ui.setAccountActive(accountFor(stage), false)
    await stage.hubspot.webhooks.release()
    await knock(stage, { body: updated(stage, { active: false }) })
    expect(errors(stage)).toHaveLength(1)
  })
})

describe('an account event', () => {
  test('of an account that is not ours changes nothing', async () => {
    const stage = await onStage()
    const before = stored(stage, 'accounts')
    for (const type of ['CHANNEL_ACCOUNT_CREATED', 'CHANNEL_ACCOUNT_UPDATED', 'CHANNEL_ACCOUNT_PURGED']) {
      const body = updated(stage, { type, channelAccountId: '777', active: false })
      expect(await knock(stage, { body })).toMatchObject({ status: 200 })
    }
    expect(stored(stage, 'accounts')).toEqual(before)
    expect(errors(stage)).toEqual([])
  })

  test('of another portal changes nothing', async () => {
    const stage = await onStage()
    expect(await knock(stage, { body: updated(stage, { portalId: '999', active: false }) })).toMatchObject({
      status: 200,
    })
    expect(stored(stage, 'accounts')).toMatchObject({ accounts: [{ active: true }, { active: true }] })
  })

  test('that names its fields in another way than we know leaves the account as it was', async () => {
    const stage = await onStage()
    const body = updated(stage, { active: 'no', authorized: null, isActive: false, eventTimestamp: 17 })
    expect(await knock(stage, { body })).toMatchObject({ status: 200 })
    const asBefore = { authorized: true, active: true }
    expect(stored(stage, 'accounts')).toMatchObject({ accounts: [asBefore, asBefore] })
    expect(errors(stage)).toEqual([])
  })

  test('that could not be stored is delivered again', async () => {
    const stage = await onStage()
    stage.botpress.faults.add({ method: 'POST', path: /\/accounts$/, status: 500, times: 1 })
    stage.hubspot.ui.setAccountActive(accountFor(stage), false)
    await stage.settled()
    expect(stored(stage, 'accounts')).toMatchObject({ accounts: [{ active: false }, { active: true }] })
    expect(stage.hubspot.webhookLog.calls.map(({ status }) => status).slice(-2)).toEqual([503, 200])
    expect(new Set(errors(stage)).size).toBe(1)
  })
})

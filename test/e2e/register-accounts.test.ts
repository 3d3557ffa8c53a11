import { describe, expect, test } from 'vitest'
import { inboxes, scopes } from '../../sim/hubspot-stage'
import { stored } from '../stage/stored'
import { escalated, onStage, type TestStage } from './on-stage'

const liveAccounts = (stage: TestStage) =>
  stage.hubspot.accounts(stage.portalId).filter(({ archivedAt }) => archivedAt === undefined)
const accountFor = (stage: TestStage, inboxId: string) => {
  const account = liveAccounts(stage).find((candidate) => candidate.inboxId === inboxId)
  if (account === undefined) throw new Error(`Inbox ${inboxId} has no account`)
  return account
}
const warnings = (stage: TestStage) => stage.logs.filter(({ level }) => level === 'warn').map(({ text }) => text)

describe('an account that exists', () => {
  test('and was switched off is authorised again', async () => {
    const stage = await onStage()
    const { id } = accountFor(stage, inboxes[0].id)
    stage.hubspot.ui.setAccountAuthorized(id, false)
    await stage.settled()
    await stage.bot.register()
    expect(accountFor(stage, inboxes[0].id)).toMatchObject({ id, authorized: true })
    expect(liveAccounts(stage)).toHaveLength(2)
  })

  test('gets the new name of the channel, by one call, and then none', async () => {
    const stage = await onStage()
    stage.bot.configuration = { ...stage.bot.configuration, channelName: 'Support desk' }
    const patches = () => stage.calls().hubspot.filter((call) => /^PATCH .*channel-accounts/.test(call))
    stage.startCounting()
    await stage.bot.register()
    expect(liveAccounts(stage).map(({ name }) => name)).toEqual(['Support desk', 'Support desk'])
    expect(patches()).toHaveLength(2)
    stage.startCounting()
    await stage.bot.register()
    expect(patches()).toEqual([])
  })

  test('and was switched off under another name is set right by one call', async () => {
    const stage = await onStage()
    const { id } = accountFor(stage, inboxes[0].id)
    stage.hubspot.ui.setAccountAuthorized(id, false)
    await stage.settled()
    stage.bot.configuration = { ...stage.bot.configuration, channelName: 'Support desk', additionalInboxIds: [] }
    stage.startCounting()
    await stage.bot.register()
    expect(accountFor(stage, inboxes[0].id)).toMatchObject({ id, authorized: true, name: 'Support desk' })
    expect(stage.calls().hubspot.filter((call) => /^PATCH .*channel-accounts/.test(call))).toHaveLength(1)
  })

  test('and that only HubSpot can switch on is warned about, with where to do it', async () => {
    const stage = await onStage()
    stage.hubspot.ui.setAccountActive(accountFor(stage, inboxes[2].id).id, false)
    await stage.settled()
    await stage.bot.register()
    expect(warnings(stage)).toEqual([expect.stringMatching(/"Help desk" \(1003\).*not switched on.*HubSpot: Settings/)])
    expect(stored(stage, 'accounts')).toMatchObject({ accounts: [{ active: true }, { active: false }] })
  })

  test('and was purged is made anew, and warned about while HubSpot keeps it off', async () => {
    const stage = await onStage()
    const { id } = accountFor(stage, inboxes[0].id)
    stage.hubspot.ui.purgeAccount(id)
    await stage.settled()
    await stage.bot.register()
    expect(accountFor(stage, inboxes[0].id).id).not.toBe(id)
    expect(warnings(stage)).toEqual([expect.stringContaining('"Customer care" (1001)')])
  })

  test('though its answer was lost is found by the next registration', async () => {
    const stage = await onStage({ registered: false })
    stage.hubspot.faults.add({ method: 'POST', path: /channel-accounts$/, drop: 'after', times: 1 })
    await expect(stage.bot.register()).rejects.toThrow(/connect the channel to inbox 1001.*Try again/)
    await stage.bot.register()
    expect(liveAccounts(stage).map(({ inboxId }) => inboxId)).toEqual([inboxes[0].id, inboxes[2].id])
  })
})

describe('optional scopes', () => {
  test('that are missing are warned about, with what they cost', async () => {
    const stage = await onStage({ scopes: [...scopes.required, ...scopes.contacts] })
    expect(warnings(stage)).toEqual([
      expect.stringMatching(/files\.read.*may not open/),
      expect.stringMatching(/files\.write.*users reach agents as links/),
    ])
  })

  test('of the older kind count as well', async () => {
    const stage = await onStage({ scopes: [...scopes.required, ...scopes.contacts, 'files'] })
    expect(warnings(stage)).toEqual([])
  })

  test('to read and write contacts are not needed when no contact is looked for', async () => {
    const stage = await onStage({ scopes: scopes.required, configuration: { contactPolicy: 'anonymous' } })
    expect(stage.bot.scheduleRegisterCall).toBe('daily')
  })

  test('to write contacts are not needed when none is created', async () => {
    const granted = [...scopes.required, 'crm.objects.contacts.read']
    const stage = await onStage({ scopes: granted, configuration: { contactPolicy: 'findOnly' } })
    expect(stage.bot.scheduleRegisterCall).toBe('daily')
  })
})

describe('what is configured', () => {
  test('wins over what is stored: another default inbox', async () => {
    const stage = await onStage()
    stage.bot.configuration = { ...stage.bot.configuration, inboxId: inboxes[1].id, additionalInboxIds: [] }
    await stage.bot.register()
    const { thread } = await escalated(stage)
    expect(thread.inboxId).toBe(inboxes[1].id)
    expect(stored(stage, 'accounts')).toMatchObject({ accounts: [{ inboxId: inboxes[1].id }] })
  })

  test('may be padded with blanks, and blank lines and repeated inboxes do no harm', async () => {
    const stage = await onStage({ registered: false })
    const padded = Object.entries(stage.bot.configuration).map(([name, value]) => [
      name,
      typeof value === 'string' ? `  ${value}\n` : value,
    ])
    stage.bot.configuration = {
      ...Object.fromEntries(padded),
      channelName: '   ',
      additionalInboxIds: ['', ` ${inboxes[2].id} `, inboxes[0].id, '  ', inboxes[2].id],
    }
    await stage.bot.register()
    expect(stage.hubspot.channels(stage.appId)).toEqual([expect.objectContaining({ name: 'Botpress' })])
    expect(liveAccounts(stage).map(({ inboxId }) => inboxId)).toEqual([inboxes[0].id, inboxes[2].id])
    const { user, thread } = await escalated(stage)
    stage.hubspot.ui.close(thread.id)
    await stage.settled()
    expect(stage.hubspot.webhookLog.calls.map(({ status }) => status)).not.toContain(401)
    expect(user.session).toBeDefined()
  })

  test('need not name additional inboxes', async () => {
    const stage = await onStage({ configuration: { additionalInboxIds: undefined } })
    expect(liveAccounts(stage).map(({ inboxId }) => inboxId)).toEqual([inboxes[0].id])
  })
})

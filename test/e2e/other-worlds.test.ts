import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import type { BotpressProperties } from '../../sim/botpress/properties'
import type { HubSpotProperties } from '../../sim/hubspot/properties'
import { agents } from '../../sim/hubspot-stage'
import { deskStage } from '../desk/hubspot-seat'
import { wholeSession } from '../desk/whole-session'
import { said } from '../stage/chat'
import { until } from '../stage/until'
import { addProcess } from './another-process'
import { fromUser, hubspotPath, statusOf, textsFromUser } from './looking'
import { escalated, onStage, type TestStage } from './on-stage'
import { calm, dana, robin } from './talking'

// What no document promises, played otherwise than the stand-ins are of themselves.

const inBotpress = (properties: Partial<BotpressProperties>) => onStage({ botpress: { properties } })
const inHubSpot = (properties: Partial<HubSpotProperties>) => onStage({ hubspot: { properties } })

describe('where the plugin’s tags are not shown', () => {
  /** What the agent read beside a reply, one after the other. */
  const statusesOf = (stage: TestStage, { id }: { id: string }) =>
    stage.hubspot.log.calls
      .filter(({ method, path }) => method === 'PATCH' && hubspotPath.messageStatus.test(path) && path.includes(id))
      .map(({ requestBody }) => z.looseObject({ statusType: z.string() }).parse(requestBody).statusType)

  // The price: until the end user has written once, nothing tells that the plugin listens, so it is waited for.
  test('the very first reply is shown as FAILED until it is SENT; in later sessions it is not', async () => {
    const stage = await inBotpress({ showsPluginTags: false })
    const first = await escalated(stage)
    const message = stage.hubspot.ui.reply({ threadId: first.thread.id, agent: dana, text: 'Good day.' })
    await until(() => said(first.user).includes('Good day.'))
    await calm(stage)
    expect(new Set(statusesOf(stage, message))).toEqual(new Set(['FAILED', 'SENT']))
    expect(statusOf(stage, message)).toBe('SENT')
    expect(said(first.user)).toEqual(['Good day.'])
    await first.user.say('Thanks.')
    const second = await escalated(stage, { name: 'Robin Doe' })
    const later = stage.hubspot.ui.reply({ threadId: second.thread.id, agent: dana, text: 'Good day.' })
    await until(() => said(second.user).includes('Good day.'))
    await calm(stage)
    expect(statusesOf(stage, later)).toEqual([])
    expect(said(second.user)).toEqual(['Good day.'])
  })
})

test.each(['actor', 'bare'] as const)('IDs beyond what a number holds (agents’ as %s)', async (assignedToFormat) => {
  const stage = await inHubSpot({ hugeThreadIds: true, assignedToFormat })
  const { thread } = await wholeSession(deskStage(stage))
  expect(BigInt(thread.id)).toBeGreaterThan(2n ** 53n)
})

test.each([4, -4])('HubSpot’s clock is ahead by %i minutes, also in what it signs', async (minutes) => {
  const stage = await inHubSpot({ clockAheadMs: minutes * 60_000 })
  await wholeSession(deskStage(stage))
  const webhooks = stage.hubspot.webhookLog.calls
  expect(webhooks.length).toBeGreaterThan(0)
  expect(webhooks.filter(({ status }) => status === 401)).toEqual([])
})

describe('what HubSpot refuses of somebody', () => {
  const identifiers = (stage: TestStage, threadId: string) =>
    new Set(fromUser(stage, threadId).map(({ senders }) => senders[0]?.deliveryIdentifier?.type))

  test.each(['kim@customers.example', '+12025550143'])('%s as a contact’s and as a sender’s', async (value) => {
    const stage = await inHubSpot({ refusedContactValues: [value], refusedSenders: [value] })
    const { thread } = await wholeSession(deskStage(stage), value)
    expect(identifiers(stage, thread.id)).toEqual(new Set(['CHANNEL_SPECIFIC_OPAQUE_ID']))
    expect(stage.hubspot.contacts(stage.portalId).filter(({ properties }) => properties.email === value)).toEqual([])
  })

  test('an address as a sender’s alone: the contact stays', async () => {
    const stage = await inHubSpot({ refusedSenders: ['kim@customers.example'] })
    const { thread } = await wholeSession(deskStage(stage))
    expect(identifiers(stage, thread.id)).toEqual(new Set(['CHANNEL_SPECIFIC_OPAQUE_ID']))
    expect(stage.hubspot.contacts(stage.portalId)[0]?.properties.email).toBe('kim@customers.example')
  })

  test('a name as a contact’s: the contact is made without it', async () => {
    const stage = await inHubSpot({ refusedContactValues: ['Kim', 'Lee'] })
    const { thread } = await wholeSession(deskStage(stage))
    expect(identifiers(stage, thread.id)).toEqual(new Set(['HS_EMAIL_ADDRESS']))
    expect(stage.hubspot.contacts(stage.portalId).map(({ properties }) => properties.email)).toEqual([
      'kim@customers.example',
    ])
  })
})

describe.each([true, false])('after an upgrade (states survive it: %s)', (statesSurviveUpgrades) => {
  const upgraded = async () => {
    const stage = await inBotpress({ statesSurviveUpgrades })
    const session = await escalated(stage)
    stage.bot.upgrade()
    return { stage, ...session }
  }

  test('a bot that is connected by its configuration goes on once it is registered', async () => {
    const { stage, user, thread } = await upgraded()
    await stage.bot.register()
    await stage.settled()
    await user.say('Still there?')
    expect(textsFromUser(stage, thread.id)).toEqual(['Still there?'])
    stage.hubspot.ui.reply({ threadId: thread.id, agent: dana, text: 'Of course.' })
    await until(() => said(user).includes('Of course.'))
    stage.hubspot.ui.assign(thread.id, robin)
    await until(() => user.session?.humanAgentName === agents.robin.name)
    stage.hubspot.ui.close(thread.id)
    await until(() => user.session?.active === false)
    expect(stage.bot.plugin.deliveryFailures).toEqual([])
    expect(stage.hubspot.channels(stage.appId)).toHaveLength(1)
    expect(stage.hubspot.accounts(stage.portalId).filter(({ archivedAt }) => archivedAt === undefined)).toHaveLength(2)
  })

  test('also in a process that begins with the new version', async () => {
    const { stage, user, thread } = await upgraded()
    stage.bot.integrationUrls = [await addProcess(stage)]
    await stage.bot.register()
    await stage.settled()
    await user.say('Still there?')
    expect(textsFromUser(stage, thread.id)).toEqual(['Still there?'])
    stage.hubspot.ui.reply({ threadId: thread.id, agent: dana, text: 'Of course.' })
    await until(() => said(user).includes('Of course.'))
  })
})

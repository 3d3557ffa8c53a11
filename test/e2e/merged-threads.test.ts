import { expect, test } from 'vitest'
import { said } from '../stage/chat'
import { until } from '../stage/until'
import { channelEvent } from './channel-event'
import { knock } from './knock'
import { statusOf } from './looking'
import { escalated, onStage, type TestStage } from './on-stage'
import { calm, dana } from './talking'

/** Two people whose threads agents have merged: HubSpot names both in what it tells of either. */
async function merged(stage: TestStage) {
  const kim = await escalated(stage, { name: 'Kim Lee', email: 'kim@customers.example' })
  const sam = await escalated(stage, { name: 'Sam Roe', email: 'sam@customers.example' })
  await calm(stage)
  const names = [kim, sam].flatMap(({ thread }) => stage.hubspot.thread(thread.id).integrationThreadIds)
  /** A reply as HubSpot tells of it after the merge; `to` is whom it says it is written to. */
  const reply = async (to: string | undefined) => {
    const message = stage.hubspot.ui.reply({
      threadId: kim.thread.id,
      agent: dana,
      text: 'A private word.',
      deliver: false,
    })
    const recipients = to === undefined ? [] : [{ deliveryIdentifier: { type: 'HS_EMAIL_ADDRESS', value: to } }]
    const body = channelEvent(stage, names, { ...message, recipients })
    expect(await knock(stage, { body })).toMatchObject({ status: 200 })
    await calm(stage)
    return statusOf(stage, message)
  }
  return { kim: kim.user, sam: sam.user, reply }
}

test('a reply in a merged thread that may be for either of two people goes to neither', async () => {
  const { kim, sam, reply } = await merged(await onStage())
  expect(await reply(undefined)).toMatch(/^FAILED: Not delivered: several customers are in this thread/)
  expect([...said(kim), ...said(sam)]).toEqual([])
})

test('one that says to whom it is written goes to that one', async () => {
  const { kim, sam, reply } = await merged(await onStage())
  expect(await reply('sam@customers.example')).toBe('SENT')
  await until(() => said(sam).length === 1)
  expect(said(kim)).toEqual([])
})

test('and is shown as not delivered when that one has left', async () => {
  const { kim, sam, reply } = await merged(await onStage())
  await sam.say('/end')
  expect(await reply('sam@customers.example')).toMatch(/^FAILED: Not delivered: the conversation had already ended/)
  expect([...said(kim), ...said(sam)]).toEqual([])
})

test('where only one of them is still there, it is for that one', async () => {
  const { kim, sam, reply } = await merged(await onStage())
  await sam.say('/end')
  expect(await reply(undefined)).toBe('SENT')
  await until(() => said(kim).length === 1)
})

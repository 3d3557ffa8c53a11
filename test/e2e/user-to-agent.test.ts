import { expect, test } from 'vitest'
import { fromUser, hubspotPath, textsFromUser } from './looking'
import { escalated, onStage, type TestStage } from './on-stage'

const publishing = { method: 'POST', path: hubspotPath.publish }

/** ms between each message of the end user and the one before, without the first message. */
const distances = (stage: TestStage, threadId: string) =>
  fromUser(stage, threadId)
    .slice(1)
    .map(({ createdAt }) => Date.parse(createdAt))
    .flatMap((at, index, all) => (index === 0 ? [] : at - (all[index - 1] ?? at)))

test('the items of a bloc are a millisecond apart, by which HubSpot keeps their order', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  const items = ['One', 'Two', 'Three', 'Four'].map((text) => ({ type: 'text', payload: { text } }))
  await user.say({ type: 'bloc', payload: { items } })
  expect(distances(stage, thread.id)).toEqual([1, 1, 1])
})

test('a message that HubSpot answers with 409 when it is repeated is not doubled', async () => {
  const stage = await onStage({ hubspot: { repeatedIdempotency: 'conflict' } })
  const { user, thread } = await escalated(stage)
  stage.bot.plugin.repeatDispatch(1)
  stage.hubspot.faults.add({ ...publishing, drop: 'after', times: 1 })
  await user.say('Only once, please.')
  expect(textsFromUser(stage, thread.id)).toEqual(['Only once, please.'])
  expect(stage.bot.plugin.deliveryFailures).toEqual([])
})

test('when HubSpot refuses a message, the bot owner reads what failed and what to do', async () => {
  const stage = await onStage()
  const { user } = await escalated(stage)
  stage.hubspot.ui.purgeAccount(stage.hubspot.accounts(stage.portalId)[0]?.id ?? '')
  await stage.settled()
  await user.say('Are you there?')
  expect(stage.bot.plugin.deliveryFailures.map(({ message }) => message)).toEqual([
    expect.stringMatching(/A message of the end user did not reach HubSpot.*(Save|save) the/),
  ])
})

test('texts are sent in the name and by the address of the end user', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage, { email: 'kim@customers.example' })
  await user.say('One.')
  expect(fromUser(stage, thread.id).at(-1)?.senders).toMatchObject([
    { name: 'Kim Lee', deliveryIdentifier: { type: 'HS_EMAIL_ADDRESS', value: 'kim@customers.example' } },
  ])
})

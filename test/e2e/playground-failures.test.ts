import { expect, test } from 'vitest'
import { hubspotPath } from './looking'
import { onStage } from './on-stage'
import { playgroundOn } from './playground-world'
import { calm } from './talking'

test('each reason stands at the message that it is about, and none at one that arrived all the same', async () => {
  const stage = await onStage()
  const { world, handedOver } = playgroundOn(stage)
  const { guest } = await handedOver()
  await calm(stage)
  const refused = stage.hubspot.faults.add({
    path: hubspotPath.publish,
    status: 400,
    body: { message: 'refused' },
    delayMs: 300,
  })
  const slow = guest.user.say('fails late')
  await new Promise((done) => setTimeout(done, 100))
  refused()
  const lostAnswer = stage.hubspot.faults.add({ path: hubspotPath.publish, times: 1, drop: 'after' })
  const unavailable = stage.hubspot.faults.add({ path: hubspotPath.publish, status: 422, body: { message: 'no more' } })
  await guest.user.say('arrives, and its answer does not')
  await slow
  lostAnswer()
  unavailable()
  const [user] = world().users
  const lines = user?.transcript.filter(({ from }) => from === 'user')
  expect(lines).toMatchObject([
    { delivery: 'failed', failure: expect.stringContaining('refused') },
    { delivery: 'delivered' },
  ])
  expect(lines?.[1]?.failure).toBeUndefined()
  expect(stage.bot.plugin.deliveryFailures).toHaveLength(2)
  expect(user?.failures).toEqual([])
})

test('a notice of the plugin that stands in the thread is no failure, one that does not is', async () => {
  const stage = await onStage()
  const { world, handedOver } = playgroundOn(stage)
  const { guest } = await handedOver()
  await calm(stage)
  stage.hubspot.faults.add({ method: 'POST', path: hubspotPath.comments, times: 1, drop: 'after' })
  stage.hubspot.faults.add({ method: 'POST', path: hubspotPath.comments, status: 400, body: { message: 'no more' } })
  await guest.user.say('/end')
  await calm(stage)
  expect(stage.bot.plugin.deliveryFailures).toHaveLength(1)
  expect(world().users[0]?.failures).toEqual([])
  const second = await handedOver()
  await second.guest.user.say('/end')
  await calm(stage)
  expect(world().users[1]?.failures).toMatchObject([{ message: expect.stringContaining('no more') }])
})

import { expect, test } from 'vitest'
import { installBot } from '../../sim/hubspot-stage'
import { onStage, type TestStage } from './on-stage'

/** Asks for the user that stands for a person, as the plugin does, and looks at who it is. */
async function createUser(stage: TestStage, input: { name: string; email?: string; pictureUrl?: string }) {
  const { userId } = await stage.bot.callAction('createUser', input)
  const user = stage.botpress.users(stage.bot).find(({ id }) => id === userId)
  if (user === undefined) throw new Error('createUser returned a user that does not exist')
  return user
}

test('the users of two installations are not mixed up', async () => {
  const stage = await onStage()
  const { bot: other } = installBot(stage)
  const person = { name: 'Kim Lee', email: 'kim@customers.example' }
  const here = await createUser(stage, person)
  const there = await other.callAction('createUser', person)
  expect(there.userId).not.toBe(here.id)
})

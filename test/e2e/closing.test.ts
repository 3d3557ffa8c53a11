import { expect, test } from 'vitest'
import { appEvent, knock } from './knock'
import { escalated, onStage } from './on-stage'

test('a closing that HubSpot dates into the far future ends the session all the same', async () => {
  const stage = await onStage({ botpress: { schedule: 'manual' } })
  const { user, thread } = await escalated(stage)
  const occurredAt = Date.UTC(5138, 0)
  expect(await knock(stage, { body: [appEvent(stage, thread.id, { occurredAt })] })).toMatchObject({ status: 200 })
  expect(stage.botpress.scheduled().every(({ dueAt }) => dueAt < Date.now() + 60_000)).toBe(true)
  await stage.botpress.runScheduled()
  expect(user.session?.active).toBe(false)
})

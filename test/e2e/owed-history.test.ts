import { expect, test } from 'vitest'
import { until } from '../stage/until'
import { comments, hubspotPath } from './looking'
import { onStage } from './on-stage'

const commenting = { method: 'POST', path: hubspotPath.comments }

test('a history that HubSpot finds too long is given in parts', async () => {
  const stage = await onStage()
  const body = { status: 'error', category: 'VALIDATION_ERROR', message: 'Text exceeds the maximum length' }
  // With formatting, and as text alone.
  stage.hubspot.faults.add({ ...commenting, status: 400, body, times: 2 })
  const user = stage.bot.plugin.startConversation({ name: 'Kim Lee' })
  await user.say('hello there')
  for (let line = 0; line < 12; line += 1) await user.say(`${line}: ${'words '.repeat(40)}`)
  await user.escalate({ title: 'A broken lamp' })
  const { id } = stage.hubspot.threads(stage.portalId).at(-1) ?? { id: '' }
  await until(() => comments(stage, id).length === 2)
  const whole = comments(stage, id)
    .map(({ text }) => text)
    .join(' ')
  for (let line = 0; line < 12; line += 1) expect(whole).toContain(`${line}: words`)
})

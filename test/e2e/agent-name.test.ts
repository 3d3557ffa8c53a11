import { expect, test } from 'vitest'
import { said } from '../stage/chat'
import { escalated, onStage } from './on-stage'
import { reply } from './talking'

test('an agent without a name is called Agent', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  await reply(stage, thread.id, { agent: '777', text: 'Hello.' })
  expect(user.transcript.at(-1)).toMatchObject({ from: 'agent', agentName: 'Agent', payload: { text: 'Hello.' } })
})

test('an AI agent of HubSpot can reply too', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  await reply(stage, thread.id, { agent: 'L-7', text: 'Beep.' })
  expect(said(user)).toEqual(['Beep.'])
})

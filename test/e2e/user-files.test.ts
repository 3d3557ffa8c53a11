import { expect, test } from 'vitest'
import { scopes } from '../../sim/hubspot-stage'
import { onTheWeb } from '../stage/botpress'
import { fromUser } from './looking'
import { escalated, onStage, type TestStage } from './on-stage'

const png = Buffer.from('89504e470d0a1a0a00ff00fe', 'hex')

/** The last message the agent got: its text, and its files as HubSpot keeps them. */
function last(stage: TestStage, threadId: string) {
  const message = fromUser(stage, threadId).at(-1)
  const ids = message?.attachments.map(({ fileId }) => fileId) ?? []
  const files = stage.hubspot.files(stage.portalId).filter(({ id }) => ids.includes(id))
  return { text: message?.text, files }
}

test('a file is kept where only those who are signed in to HubSpot see it', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  const url = await onTheWeb(stage, { name: 'lamp.png', content: png, contentType: 'image/png' })
  await user.say({ type: 'image', payload: { imageUrl: url, title: 'Look at this' } })
  expect(last(stage, thread.id).files).toMatchObject([{ extension: 'png', access: 'PRIVATE' }])
})

test('a file without words is sent with a blank, for HubSpot wants a text', async () => {
  const stage = await onStage()
  const { user, thread } = await escalated(stage)
  const url = await onTheWeb(stage, { name: 'lamp.png', content: png, contentType: 'image/png' })
  await user.say({ type: 'image', payload: { imageUrl: url } })
  expect(last(stage, thread.id).text).toBe(' ')
})

test('without the scope for files the link goes as text', async () => {
  const stage = await onStage({ scopes: [...scopes.required, ...scopes.contacts] })
  const { user, thread } = await escalated(stage)
  const url = await onTheWeb(stage, { name: 'lamp.png', content: png, contentType: 'image/png' })
  await user.say({ type: 'image', payload: { imageUrl: url, title: 'the lamp' } })
  expect(last(stage, thread.id)).toEqual({ text: `the lamp\n[image] ${url}`, files: [] })
  expect(stage.bot.plugin.deliveryFailures).toEqual([])
})

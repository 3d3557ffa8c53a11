import { describe, expect, test, vi } from 'vitest'
import { agents } from '../../sim/hubspot-stage'
import { hubspotPath, statusOf } from './looking'
import * as theStage from './on-stage'
import { escalated, type TestStage } from './on-stage'

// Files are copied only while there is time, and on a slow machine a fraction of it would not do.
vi.hoisted(() => {
  process.env.HITL_TIME_SCALE = '1'
})

/** Whatever comes in a session's first seconds is scheduled, and need not be waited for here. */
const onStage = (options: Parameters<typeof theStage.onStage>[0] = {}) =>
  theStage.onStage({ ...options, botpress: { schedule: 'manual' } })

const dana = agents.dana.userId

const png = Buffer.from('89504e470d0a1a0a00ff00fe', 'hex')

const picture = { name: 'lamp.png', content: png, contentType: 'image/png' }

const bytes = { method: 'GET', path: /^\/hubfs\// }

/** A reply, and what the end user sees of it: each message's type and payload. */
async function reply(stage: TestStage, more: Partial<Parameters<TestStage['hubspot']['ui']['reply']>[0]>) {
  const { user, thread } = await escalated(stage)
  const message = stage.hubspot.ui.reply({ threadId: thread.id, agent: dana, ...more })
  await stage.settled()
  await stage.botpress.runScheduled()
  const seen = user.transcript.filter(({ from }) => from === 'agent').map(({ type, payload }) => ({ type, payload }))
  return { seen, status: statusOf(stage, message) }
}

describe('HubSpot’s files failing costs no reply', () => {
  test('while the message names an address of its own', async () => {
    const stage = await onStage()
    stage.hubspot.faults.add({ path: hubspotPath.signedUrl, status: 503 })
    const { seen, status } = await reply(stage, { text: 'Here:', attachments: [picture] })
    expect(seen).toMatchObject([{ type: 'text' }, { type: 'image', payload: { title: 'lamp.png' } }])
    expect(status).not.toContain('FAILED')
  })

  test.each(['<html>hold on</html>', '{"other":"form"}'])('nor does an answer that is none: %s', async (body) => {
    const stage = await onStage({ hubspot: { agentFiles: 'id' } })
    stage.hubspot.faults.add({
      path: hubspotPath.signedUrl,
      status: 200,
      body,
      headers: { 'content-type': 'text/html' },
    })
    const { seen, status } = await reply(stage, { text: 'Here:', attachments: [picture] })
    expect(seen).toMatchObject([
      { payload: { text: 'Here:' } },
      { payload: { text: expect.stringContaining('lamp.png') } },
    ])
    expect(status).not.toContain('FAILED')
  })

  test('nor an address that is none', async () => {
    const stage = await onStage({ hubspot: { agentFiles: 'id' } })
    stage.hubspot.faults.add({ path: hubspotPath.signedUrl, status: 200, body: { url: 'javascript:alert(1)' } })
    const { seen } = await reply(stage, { attachments: [picture] })
    expect(seen).toEqual([{ type: 'text', payload: { text: '[file] lamp.png' } }])
  })

  test('a moment’s fault of the server is waited out', async () => {
    const stage = await onStage()
    stage.hubspot.faults.add({ ...bytes, status: 503, times: 1 })
    const { seen } = await reply(stage, { attachments: [picture] })
    expect(String(seen[0]?.payload.imageUrl)).toContain(stage.botpress.url)
  })
})

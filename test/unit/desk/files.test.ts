import { describe, expect, test, vi } from 'vitest'
import type { AgentFile } from '../../../core/desk'
import { locate } from '../../../src/desk/files'
import { nockHubSpot, soon } from '../hubspot/nock-hubspot'
import { caller } from '../hubspot/objects-rig'

vi.hoisted(() => vi.stubEnv('HITL_TIME_SCALE', '0.1'))

const hubspot = nockHubSpot()
const file: AgentFile = { type: 'file', source: { fileId: '9' } }
const shown = (answer: Record<string, unknown>) =>
  hubspot().get('/files/2026-09/files/9/signed-url').query(true).reply(200, answer)

describe('an agent’s file', () => {
  test.each([
    ['IMG', 'image'],
    ['img', 'image'],
    ['AUDIO', 'audio'],
    ['MOVIE', 'video'],
    ['DOCUMENT', 'file'],
    ['OTHER', undefined],
    [undefined, undefined],
  ])('that HubSpot sorts as %j is taken as %j', async (type, kind) => {
    shown({ url: 'https://a.b/c', type })
    expect(await locate(caller, file, soon())).toMatchObject({ url: 'https://a.b/c', kind })
  })

  test.each([
    [undefined, { name: 'lamp', extension: 'png' }, 'lamp.png'],
    [undefined, { name: 'lamp.png', extension: 'png' }, 'lamp.png'],
    [undefined, { name: 'lamp' }, 'lamp'],
    ['my lamp.png', { name: 'lamp', extension: 'png' }, 'my lamp.png'],
  ])('called %j in the reply, and by HubSpot %j, is called %j', async (name, known, expected) => {
    shown({ url: 'https://a.b/c', ...known })
    const given = name === undefined ? file : { ...file, name }
    expect(await locate(caller, given, soon())).toMatchObject({ name: expected })
  })

  test('that HubSpot knows no ID of is nowhere but at its own address', async () => {
    expect(await locate(caller, { type: 'file', source: { url: 'https://a.b/c' } }, soon())).toBeUndefined()
  })

  test('at no web address is nowhere', async () => {
    shown({ url: 'file:///etc/passwd' })
    expect(await locate(caller, file, soon())).toBeUndefined()
  })

  test('of which HubSpot’s answer has another form is refused: it would be the same the next time', async () => {
    shown({ link: 'https://a.b/c' })
    await expect(locate(caller, file, soon())).rejects.toMatchObject({ outcome: 'refused' })
  })
})

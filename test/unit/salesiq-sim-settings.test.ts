import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import type { Settings } from '../../sim/salesiq'
import {
  api,
  appId,
  call,
  dana,
  data,
  departmentId,
  makeWebhook,
  openChat,
  opening,
  receiver,
  refusal,
  robin,
  screenName,
  sim,
  visitorApi,
} from './salesiq-sim-rig'

// What no document says for sure can be either way.

const list = z.array(z.looseObject({}))

describe('set otherwise, the answer to an open', () => {
  test('lacks the number, as the older sample does', async () => {
    sim.settings.opensWithoutConversationId = true
    const answer = data(z.looseObject({}), call('POST', `${visitorApi}/conversations`, opening()))
    expect(await answer).not.toHaveProperty('conversation_id')
  })

  test('says what joins a visitor', async () => {
    const ids = async (joinsVisitorsBy: Settings['joinsVisitorsBy']) => {
      sim.settings.joinsVisitorsBy = joinsVisitorsBy
      const sameEmail = { visitor: { user_id: `other-${joinsVisitorsBy}`, email: 'kim@example.com' } }
      return [await openChat(), await openChat(sameEmail)].map(({ visitor }) => visitor.id)
    }
    expect(new Set(await ids('userId')).size).toBe(2)
    expect(new Set(await ids('either')).size).toBe(1)
  })

  test('is a refusal, or of a chat that is missed at once, while nobody is online', async () => {
    sim.settings.nobodyOnline = 'refused'
    expect(await refusal(call('POST', `${visitorApi}/conversations`, opening()))).toMatchObject({ code: 1025 })
    sim.settings.nobodyOnline = 'missed'
    const { conversation_id: id } = await openChat()
    expect(sim.chat(id).status).toBe('missed')
  })

  test('is stamped by a clock that differs from ours', async () => {
    sim.settings.clockAheadMs = 3_600_000
    const { conversation_id: id } = await openChat()
    expect(sim.chat(id).startedAt).toBeGreaterThan(Date.now() + 3_500_000)
  })
})

describe('set otherwise, events', () => {
  const told = async (events: string[], act: (id: string) => void) => {
    const hook = await receiver()
    await makeWebhook(hook.url, events)
    const { conversation_id: id } = await openChat()
    act(id)
    await sim.webhooks.settled()
    return hook.events().sort((a, b) => Number(a.event_time) - Number(b.event_time))
  }

  test('follow upon others: an attender upon a transfer, an end upon a missed chat', async () => {
    const [attender, accepted] = ['conversation.attender.updated', 'conversation.transfer.accepted']
    Object.assign(sim.settings, { transferUpdatesAttender: true, completedAfterMissed: true })
    const transfer = await told([attender, accepted], (id) => {
      sim.ui.pickUp(id, dana.id, { at: 1 })
      sim.ui.transfer(id, robin.id, { at: 2 })
    })
    expect(transfer.map(({ event }) => event).toSorted()).toEqual([attender, attender, accepted])
    const missed = await told(['conversation.missed', 'conversation.completed'], (id) => sim.ui.miss(id))
    expect(missed.map(({ event }) => event).toSorted()).toEqual(['conversation.completed', 'conversation.missed'])
    expect(missed.find(({ event }) => event === 'conversation.missed')).not.toHaveProperty('entity.owner')
  })

  test('tell of a visitor who leaves before anybody came as of a missed chat', async () => {
    sim.settings.abandoned = 'missed'
    const [event] = await told(['conversation.missed', 'conversation.completed'], (id) =>
      sim.ui.end(id, { by: 'visitor' }),
    )
    expect(event).toMatchObject({ event: 'conversation.missed', entity: { status: 'Missed' } })
  })

  test('stamp a reply later than it was written, and do not tell of what came by API', async () => {
    Object.assign(sim.settings, { replyStampMs: 100, visitorMessagesHeard: false })
    const hook = await receiver()
    await makeWebhook(hook.url, ['conversation.visitor.replied', 'conversation.operator.replied'])
    const { conversation_id: id } = await openChat()
    await call('POST', `${visitorApi}/conversations/${id}/messages`, { text: 'Hello' })
    sim.ui.reply({ chatId: id, operator: dana.id, text: 'Hello Kim', at: 5_000 })
    await sim.webhooks.settled()
    expect(hook.events()).toMatchObject([{ event_time: '5100', entity: { message: { msgid: '5000' } } }])
  })

  test('come of a Zobot that answers first, until an operator takes over', async () => {
    sim.ui.setBrand(appId, { bot: { id: 'b70000000000001', name: 'Zobot' } })
    const events = await told(['conversation.attender.updated'], (id) => {
      sim.ui.pickUp(id, dana.id, { at: Date.now() + 60_000 })
    })
    expect(events).toMatchObject([
      { entity: { owner: { type: 'bot', id: 'b70000000000001' }, participants: [] } },
      { entity: { owner: { type: 'operator', id: dana.id }, participants: [dana.id] } },
    ])
  })

  test('tell of messages that are edited and deleted', async () => {
    const names = ['conversation.message.edited', 'conversation.message.deleted']
    const events = await told(names, (id) => {
      const [entry] = sim.ui.reply({ chatId: id, operator: dana.id, text: 'Helo' })
      sim.ui.editMessage(id, entry?.msgid ?? '', 'Hello')
      sim.ui.deleteMessage(id, entry?.msgid ?? '')
      expect(sim.chat(id).entries).toMatchObject([{ text: 'Hello', deletedAt: expect.any(Number) }])
    })
    expect(events.map(({ event }) => event).toSorted()).toEqual(names.toSorted())
  })
})

test('set otherwise, a webhook has no key at first, and may be made for reopened chats', async () => {
  const hook = await receiver()
  const events = ['conversation.reopened']
  const body = { type: 'data', url: hook.url, app_ids: [appId], secured: true, events }
  expect(await refusal(call('POST', `${api}/webhooks`, body))).toMatchObject({ code: 1011, json_key: 'events[0]' })
  Object.assign(sim.settings, { reopenedSubscribable: true, keyOnCreate: false })
  const { public_keys } = await makeWebhook(hook.url, events)
  expect(public_keys).toEqual([])
  const { conversation_id: id } = await openChat()
  sim.ui.pickUp(id, dana.id)
  sim.ui.end(id, { by: 'scheduler' })
  sim.ui.reopen(id)
  await sim.webhooks.settled()
  expect(hook.events()).toMatchObject([{ event: events[0], entity: { thread_number: 2, status: 'Connected' } }])
  expect(hook.received[0]?.headers).not.toHaveProperty('x-siqsignature')
})

test('set otherwise, the transcript begins with the history in place of the question, and shows files as such', async () => {
  Object.assign(sim.settings, { questionInTranscript: false, pastMessagesInTranscript: true, transcriptFiles: 'file' })
  const past = [{ sender_type: 'bot', sender_name: 'Shop bot', time: 5, text: 'Hi' }]
  const { conversation_id: id } = await openChat({ past_messages: past })
  const file = { name: 'a.txt', contentType: 'text/plain', content: Buffer.from('bytes') }
  sim.ui.reply({ chatId: id, operator: dana.id, files: [file] })
  expect(await data(list, call('GET', `${api}/conversations/${id}/messages`))).toMatchObject([
    { time: '5', message: { text: 'Hi' }, sender: { name: 'Shop bot' } },
    { type: 'file', message: { file: { name: 'a.txt' } } },
  ])
})

test('set otherwise, departments of a brand are objects, and a visitor closes at the newer path', async () => {
  sim.settings.brandDepartments = 'objects'
  expect(await data(z.looseObject({}), call('GET', `${api}/apps/${appId}`))).toMatchObject({
    departments: [{ id: departmentId, name: 'Support' }],
  })
  sim.settings.visitorClose = 'v1'
  const { conversation_id: id, id: hex } = await openChat()
  const old = `/visitor/v2/${screenName}/conversations/${hex}/close`
  expect(await refusal(call('PUT', old))).toMatchObject({ code: 1006 })
  expect((await call('PUT', `${visitorApi}/conversations/${hex}/close`)).status).toBe(200)
  expect(sim.chat(id).endedBy).toBe('visitor')
})

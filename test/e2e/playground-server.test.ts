import { request } from 'node:http'
import { expect, test } from 'vitest'
import { escalate, send, texts, visit, visitPlayground } from './playground-visitor'

const dana = '501'
const picture = {
  name: 'lamp.png',
  contentType: 'image/png',
  base64: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
}

test('it opens into a conversation that the bot has begun, and the bot answers', async () => {
  const visitor = await visitPlayground()
  const { users, inboxes, agents, integration, threads } = visitor.world()
  expect(users.map(({ name, talkingTo }) => ({ name, talkingTo }))).toEqual([{ name: 'Kim Lee', talkingTo: 'bot' }])
  expect(inboxes.map(({ type }) => type)).toEqual(['INBOX', 'INBOX', 'HELP_DESK'])
  expect(agents.map(({ name }) => name)).toEqual(['Dana Fields', 'Robin Hale'])
  expect([integration, threads]).toEqual([{ state: 'running', restarts: 0 }, []])
  await visitor.command({ do: 'say', userId: visitor.user().id, text: 'How do I return a lamp?' })
  await visitor.until('the bot answers', () => /30 days/.test(texts(visitor.user().transcript).at(-1) ?? ''))
})

test('a whole story: handed over, both sides talk and send files, closed, and the bot goes on', async () => {
  const visitor = await visitPlayground()
  const userId = visitor.user().id
  await visitor.command({ do: 'say', userId, text: 'My lamp is broken' })
  await visitor.command({ do: 'say', userId, text: 'I want to talk to a human' })
  await visitor.until('the session is open', () => visitor.user().talkingTo === 'nobody')
  await visitor.until('the thread has the contact', () => visitor.thread().contact.company === 'Northlight Studio')
  const threadId = visitor.thread().id
  await visitor.command({ do: 'say', userId, text: 'Hello?' })
  await visitor.command({ do: 'send-file', userId, file: picture })
  await visitor.command({ do: 'assign', threadId, agentId: dana })
  await visitor.until('Dana is there', () => visitor.user().agentName === 'Dana Fields')
  const notice = visitor.user().transcript.find(({ from, agentName }) => from === 'system' && agentName !== undefined)
  expect(notice).toMatchObject({ agentName: 'Dana Fields', content: { text: expect.stringContaining('joined') } })
  await visitor.command({ do: 'reply', threadId, agentId: dana, body: '<p>Yes, <b>hello</b></p>', files: [picture] })
  await visitor.command({ do: 'comment', threadId, agentId: dana, body: '<p>Nice customer</p>' })
  await visitor.until('the reply arrives', () => texts(visitor.user().transcript).includes('agent: Yes, **hello**'))
  await visitor.until('its picture arrives', () => texts(visitor.user().transcript).includes('agent: [image] lamp.png'))
  await visitor.until('all has arrived', () => visitor.world().tally.toAgent.arrived === 2)
  expect(visitor.world().tally).toEqual({
    toAgent: { said: 2, arrived: 2, underWay: 0, reported: 0, lost: 0, doubled: 0, astray: 0 },
    toUser: { said: 1, arrived: 1, underWay: 0, reported: 0, lost: 0, doubled: 0, astray: 0 },
  })
  const said = visitor.user().transcript.filter(({ delivery }) => delivery !== undefined)
  expect(said.map(({ delivery }) => delivery)).toEqual(['delivered', 'delivered'])
  const reply = visitor.thread().entries.find((entry) => entry.type === 'message' && entry.direction === 'outgoing')
  expect(reply).toMatchObject({ sender: 'Dana Fields', seen: 'yes', html: '<p>Yes, <b>hello</b></p>' })

  for (const { files } of visitor.thread().entries.flatMap((entry) => (entry.type === 'message' ? [entry] : []))) {
    for (const { url, isImage } of files) {
      const file = await fetch(url)
      expect([isImage, file.status, file.headers.get('content-type')]).toEqual([true, 200, 'image/png'])
      expect(file.headers.get('content-security-policy')).toMatch(/^sandbox/)
    }
  }
  await visitor.command({ do: 'close', threadId, agentId: dana })
  await visitor.until('the bot is back', () => /I am back/.test(texts(visitor.user().transcript).at(-1) ?? ''))
  await visitor.command({ do: 'reply', threadId, agentId: dana, body: '<p>Too late</p>', files: [] })
  await visitor.until('the late reply is reported', () => visitor.world().tally.toUser.reported === 1)
  expect(visitor.thread().entries.at(-1)).toMatchObject({ failure: expect.stringContaining('already ended') })
  await visitor.command({ do: 'delete', threadId, agentId: dana })
  await visitor.until('the thread leaves the list', () => visitor.world().threads.length === 0)
})

test('one message has one name in both panes and on every call that carried it', async () => {
  const visitor = await visitPlayground()
  await escalate(visitor)
  const userId = visitor.user().id
  const threadId = visitor.thread().id
  await visitor.command({ do: 'send-file', userId, file: picture })
  await visitor.command({ do: 'reply', threadId, agentId: dana, body: '<p>Look</p>', files: [picture] })
  await visitor.until('both arrive', () => {
    const { toAgent, toUser } = visitor.world().tally
    return toAgent.arrived === 1 && toUser.arrived === 1
  })
  const whatOf = (trace: string) =>
    new Set(
      visitor
        .rows()
        .flatMap(({ from, to, what, traces }) => (traces.includes(trace) ? `${from} > ${to}: ${what}` : [])),
    )
  const entries = () => visitor.thread().entries.flatMap((entry) => (entry.type === 'message' ? [entry] : []))
  const mine = visitor.user().transcript.find(({ from }) => from === 'user')
  await visitor.until('the file has its name in HubSpot', () => entries().some(({ trace }) => trace === mine?.trace))
  await visitor.until('the dispatch and the news of it are over', () =>
    ['Botpress > integration: message_created', 'HubSpot > integration: newMessage'].every((what) =>
      whatOf(mine?.trace ?? '').has(what),
    ),
  )
  expect(whatOf(mine?.trace ?? '')).toEqual(
    new Set([
      'Botpress > integration: message_created',
      'integration > Botpress: download a file',
      'integration > HubSpot: upload a file',
      'integration > HubSpot: publish a message',
      'HubSpot > integration: newMessage',
    ]),
  )
  const lines = visitor.user().transcript.filter(({ from }) => from === 'agent')
  const answer = entries().find(({ direction }) => direction === 'outgoing')
  expect(lines.map(({ trace }) => trace)).toEqual([answer?.trace, answer?.trace])
  await visitor.until('both webhooks are over', () =>
    ['OUTGOING_CHANNEL_MESSAGE_CREATED', 'newMessage'].every((what) =>
      whatOf(answer?.trace ?? '').has(`HubSpot > integration: ${what}`),
    ),
  )
  const carried = whatOf(answer?.trace ?? '')
  // Who answered first is looked for only where that is not noted yet.
  carried.delete('integration > Botpress: find messages')
  expect(carried).toEqual(
    new Set([
      'HubSpot > integration: OUTGOING_CHANNEL_MESSAGE_CREATED',
      'HubSpot > integration: newMessage',
      // Says that a reply with files is under way.
      'integration > Botpress: update the conversation',
      'integration > Botpress: create a message',
      'integration > HubSpot: get a link to a file',
      'integration > HubSpot: download a file',
      'integration > Botpress: announce a file',
      'integration > Botpress: upload a file',
    ]),
  )
  const opening = entries()[0]
  const handoff = visitor.user().transcript.find(({ from }) => from === 'system')
  expect(opening?.trace).toBe(handoff?.trace)
  expect(whatOf(opening?.trace ?? '')).toEqual(
    new Set([
      'integration > HubSpot: publish a message',
      'HubSpot > integration: newMessage',
      'Botpress > integration: startHitl',
    ]),
  )
})

test('end users of every kind are handed over side by side, to the inbox that was asked for', async () => {
  const visitor = await visitPlayground()
  for (const [kind, inboxId, contact] of [
    ['email', '1002', { name: 'Alex Moore', email: 'alex.moore@mail.example' }],
    ['phone', '1003', { name: 'Chris Novak', phone: '+12025550150' }],
    ['anonymous', '1001', {}],
  ] as const) {
    const before = visitor.world().users.length
    await visitor.command({ do: 'add-user', kind })
    await visitor.until('they are there', () => visitor.world().users.length > before)
    await escalate(visitor, inboxId)
    const { id } = visitor.user()
    const thread = () => visitor.world().threads.find(({ userId }) => userId === id)
    await visitor.until('the contact is shown', () => thread()?.inboxId === inboxId)
    expect(thread()?.contact).toMatchObject(contact)
    const rows = () => visitor.rows().filter(({ users }) => users.includes(id))
    await visitor.until('their calls are known', () => rows().some(({ what }) => what === 'publish a message'))
    expect(rows().every(({ users }) => users.length === 1)).toBe(true)
  }
})

test('nothing that the page is sent holds a secret', async () => {
  const visitor = await visitPlayground()
  await escalate(visitor)
  await visitor.command({ do: 'expire-tokens' })
  await visitor.command({ do: 'say', userId: visitor.user().id, text: 'Still there?' })
  await visitor.until('it arrives', () => visitor.world().tally.toAgent.arrived === 1)
  const details = await Promise.all(visitor.rows().map(({ id }) => visitor.detail(id)))
  const shown = JSON.stringify([visitor.world(), details])
  expect(shown).toContain('Bearer •••')
  expect(visitor.rows().some(({ what, status }) => what === 'publish a message' && status === 401)).toBe(true)
  expect(shown).not.toMatch(/secret-of-|key-of-|bp_pat_/)
  expect(shown).not.toMatch(/Bearer (?!•••)/)
  expect(shown).not.toMatch(/signature=(?!•••)/)
  expect(shown).not.toMatch(/"(x-bp-configuration|x-hubspot-signature(-v3)?|access_?token|refresh_?token)":"(?!•••)/i)
})

test('commands are taken from the own page alone, and only what is one', async () => {
  const visitor = await visitPlayground()
  const { url } = visitor
  const addUser = { do: 'add-user', kind: 'email' }
  const status = async (answer: Promise<Response>) => (await answer).status
  expect(await status(send(url, addUser, { origin: 'https://elsewhere.example' }))).toBe(403)
  expect(await status(send(url, addUser, { 'content-type': 'text/plain' }))).toBe(415)
  expect(await status(send(url, { do: 'something' }))).toBe(400)
  expect(await status(send(url, { do: 'say', userId: 'nobody', text: 'x' }))).toBe(404)
  expect(await status(send(url, { do: 'close', threadId: '1', agentId: dana }))).toBe(404)
  expect(await status(fetch(`${url}/api/hubspot/wire/999999`))).toBe(404)
  expect(await underName(url, 'elsewhere.example')).toBe(403)
  expect(await status(send(url, addUser, { origin: url }))).toBe(204)
  await visitor.until('only that one came', () => visitor.world().users.length === 2)
  await escalate(visitor)
  const { id } = visitor.user()
  expect(await status(send(url, { do: 'escalate', userId: id }))).toBe(409)
  const threadId = visitor.thread().id
  const empty = await send(url, { do: 'reply', threadId, agentId: dana, body: '<p><br></p>', files: [] })
  expect([empty.status, await empty.json()]).toEqual([422, { message: expect.stringContaining('nothing to send') }])
})

test('a page that somebody sends as a file may not act as a part of the playground', async () => {
  const visitor = await visitPlayground()
  await escalate(visitor)
  const base64 = Buffer.from('<script>document.title = 1</script>').toString('base64')
  const file = { name: 'page.html', contentType: 'text/html', base64 }
  await visitor.command({ do: 'send-file', userId: visitor.user().id, file })
  await visitor.command({ do: 'reply', threadId: visitor.thread().id, agentId: dana, body: '', files: [file] })
  const links = () => [
    ...visitor.user().transcript.flatMap(({ content }) => (content.type === 'file' ? [content.url] : [])),
    ...visitor.thread().entries.flatMap((entry) => (entry.type === 'message' ? entry.files.map(({ url }) => url) : [])),
  ]
  await visitor.until('both files are in both panes', () => links().length === 4)
  for (const link of links()) {
    const { status, headers } = await fetch(link)
    expect([status, headers.get('x-content-type-options')]).toEqual([200, 'nosniff'])
    expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/)
  }
})

test('everybody who looks sees the same, also who comes later', async () => {
  const visitor = await visitPlayground()
  await escalate(visitor)
  const later = await visit(visitor.url)
  await later.until('the wire is there', () => later.rows().length >= visitor.rows().length)
  await visitor.command({ do: 'say', userId: visitor.user().id, text: 'Hello both' })
  await later.until('the latecomer sees it', () => texts(later.user().transcript).at(-1) === 'user: Hello both')
  expect(later.world().threads[0]?.id).toBe(visitor.thread().id)
})

/** Status of a request that comes under another name, as after DNS rebinding. */
function underName(url: string, host: string): Promise<number | undefined> {
  return new Promise((done, fail) => {
    request(`${url}/api/hubspot/events`, { headers: { host } }, (response) => {
      response.resume()
      done(response.statusCode)
    })
      .on('error', fail)
      .end()
  })
}

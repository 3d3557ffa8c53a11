import { expect, test } from 'vitest'
import type { ThreadEntry, WireRow } from '../../playground/protocol'
import { operators } from '../../sim/salesiq-stage'
import { picture } from './playground-files'
import { escalate, texts, type Visitor, visit, visitPlayground } from './playground-visitor'

const { id: dana } = operators.dana
const { id: robin } = operators.robin

const line = (entry: ThreadEntry): string => {
  switch (entry.type) {
    case 'message':
      return `${entry.sender}: ${entry.text || entry.files.map(({ name }) => `[${name}]`).join(' ')}`
    case 'past':
      return `before: ${entry.sender}: ${entry.text}`
    case 'comment':
      return `note of ${entry.author}: ${entry.text}`
    case 'assignment':
      return `${entry.by} > ${entry.to}`
    case 'status':
      return `${entry.status} by ${entry.by}`
  }
}
const lines = (visitor: Visitor) => visitor.thread().entries.map(line)
const has = (visitor: Visitor, words: string) => lines(visitor).some((it) => it.includes(words))

const arrived = (said: number) => ({ said, arrived: said, underWay: 0, reported: 0, lost: 0, doubled: 0, astray: 0 })

async function balanced(visitor: Visitor, toAgent: number, toUser: number): Promise<void> {
  const whole = () => visitor.world().tally
  await visitor
    .until('all has arrived', () => whole().toAgent.arrived === toAgent && whole().toUser.arrived === toUser, 40_000)
    .catch((error: unknown) => {
      throw new Error(`${String(error)}: ${JSON.stringify([whole(), visitor.user().failures, lines(visitor)])}`)
    })
  expect(whole()).toEqual({ toAgent: arrived(toAgent), toUser: arrived(toUser) })
}

/** Hands the end user over, and has Dana pick the chat up. */
async function talkToDana(visitor: Visitor): Promise<string> {
  await escalate(visitor)
  const threadId = visitor.thread().id
  await visitor.command({ do: 'pick-up', threadId, agentId: dana })
  await visitor.until('Dana answers', () => visitor.user().agentName === 'Dana Fields')
  return threadId
}

test('a whole story in SalesIQ: picked up, both sides talk and send files, noted, transferred, ended', async () => {
  const visitor = await visitPlayground('salesiq')
  const { id: userId } = visitor.user()
  await visitor.command({ do: 'say', userId, text: 'My lamp flickers' })
  await visitor.until('the bot answers', () => texts(visitor.user().transcript).some((it) => it.includes('E14')))
  await escalate(visitor)
  const threadId = visitor.thread().id
  expect(visitor.thread()).toMatchObject({ status: 'WAITING', contact: { name: 'Kim Lee' } })
  expect(lines(visitor)).toContain('before: Kim Lee: My lamp flickers')
  const types = visitor.thread().entries.map(({ type }) => type)
  expect(types.lastIndexOf('past')).toBeLessThan(types.indexOf('message'))

  await visitor.command({ do: 'pick-up', threadId, agentId: dana })
  await visitor.until('Dana answers', () => visitor.user().agentName === 'Dana Fields')
  expect(visitor.thread()).toMatchObject({ status: 'CONNECTED', assignedTo: dana })
  const file = { name: picture.name, contentType: picture.mimeType, base64: picture.buffer.toString('base64') }
  await visitor.command({ do: 'reply', threadId, agentId: dana, body: 'Look at this', files: [file] })
  await visitor.command({ do: 'say', userId, text: 'Thank you' })
  await visitor.command({ do: 'send-file', userId, file: { ...file, name: 'mine.png' } })
  await visitor.until('both sides have all', () => has(visitor, 'mine.png') && has(visitor, 'Thank you'))
  await visitor.until('the user has the file', () =>
    texts(visitor.user().transcript).some((it) => it.includes('lamp.png')),
  )
  const [shown] = visitor.thread().entries.flatMap((it) => (it.type === 'message' ? it.files : []))
  expect((await fetch(shown?.url ?? '')).headers.get('content-type')).toBe('image/png')

  await visitor.command({ do: 'comment', threadId, agentId: dana, body: 'A good customer' })
  await visitor.until('it is noted', () => has(visitor, 'note of Dana Fields: A good customer'))
  await visitor.command({ do: 'transfer', threadId, agentId: dana, to: robin })
  await visitor.until('Robin answers', () => visitor.user().agentName === 'Robin Hale')
  await visitor.command({ do: 'reply', threadId, agentId: robin, body: 'Robin here', files: [] })
  await visitor.until('Robin is heard', () => texts(visitor.user().transcript).includes('agent: Robin here'))
  await visitor.command({ do: 'close', threadId, agentId: robin })
  await visitor.until('the bot is back', () => visitor.user().talkingTo === 'bot')
  expect(visitor.thread().status).toBe('ENDED')
  expect(lines(visitor).filter((it) => / > | by /.test(it))).toEqual([
    'Dana Fields > Dana Fields',
    'Dana Fields > Robin Hale',
    'ENDED by Robin Hale',
  ])
  expect(JSON.stringify(visitor.user().transcript)).not.toContain('A good customer')
  await balanced(visitor, 2, 3)
}, 90_000)

test('nobody picks up: the chat is missed, and the bot says so rather than that it is back', async () => {
  const visitor = await visitPlayground('salesiq')
  await escalate(visitor)
  const threadId = visitor.thread().id
  await visitor.command({ do: 'miss', threadId, agentId: dana })
  await visitor.until('the bot is back', () => visitor.user().talkingTo === 'bot')
  expect(visitor.thread().status).toBe('MISSED')
  expect(lines(visitor).at(-1)).toBe('MISSED by SalesIQ')
  const said = () => texts(visitor.user().transcript).filter((text) => text.startsWith('bot:'))
  await visitor.until('the bot speaks up', () => said().length > 1)
  expect(said().slice(1)).toEqual([expect.stringContaining('Nobody could pick up just now.')])
})

test('nobody says anything any more: SalesIQ ends the chat of itself, and the bot is back', async () => {
  const visitor = await visitPlayground('salesiq')
  const threadId = await talkToDana(visitor)
  await visitor.command({ do: 'idle', threadId, agentId: dana })
  await visitor.until('the bot is back', () => visitor.user().talkingTo === 'bot')
  expect(lines(visitor)).toContain('ENDED by SalesIQ')
})

test('the end user leaves, and the chat is ended by them', async () => {
  const visitor = await visitPlayground('salesiq')
  await talkToDana(visitor)
  await visitor.command({ do: 'say', userId: visitor.user().id, text: '/end' })
  await visitor.until('the chat is over', () => visitor.thread().status === 'ENDED')
  expect(lines(visitor)).toContain('ENDED by Kim Lee')
})

test('a chat goes to the department that was asked for, by default to the first', async () => {
  const visitor = await visitPlayground('salesiq')
  const [support, sales] = visitor.world().inboxes
  expect([support?.name, sales?.name]).toEqual(['Support', 'Sales'])
  await escalate(visitor, sales?.id)
  expect(visitor.thread().inboxId).toBe(sales?.id)
  await visitor.command({ do: 'add-user', kind: 'anonymous' })
  await visitor.until('they are there', () => visitor.world().users.length === 2)
  await escalate(visitor)
  expect(visitor.thread().inboxId).toBe(support?.id)
})

test('one message has one name in both panes and on every call that carried it', async () => {
  const visitor = await visitPlayground('salesiq')
  const threadId = await talkToDana(visitor)
  const { id: userId } = visitor.user()
  const callsOf = (trace: string) =>
    new Set(
      visitor
        .rows()
        .flatMap(({ traces, from, to, what }: WireRow) => (traces.includes(trace) ? `${from} > ${to}: ${what}` : [])),
    )
  const expectCalls = async (trace: string | undefined, calls: string[]) => {
    await visitor.until(`${calls.join()} are known`, () => calls.every((it) => callsOf(trace ?? '').has(it)))
    expect(callsOf(trace ?? '')).toEqual(new Set(calls))
  }
  await visitor.command({ do: 'say', userId, text: 'Are you there?' })
  const said = () => visitor.user().transcript.findLast(({ from }) => from === 'user')
  await visitor.until('it is delivered', () => said()?.delivery === 'delivered')
  expect(visitor.thread().entries.find((it) => line(it) === 'Kim Lee: Are you there?')?.trace).toBe(said()?.trace)
  await expectCalls(said()?.trace, ['Botpress > integration: message_created', 'integration > SalesIQ: send a message'])
  await visitor.command({ do: 'reply', threadId, agentId: dana, body: 'I am', files: [] })
  const heard = () => visitor.user().transcript.find(({ from }) => from === 'agent')
  await visitor.until('it is heard', () => heard() !== undefined)
  await expectCalls(heard()?.trace, [
    'SalesIQ > integration: operator.replied',
    'integration > Botpress: create a message',
  ])
  const joined = visitor.user().transcript.find(({ agentName, from }) => from === 'system' && agentName !== undefined)
  await expectCalls(joined?.trace, ['SalesIQ > integration: attender.updated', 'integration > Botpress: hitlAssigned'])
  const { sessions } = visitor.user()
  const opening = visitor.rows().findLast(({ what }) => what === 'open the chat')
  expect(opening).toMatchObject({ users: [userId], sessions: [sessions[0]?.id] })
  expect(opening?.traces).toEqual([visitor.user().transcript.find(({ from }) => from === 'system')?.trace])
}, 60_000)

test('what SalesIQ would not let an operator do is refused in words', async () => {
  const visitor = await visitPlayground('salesiq')
  await escalate(visitor)
  const threadId = visitor.thread().id
  const refused = (command: Parameters<Visitor['command']>[0]) =>
    visitor.command(command).then(
      () => 'taken',
      (error: unknown) => String(error),
    )
  const hello = { do: 'reply' as const, threadId, agentId: dana, body: 'Hello', files: [] }
  expect(await refused(hello)).toContain('Pick the chat up first.')
  expect(await refused({ do: 'close', threadId, agentId: dana })).toContain('Only a chat that somebody has picked up')
  expect(await refused({ do: 'delete', threadId, agentId: dana })).toContain('SalesIQ has nothing of that kind.')
  expect(await refused({ do: 'pick-up', threadId, agentId: '1' })).toContain('There is no such operator.')
  expect(await refused({ do: 'break', id: 'hubspot-429', on: true })).toContain('There is no such switch.')
})

test('both worlds live side by side, and nothing that the page is sent holds a secret', async () => {
  const visitor = await visitPlayground('salesiq')
  const other = await visit(visitor.url)
  await Promise.all([talkToDana(visitor), escalate(other)])
  expect(visitor.world().threads).toHaveLength(1)
  expect(other.world().threads).toHaveLength(1)
  expect(visitor.world().crm).toBeUndefined()
  expect(other.rows().some(({ from, to }) => from === 'SalesIQ' || to === 'SalesIQ')).toBe(false)
  const details = await Promise.all(visitor.rows().map(({ id }) => visitor.detail(id)))
  const all = JSON.stringify([visitor.world(), details])
  expect(all).not.toMatch(/secret-of-client|1005\.[0-9a-f]{8}/)
  expect(all).not.toMatch(/"(secret_key|widgetcode|x-siqsignature)":"(?!•••)/)
})

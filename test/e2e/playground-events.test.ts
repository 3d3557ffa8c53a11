import { expect, test } from 'vitest'
import type { WireRow } from '../../playground/protocol'
import { escalate, type Visitor, visitPlayground } from './playground-visitor'

const dana = '501'

/** The calls that have this trace, as `from > to: what`. */
function callsOf(visitor: Visitor, trace: string): Set<string> {
  const line = ({ from, to, what }: WireRow) => `${from} > ${to}: ${what}`
  return new Set(visitor.rows().flatMap((row) => (row.traces.includes(trace) ? line(row) : [])))
}

async function expectCalls(visitor: Visitor, trace: string, calls: string[]): Promise<void> {
  await visitor.until(`${calls.join(' and ')} are known`, () => calls.every((it) => callsOf(visitor, trace).has(it)))
  expect(callsOf(visitor, trace)).toEqual(new Set(calls))
}

test('who joined and who closed is one click from the calls that told of it, in both panes', async () => {
  const visitor = await visitPlayground()
  await escalate(visitor)
  const threadId = visitor.thread().id
  const notice = (text: RegExp) =>
    visitor
      .user()
      .transcript.find(({ from, content }) => from === 'system' && 'text' in content && text.test(content.text))
  await visitor.command({ do: 'assign', threadId, agentId: dana })
  await visitor.until('Dana is there', () => notice(/joined/) !== undefined)
  const entry = (type: string) => visitor.thread().entries.findLast((it) => it.type === type)
  expect(notice(/joined/)?.trace).toBe(entry('assignment')?.trace)
  await expectCalls(visitor, notice(/joined/)?.trace ?? '', [
    'HubSpot > integration: assignedTo A-501',
    'integration > Botpress: hitlAssigned',
  ])
  await visitor.command({ do: 'close', threadId, agentId: dana })
  await visitor.until('the bot is back', () => notice(/closed/) !== undefined)
  expect(notice(/closed/)?.trace).toBe(entry('status')?.trace)
  await expectCalls(visitor, notice(/closed/)?.trace ?? '', [
    'HubSpot > integration: status CLOSED',
    'integration > Botpress: hitlStopped',
  ])
})

test('that the user left, or the thread was deleted, leads to the calls as well', async () => {
  const visitor = await visitPlayground()
  await escalate(visitor)
  await visitor.command({ do: 'say', userId: visitor.user().id, text: '/end' })
  const last = () => visitor.user().transcript.findLast(({ from }) => from === 'system')
  await visitor.until('the thread is closed', () => visitor.thread().status === 'CLOSED')
  await visitor.until('the user is told', () => JSON.stringify(last()).includes('You have ended'))
  expect(visitor.thread().entries.findLast(({ type }) => type === 'status')?.trace).toBe(last()?.trace)
  await expectCalls(visitor, last()?.trace ?? '', [
    'Botpress > integration: stopHitl',
    'integration > HubSpot: change the thread',
    'HubSpot > integration: status CLOSED',
  ])
  await escalate(visitor)
  await visitor.command({ do: 'delete', threadId: visitor.thread().id, agentId: dana })
  await visitor.until('the bot is back', () => JSON.stringify(last()).includes('human agent closed'))
  await expectCalls(visitor, last()?.trace ?? '', [
    'HubSpot > integration: deletion',
    'integration > Botpress: hitlStopped',
  ])
})

test('the calls of one session are told from those of another of the same person', async () => {
  const visitor = await visitPlayground()
  const userId = visitor.user().id
  for (const text of ['First', 'Second']) {
    await escalate(visitor)
    await visitor.command({ do: 'say', userId, text })
    await visitor.until('it arrives', () => visitor.thread().entries.some((it) => 'text' in it && it.text === text))
    await visitor.command({ do: 'say', userId, text: '/end' })
    await visitor.until('the thread is closed', () => visitor.thread().status === 'CLOSED')
  }
  const [first, second, ...more] = visitor.user().sessions
  expect(more).toEqual([])
  const published = (sessionId: string | undefined) =>
    visitor
      .rows()
      .filter(({ what, sessions }) => what === 'publish a message' && sessions.includes(sessionId ?? ''))
      .map(({ id }) => id)
  await visitor.until('all is known', () => published(first?.id).length === 2 && published(second?.id).length === 2)
  expect(Math.max(...published(first?.id))).toBeLessThan(Math.min(...published(second?.id)))
  expect(visitor.rows().every(({ sessions }) => sessions.length < 2)).toBe(true)
})

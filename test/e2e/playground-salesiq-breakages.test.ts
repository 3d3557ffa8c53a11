import { expect, test } from 'vitest'
import type { BreakageId } from '../../playground/protocol'
import { operators } from '../../sim/salesiq-stage'
import { escalate, type Visitor, visitPlayground } from './playground-visitor'

const { id: dana } = operators.dana

const arrived = (said: number) => ({ said, arrived: said, underWay: 0, reported: 0, lost: 0, doubled: 0, astray: 0 })

/** Waits until everything has arrived, each just once, and in full. */
async function expectAll(visitor: Visitor, toAgent: number, toUser: number): Promise<void> {
  await untilArrived(visitor, toAgent, toUser)
  const seen = visitor.thread().entries.flatMap((it) => (it.type === 'message' ? `${it.sender}: ${it.text}` : []))
  expect(visitor.world().tally, seen.join('; ')).toEqual({ toAgent: arrived(toAgent), toUser: arrived(toUser) })
}

async function untilArrived(visitor: Visitor, toAgent: number, toUser: number): Promise<void> {
  await visitor
    .until(
      'everything arrives',
      () => {
        const { tally } = visitor.world()
        return tally.toAgent.arrived === toAgent && tally.toUser.arrived === toUser
      },
      90_000,
    )
    .catch((error: unknown) => {
      const now = [visitor.world().tally, visitor.user().failures, visitor.user().transcript]
      throw new Error(`${String(error)}: ${JSON.stringify(now)}`)
    })
}

async function pickUp(visitor: Visitor): Promise<void> {
  await visitor.command({ do: 'pick-up', threadId: visitor.thread().id, agentId: dana })
  await visitor.until('Dana answers', () => visitor.user().agentName === 'Dana Fields', 60_000)
}

/** Both sides say three things each, in turn. */
async function talk(visitor: Visitor): Promise<void> {
  const userId = visitor.user().id
  const threadId = visitor.thread().id
  for (const number of ['One', 'Two', 'Three']) {
    await visitor.command({ do: 'say', userId, text: `${number} from Kim` })
    await visitor.command({ do: 'reply', threadId, agentId: dana, body: `${number} from Dana`, files: [] })
  }
}

async function talkWhile(id: BreakageId): Promise<Visitor> {
  const visitor = await visitPlayground('salesiq')
  await escalate(visitor)
  await pickUp(visitor)
  await visitor.command({ do: 'break', id, on: true })
  await talk(visitor)
  return visitor
}

test.each(['salesiq-busy', 'salesiq-503', 'salesiq-drop', 'webhooks-thrice'] as const)(
  '%s: nothing is lost or doubled',
  async (id) => {
    const visitor = await talkWhile(id)
    await expectAll(visitor, 3, 3)
    expect(visitor.rows().some(({ fault }) => fault === (id === 'webhooks-thrice' ? 'copied' : 'broken'))).toBe(true)
  },
  150_000,
)

test('Botpress is down for a while: SalesIQ delivers again, and nothing is lost or doubled', async () => {
  const visitor = await talkWhile('botpress-down')
  await visitor.until('a reply is given back to SalesIQ', () =>
    visitor.rows().some(({ what, status }) => what === 'operator.replied' && status === 503),
  )
  await visitor.command({ do: 'break', id: 'botpress-down', on: false })
  await expectAll(visitor, 3, 3)
}, 150_000)

test('the news of an assignment comes before the answer to the opening: the user learns of it all the same', async () => {
  const visitor = await visitPlayground('salesiq')
  await visitor.command({ do: 'break', id: 'salesiq-overtakes', on: true })
  await escalateAt(visitor)
  await visitor.until('Dana answers', () => visitor.user().agentName === 'Dana Fields', 60_000)
  await talk(visitor)
  await expectAll(visitor, 3, 3)
}, 150_000)

/** Not waiting for a session that nobody answers yet. */
async function escalateAt(visitor: Visitor): Promise<void> {
  await visitor.command({ do: 'escalate', userId: visitor.user().id })
  await visitor.until('the chat is there', () => visitor.world().threads.length === 1)
}

test('an end overtakes the reply before it: the reply still arrives', async () => {
  const visitor = await visitPlayground('salesiq')
  await escalate(visitor)
  await pickUp(visitor)
  await visitor.command({ do: 'break', id: 'webhooks-out-of-order', on: true })
  const threadId = visitor.thread().id
  await visitor.command({ do: 'reply', threadId, agentId: dana, body: 'Goodbye', files: [] })
  await visitor.command({ do: 'close', threadId, agentId: dana })
  await visitor.until('the bot is back', () => visitor.user().talkingTo === 'bot')
  expect(visitor.rows().find(({ what }) => what === 'operator.replied')?.fault).toBe('delayed')
  await expectAll(visitor, 0, 1)
}, 150_000)

test('somebody on the website is in the list of chats, and nothing is made of it in Botpress', async () => {
  const visitor = await visitPlayground('salesiq')
  await visitor.command({ do: 'break', id: 'salesiq-strangers', on: true })
  await visitor.until('the chat is there', () => visitor.world().threads.length === 1)
  expect(visitor.thread()).toMatchObject({ status: 'CONNECTED' })
  expect(visitor.thread().userId).toBeUndefined()
  await visitor.command({ do: 'break', id: 'salesiq-strangers', on: false })
  await visitor.until('it is over', () => visitor.thread().status === 'ENDED')
  await visitor.until('the integration was told', () => visitor.rows().some(({ what }) => what === 'completed'))
  const made = visitor.rows().filter(({ isSetUp, method, to }) => !isSetUp && to === 'Botpress' && method !== 'GET')
  expect(made.map(({ what }) => what)).toEqual([])
}, 60_000)

test('the integration is killed in the middle of everything: nothing is lost', async () => {
  const visitor = await visitPlayground('salesiq')
  await escalate(visitor)
  await pickUp(visitor)
  await talk(visitor)
  await visitor.command({ do: 'restart-integration' })
  await visitor.until('it is away', () => visitor.world().integration.restarts === 1)
  await visitor.command({ do: 'say', userId: visitor.user().id, text: 'Four from Kim' })
  await untilArrived(visitor, 4, 3)
  const { toAgent, toUser } = visitor.world().tally
  // What was on its way when the process died may be with the agent twice: SalesIQ recognises nothing that is sent again.
  expect([toAgent, toUser]).toEqual([{ ...arrived(4), doubled: toAgent.doubled }, arrived(3)])
  expect(visitor.world().integration.state).toBe('running')
}, 150_000)

test('the access token expires, and what is said goes on', async () => {
  const visitor = await visitPlayground('salesiq')
  await escalate(visitor)
  await pickUp(visitor)
  await visitor.command({ do: 'expire-tokens' })
  await talk(visitor)
  await expectAll(visitor, 3, 3)
}, 150_000)

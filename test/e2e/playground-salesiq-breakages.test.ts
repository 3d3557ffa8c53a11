import { expect, test } from 'vitest'
import type { BreakageId } from '../../playground/protocol'
import { operators } from '../../sim/salesiq-stage'
import { escalate, type Visitor, visitPlayground } from './playground-visitor'

const { id: dana } = operators.dana

const arrived = (said: number) => ({ said, arrived: said, underWay: 0, reported: 0, lost: 0, doubled: 0, astray: 0 })

/** Waits until everything has arrived, each just once, and in full. */
async function expectAll(visitor: Visitor, toAgent: number, toUser: number): Promise<void> {
  const { toAgent: there, toUser: here } = visitor.world().tally
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
      const now = [there, here, visitor.world().tally, visitor.user().failures, visitor.user().transcript]
      throw new Error(`${String(error)}: ${JSON.stringify(now)}`)
    })
  expect(visitor.world().tally).toEqual({ toAgent: arrived(toAgent), toUser: arrived(toUser) })
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

test('the integration is killed in the middle of everything: nothing is lost or doubled', async () => {
  const visitor = await visitPlayground('salesiq')
  await escalate(visitor)
  await pickUp(visitor)
  await talk(visitor)
  await visitor.command({ do: 'restart-integration' })
  await visitor.until('it is away', () => visitor.world().integration.restarts === 1)
  await visitor.command({ do: 'say', userId: visitor.user().id, text: 'Four from Kim' })
  await expectAll(visitor, 4, 3)
}, 150_000)

test('the access token expires, and what is said goes on', async () => {
  const visitor = await visitPlayground('salesiq')
  await escalate(visitor)
  await pickUp(visitor)
  await visitor.command({ do: 'expire-tokens' })
  await talk(visitor)
  await expectAll(visitor, 3, 3)
}, 150_000)

import { expect, test } from 'vitest'
import type { BreakageId } from '../../playground/protocol'
import { escalate, texts, type Visitor, visitPlayground } from './playground-visitor'

const dana = '501'

/** Both sides say three things each, in turn. */
async function talk(visitor: Visitor): Promise<void> {
  const userId = visitor.user().id
  const threadId = visitor.thread().id
  for (const number of ['One', 'Two', 'Three']) {
    await visitor.command({ do: 'say', userId, text: `${number} from Kim` })
    await visitor.command({ do: 'reply', threadId, agentId: dana, body: `<p>${number} from Dana</p>`, files: [] })
  }
}

/** Waits until everything has arrived, each just once, and in full. */
async function expectAll(visitor: Visitor, toAgent: number, toUser: number): Promise<void> {
  await visitor
    .until(
      'everything arrives',
      () => {
        const { tally } = visitor.world()
        return tally.toAgent.arrived === toAgent && tally.toUser.arrived === toUser
      },
      60_000,
    )
    .catch((error: unknown) => {
      throw new Error(`${String(error)}: ${JSON.stringify([visitor.world().tally, visitor.user().failures])}`)
    })
  const { tally } = visitor.world()
  expect(tally).toEqual({
    toAgent: { said: toAgent, arrived: toAgent, underWay: 0, reported: 0, lost: 0, doubled: 0, astray: 0 },
    toUser: { said: toUser, arrived: toUser, underWay: 0, reported: 0, lost: 0, doubled: 0, astray: 0 },
  })
}

const breakTest = (id: BreakageId) => async () => {
  const visitor = await visitPlayground()
  await escalate(visitor)
  await visitor.command({ do: 'break', id, on: true })
  await visitor.until('the switch is on', () => visitor.world().breakages.some((it) => it.id === id && it.isOn))
  await talk(visitor)
  if (id === 'botpress-down') {
    // The outage outlasts what the integration tries by itself: HubSpot has to deliver again.
    await visitor.until('a reply is given back to HubSpot', () =>
      visitor.rows().some(({ what, status }) => what === 'OUTGOING_CHANNEL_MESSAGE_CREATED' && status === 503),
    )
    await visitor.command({ do: 'break', id, on: false })
  }
  await expectAll(visitor, 3, 3)
  return visitor
}

test('HubSpot answers 429: nothing is lost or doubled', async () => {
  const visitor = await breakTest('hubspot-429')()
  const refused = visitor.rows().filter(({ status }) => status === 429)
  expect(refused.every(({ fault }) => fault === 'broken')).toBe(true)
  const detail = await visitor.detail(refused[0]?.id ?? 0)
  expect(detail.responseHeaders).toMatchObject({ 'retry-after': '1', 'content-type': 'application/json' })
  expect(visitor.rows().some(({ what, repeats }) => what === 'publish a message' && repeats > 0)).toBe(true)
  const times = visitor.thread().entries.map(({ at }) => at)
  expect(times).toEqual(times.toSorted((a, b) => a - b))
}, 90_000)

test('HubSpot answers 503: nothing is lost or doubled', async () => {
  await breakTest('hubspot-503')()
}, 90_000)

test('HubSpot stores and drops the connection: nothing is lost or doubled', async () => {
  const visitor = await breakTest('hubspot-drop')()
  const dropped = visitor.rows().filter(({ status, what }) => status === 0 && what === 'publish a message')
  expect(dropped.length).toBeGreaterThan(0)
  const [first] = dropped
  // Which of several writes at once is dropped again is a matter of chance.
  const tries = () => visitor.rows().filter(({ idempotencyKey }) => idempotencyKey === first?.idempotencyKey)
  // What is stored counts as arrived, while the last try is still to be answered.
  await visitor.until('the last try is answered', () => tries().at(-1)?.status === 201)
  expect(tries().length).toBeGreaterThan(1)
  expect(tries().at(-1)).toMatchObject({ repeats: tries().length - 1 })
}, 90_000)

test('Botpress is down for a while: nothing is lost or doubled', async () => {
  await breakTest('botpress-down')()
}, 90_000)

test('webhooks come three times: nothing is doubled', async () => {
  const visitor = await breakTest('webhooks-thrice')()
  const replies = () => visitor.rows().filter(({ what }) => what === 'OUTGOING_CHANNEL_MESSAGE_CREATED')
  // One that was not taken in time comes again.
  await visitor.until('all nine are through', () => replies().length >= 9)
  expect(replies().filter(({ fault }) => fault === 'copied').length).toBeGreaterThanOrEqual(6)
  expect(replies().filter(({ repeats }) => repeats > 0).length).toBeGreaterThanOrEqual(6)
}, 90_000)

test('all that is wrong with HubSpot at once: somebody is handed over, and nothing is lost or doubled', async () => {
  const visitor = await visitPlayground()
  for (const id of ['hubspot-429', 'hubspot-503', 'hubspot-drop'] as const) {
    await visitor.command({ do: 'break', id, on: true })
  }
  await escalate(visitor)
  await talk(visitor)
  await expectAll(visitor, 3, 3)
  const refused = new Set(visitor.rows().flatMap(({ fault, status }) => (fault === 'broken' ? status : [])))
  expect(refused).toEqual(new Set([429, 503, 0]))
}, 90_000)

test('the closing overtakes the reply before it: the reply still arrives', async () => {
  const visitor = await visitPlayground()
  await escalate(visitor)
  await visitor.command({ do: 'break', id: 'webhooks-out-of-order', on: true })
  const threadId = visitor.thread().id
  await visitor.command({ do: 'reply', threadId, agentId: dana, body: '<p>Goodbye</p>', files: [] })
  await visitor.command({ do: 'close', threadId, agentId: dana })
  await visitor.until('the bot is back', () => visitor.user().talkingTo === 'bot')
  expect(texts(visitor.user().transcript)).toContain('agent: Goodbye')
  const reply = visitor.rows().find(({ what }) => what === 'OUTGOING_CHANNEL_MESSAGE_CREATED')
  expect(reply?.fault).toBe('delayed')
  await expectAll(visitor, 0, 1)
}, 90_000)

test('the integration is killed in the middle of everything: nothing is lost or doubled', async () => {
  const visitor = await visitPlayground()
  await escalate(visitor)
  await talk(visitor)
  await visitor.command({ do: 'restart-integration' })
  await visitor.until('it is away', () => visitor.world().integration.restarts === 1)
  await visitor.command({ do: 'say', userId: visitor.user().id, text: 'Four from Kim' })
  await expectAll(visitor, 4, 3)
  expect(visitor.world().integration.state).toBe('running')
}, 90_000)

test('a user who cannot be handed over is told, and the reason is shown', async () => {
  const visitor = await visitPlayground()
  await visitor.command({ do: 'break', id: 'botpress-down', on: true })
  await visitor.command({ do: 'say', userId: visitor.user().id, text: 'human, please' })
  await visitor.until('the failure is shown', () => visitor.user().failures.length > 0, 60_000)
  await visitor.until('the bot says so', () => /could not reach/.test(texts(visitor.user().transcript).at(-1) ?? ''))
  await visitor.command({ do: 'break', id: 'botpress-down', on: false })
  await escalate(visitor)
}, 90_000)

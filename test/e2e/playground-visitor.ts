import { onTestFinished } from 'vitest'
import type { DeskId } from '../../playground/desks'
import type { ChatLine, Command, EndUser, Thread, WireDetail, WireRow, World } from '../../playground/protocol'
import { buildIntegration } from '../../playground/server/integration'
import { startPlayground } from '../../playground/server/playground'
import { startFront } from '../../sim/http/front'

// A fifth of the time, as elsewhere among these tests, is too little for replies while browsers keep the machine busy.
process.env.HITL_TIME_SCALE = '0.5'

/** Somebody at the playground's page, without the page: what it is sent, and the commands it sends. */
export type Visitor = {
  url: string
  world(): World
  /** By id. */
  rows(): WireRow[]
  /** Sends a command that has to be taken. */
  command(command: Command): Promise<void>
  detail(id: number): Promise<WireDetail>
  /** The latest of each kind. */
  user(): EndUser
  thread(): Thread
  /** Waits until it holds; throws with `what` when it does not within `patience` ms. */
  until(what: string, holds: () => boolean, patience?: number): Promise<void>
}

const built = new Map<DeskId, Promise<void>>()

async function build(desk: DeskId): Promise<void> {
  const building = built.get(desk) ?? buildIntegration(desk)
  built.set(desk, building)
  await building
}

/** Starts a playground for one test and looks at a desk's world. */
export async function visitPlayground(desk: DeskId = 'hubspot'): Promise<Visitor> {
  await Promise.all([build('hubspot'), build(desk)])
  const playground = await startPlayground({ front: await startFront() })
  onTestFinished(() => playground.close())
  return visit(playground.url, desk)
}

export async function visit(url: string, desk: DeskId = 'hubspot'): Promise<Visitor> {
  const rows = new Map<number, WireRow>()
  const seen: { world?: World } = {}
  const leaving = new AbortController()
  onTestFinished(() => leaving.abort())
  const response = await fetch(`${url}/api/${desk}/events`, { signal: leaving.signal })
  void follow(response, (name, json) => {
    if (name === 'world') seen.world = JSON.parse(json)
    const changed: WireRow[] = name === 'wire' ? JSON.parse(json) : []
    for (const row of changed) rows.set(row.id, row)
  }).catch(() => {
    // The playground ended, or the test did.
  })
  const world = () => {
    if (seen.world === undefined) throw new Error('Nothing has been seen yet')
    return seen.world
  }
  const until: Visitor['until'] = async (what, holds, patience = 20_000) => {
    const giveUpAt = Date.now() + patience
    while (!holds()) {
      if (Date.now() > giveUpAt) throw new Error(`It did not happen that ${what}`)
      await new Promise((done) => setTimeout(done, 20))
    }
  }
  const visitor: Visitor = {
    url,
    world,
    rows: () => [...rows.values()].sort((a, b) => a.id - b.id),
    command: async (command) => {
      const answer = await send(url, command, {}, desk)
      if (answer.status !== 204) throw new Error(`${command.do}: ${answer.status} ${await answer.text()}`)
    },
    detail: async (id) => JSON.parse(await (await fetch(`${url}/api/${desk}/wire/${id}`)).text()),
    user: () => the(world().users.at(-1)),
    thread: () => the(world().threads[0]),
    until,
  }
  await until('the world is shown', () => seen.world !== undefined)
  return visitor
}

/** What a page sends. */
export function send(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
  desk: DeskId = 'hubspot',
): Promise<Response> {
  return fetch(`${url}/api/${desk}/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}

/** Hands the latest end user over and waits for the thread. */
export async function escalate(visitor: Visitor, inboxId?: string): Promise<void> {
  const { id } = visitor.user()
  await visitor.command({ do: 'escalate', userId: id, ...(inboxId === undefined ? {} : { inboxId }) })
  await visitor.until('the session is open', () => visitor.user().talkingTo === 'nobody', 40_000)
  await visitor.until('the thread is there', () => visitor.world().threads.some(({ userId }) => userId === id))
}

export function texts(lines: readonly ChatLine[]): string[] {
  return lines.map(
    ({ from, content }) => `${from}: ${'text' in content ? content.text : `[${content.type}] ${content.name}`}`,
  )
}

function the<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('There is none yet')
  return value
}

async function follow(response: Response, take: (name: string, json: string) => void): Promise<void> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of response.body ?? []) {
    rest += decoder.decode(chunk, { stream: true })
    const events = rest.split('\n\n')
    rest = events.pop() ?? ''
    for (const event of events) {
      const [, name, data] = /^event: (.*)\ndata: (.*)$/.exec(event) ?? []
      if (name !== undefined && data !== undefined) take(name, data)
    }
  }
}

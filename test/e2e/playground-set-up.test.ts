import { expect, test } from 'vitest'
import { type DeskId, deskIds } from '../../playground/desks'
import { escalate, texts, type Visitor, visitPlayground } from './playground-visitor'

/** What there is to read of a hand-over in Spanish. */
const spanish: Record<DeskId, string> = {
  hubspot: 'Kim Lee pide hablar con una persona.',
  salesiq: 'Chat de Botpress',
}

/** Follows the playground's link to the self-test, and starts it. */
async function startSelfTest(visitor: Visitor, desk: DeskId): Promise<string> {
  const link = await fetch(`${visitor.url}/api/${desk}/self-test`, { redirect: 'manual' })
  const address = link.headers.get('location') ?? ''
  const page = await (await fetch(address)).text()
  expect(page).toContain('Start the test')
  const [, token = ''] = /name="token" value="([^"]*)"/.exec(page) ?? []
  const body = new URLSearchParams({ token, do: 'start', by: 'Robin' })
  await fetch(address, { method: 'POST', body, redirect: 'manual' })
  return address
}

test.each(deskIds)(
  '%s: what agents read is in the language that is chosen, and the calls are a set-up’s',
  async (desk) => {
    const visitor = await visitPlayground(desk)
    const before = visitor.rows().length
    await visitor.command({ do: 'speak', language: 'Spanish' })
    expect(visitor.world().language.offered).toContain('Spanish')
    await visitor.until('it is chosen', () => visitor.world().language.chosen === 'Spanish')
    await visitor.until('it is saved', () =>
      visitor
        .rows()
        .slice(before)
        .some(({ what }) => what === 'register'),
    )
    const saved = visitor
      .rows()
      .slice(before)
      .filter(({ users }) => users.length === 0)
    expect(saved.filter(({ isSetUp }) => !isSetUp)).toEqual([])
    await escalate(visitor)
    await visitor.until('agents read it', () => JSON.stringify(visitor.thread()).includes(spanish[desk]))
    await expect(visitor.command({ do: 'speak', language: 'Klingon' })).rejects.toThrow('There is no such language.')
  },
  60_000,
)

test.each(deskIds)(
  '%s: the self-test is tried from here, and what is said in it counts for nobody',
  async (desk) => {
    const visitor = await visitPlayground(desk)
    const address = await startSelfTest(visitor, desk)
    await visitor.until('its conversation is there', () =>
      visitor.world().threads.some(({ contact }) => contact.name === 'Test by Robin'),
    )
    const threadId = visitor.thread().id
    const agentId = visitor.world().agents[0]?.id ?? ''
    const shows = async (text: string) => (await (await fetch(address)).text()).includes(text)
    const untilShown = async (text: string) => {
      while (!(await shows(text))) await new Promise((done) => setTimeout(done, 100))
    }
    if (desk === 'hubspot') await visitor.command({ do: 'assign', threadId, agentId })
    else await visitor.command({ do: 'pick-up', threadId, agentId })
    await untilShown('An agent took it: Dana Fields')
    await visitor.command({ do: 'reply', threadId, agentId, body: 'I hear you', files: [] })
    await untilShown('3 of 4')
    await visitor.command({ do: 'close', threadId, agentId })
    await untilShown('The hand-over works')
    expect(visitor.world().tally.toUser).toMatchObject({ said: 0, lost: 0 })
    expect(texts(visitor.user().transcript).some((line) => line.includes('I hear you'))).toBe(false)
  },
  60_000,
)

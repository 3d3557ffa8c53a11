import { describe, expect, test } from 'vitest'
import { scopes } from '../../sim/hubspot-stage'
import { stored } from '../stage/stored'
import {
  click,
  connect,
  consent,
  linkInLog,
  linkOn,
  type Seen,
  submit,
  tick,
  unconnected,
  visit,
  waitFor,
} from './connect-visitor'
import { escalated, type TestStage } from './on-stage'

const handOver = [...scopes.contacts, ...scopes.files]

/** What HubSpot is asked for, beyond what it has to grant. */
const asked = (page: Seen) =>
  new URL(linkOn(page, /in HubSpot|to HubSpot/)).searchParams.get('optional_scope')?.split(' ')

const boxes = ({ source }: Seen) =>
  [...source.matchAll(/<input class="add"[^>]*value="(\w+)"[^>]*?( checked)?\s*>/g)].map(
    ([, group, ticked]) => `${group}${ticked ? ' ticked' : ''}`,
  )

/** A connection with these groups, and the start page of a link that is fresh. */
async function connectedWith(groups: string[], prepare: (stage: TestStage) => void = () => {}) {
  const stage = await unconnected()
  prepare(stage)
  const choice = await consent(stage, await tick(await visit(linkInLog(stage)), groups))
  const done = await waitFor(await submit(choice, [['default', '1001']]), /is connected/)
  await stage.bot.register()
  return { stage, done, start: await visit(linkInLog(stage)) }
}

describe('the boxes of the start page', () => {
  test('are not ticked, and HubSpot is asked for the hand-over alone', async () => {
    const start = await visit(linkInLog(await unconnected()))
    expect(boxes(start)).toEqual(['crm', 'interactionLog', 'customObjects', 'ticketFields'])
    expect(start.text).toContain('Hand-over: always on')
    expect(asked(start)).toEqual(handOver)
  })

  test('say which scopes they add, and that the app project has to be uploaded anew first', async () => {
    const start = await visit(linkInLog(await unconnected()))
    for (const [group, added] of [
      ['crm', scopes.crm],
      ['interactionLog', ['crm.objects.companies.read', 'crm.objects.deals.read', 'tickets']],
      ['ticketFields', ['tickets']],
      ['customObjects', scopes.customObjects],
    ] as const) {
      const about = start.source.slice(start.source.indexOf(`id="about-${group}"`)).split('</div>')[0] ?? ''
      expect([...about.matchAll(/<code>([\w.]+)<\/code>/g)].map(([, scope]) => scope)).toEqual(added)
      expect(about).toMatch(/upload the app project anew first/)
    }
  })

  test.each([
    [['crm'], scopes.crm],
    [['customObjects'], scopes.customObjects],
    [['interactionLog'], ['crm.objects.companies.read', 'crm.objects.deals.read', 'tickets']],
    [['ticketFields'], ['tickets']],
    [
      ['crm', 'customObjects'],
      [...scopes.crm, ...scopes.customObjects],
    ],
    [['nonsense', 'constructor'], []],
  ])('add what they stand for to what HubSpot is asked for: %j', async (groups, added) => {
    const page = await tick(await visit(linkInLog(await unconnected())), groups)
    expect(asked(page)).toEqual([...handOver, ...added])
    expect(boxes(page).filter((box) => box.endsWith('ticked'))).toHaveLength(added.length > 0 ? groups.length : 0)
    for (const scope of added) expect(page.text).toMatch(new RegExp(`${scope.replaceAll('.', '\\.')} to `))
  })

  test('can be taken back, and nothing was changed by ticking them', async () => {
    const stage = await unconnected()
    const ticked = await tick(await visit(linkInLog(stage)), ['crm'])
    expect(asked(await tick(ticked, []))).toEqual(handOver)
    expect(stored(stage, 'connection')).toBeUndefined()
  })

  test('are as little use to a stranger as the page itself', async () => {
    const stage = await unconnected()
    const page = await visit(`${stage.bot.webhookUrl}/connect?t=x&add=crm`)
    expect(page).toMatchObject({ status: 403, title: 'This link is not valid' })
  })

  test("lead to a refusal on HubSpot's own page where the app does not declare the scopes", async () => {
    const stage = await unconnected()
    stage.hubspot.app(stage.appId).declaredScopes = [...scopes.required, ...handOver]
    const ticked = await tick(await visit(linkInLog(stage)), ['crm'])
    expect(ticked.text).toMatch(/If its page says that scopes do not match.*upload the app project anew/)
    const refusal = await click(ticked, /HubSpot/)
    expect(refusal).toMatchObject({ status: 400 })
    expect(refusal.text).toMatch(/mismatch between the scopes.*tickets/)
    expect((await connect(stage)).title).toBe('HubSpot is connected')
  })
})

describe('what was granted by a box', () => {
  test('is on the last page, beside what was not asked for', async () => {
    const { stage, done } = await connectedWith(['crm'])
    expect(stored(stage, 'connection')).toMatchObject({ scopes: expect.arrayContaining([...handOver, ...scopes.crm]) })
    expect(done.text).toMatch(/CRM crm\.objects\.companies\.read to find companies/)
    expect(done.text).toContain('Not asked for, or not granted: Custom objects.')
    expect((await escalated(stage)).thread.status).toBe('OPEN')
  })

  test('is shown as granted, and asked for whenever HubSpot is asked again', async () => {
    const { stage, start } = await connectedWith(['crm'])
    expect(start.text).toContain('CRM: granted')
    expect(boxes(start)).toEqual(['customObjects'])
    expect(asked(start)).toEqual([...handOver, ...scopes.crm])
    const more = await tick(start, ['customObjects'])
    expect(asked(more)).toEqual([...handOver, ...scopes.crm, ...scopes.customObjects])
    const choice = await consent(stage, more)
    await waitFor(await submit(choice, [['default', '1001']]), /is connected/)
    const last = await visit(linkInLog(stage))
    expect(last.text).toMatch(/CRM: granted.*Custom objects: granted/)
    expect(last.source).not.toContain('Apply the choice')
    expect(asked(last)).toEqual([...handOver, ...scopes.crm, ...scopes.customObjects])
  })

  test('in part has a box for the rest, and keeps that part without it', async () => {
    const { done, start } = await connectedWith(['crm'], ({ hubspot, appId }) => {
      hubspot.app(appId).withheldScopes.push('crm.objects.users.read')
    })
    expect(done.text).toContain('crm.objects.users.read is missing: whether an agent is available is not known')
    expect(boxes(start)).toEqual(['crm', 'customObjects'])
    expect(start.text).toMatch(
      /Adds the scopes crm\.objects\.users\.read \. Granted already: crm\.objects\.companies\.read/,
    )
    const withheld = (scope: string) => scope !== 'crm.objects.users.read'
    expect(asked(start)).toEqual([...handOver, ...scopes.crm.filter(withheld)])
    expect(asked(await tick(start, ['crm']))).toEqual([...handOver, ...scopes.crm])
  })
})

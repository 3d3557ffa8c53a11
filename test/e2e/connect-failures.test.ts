import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { open, type Purpose, seal, type Ticket } from '../../core/pages/tickets'
import type { Inbox } from '../../sim/hubspot'
import { label } from '../../src/connect/visit'
import { pageKeyOf, stored } from '../stage/stored'
import { until } from '../stage/until'
import { addProcess } from './another-process'
import {
  click,
  connect,
  consent,
  formOn,
  linkInLog,
  linkOn,
  post,
  type Seen,
  submit,
  unconnected,
  visit,
  waitFor,
} from './connect-visitor'
import type { TestStage } from './on-stage'

/** Each page that says no: what it says, the way out, and that nothing has changed. */

const signer = (stage: TestStage) => ({ label, key: pageKeyOf(stage), webhookId: stage.bot.webhookId })
const tokenIn = (url: string, name = 't') => new URL(url).searchParams.get(name) ?? ''

/** A ticket as it would be had it been made at another time. */
function aged(stage: TestStage, purpose: Purpose, text: string): string {
  const opened = open(signer(stage), purpose, text, 0)
  if (!opened.ok) throw new Error('The ticket is not valid')
  return seal(signer(stage), purpose, { ...opened.ticket, endsAt: Date.now() - 1 } satisfies Ticket)
}

const altered = (text: string) => `${text.slice(0, 10)}${text[10] === 'A' ? 'B' : 'A'}${text.slice(11)}`
const freshLink = /save the integration’s configuration in Botpress again/

async function expectUnchanged(stage: TestStage): Promise<void> {
  expect(stored(stage, 'credentials')).toBeUndefined()
  expect(stored(stage, 'channel')).toBeUndefined()
  expect(stage.hubspot.channels(stage.appId)).toEqual([])
}

/** The address HubSpot sends the browser to after a yes. */
async function returnUrl(stage: TestStage, start: Seen): Promise<string> {
  const consentPage = await click(start, /HubSpot/)
  const { action } = formOn(consentPage)
  const body = new URLSearchParams({ portalId: String(stage.portalId), decision: 'allow' })
  const answer = await fetch(action, { method: 'POST', body, redirect: 'manual' })
  return answer.headers.get('location') ?? ''
}

const replaced = (url: string, name: string, value: string) => {
  const changed = new URL(url)
  changed.searchParams.set(name, value)
  return changed.href
}

describe('a link', () => {
  test.each([
    ['altered', (link: string) => replaced(link, 't', altered(tokenIn(link)))],
    ['cut off', (link: string) => link.slice(0, -5)],
    ['without its signature', (link: string) => link.replace(/\.[^.]*$/, '')],
    ['without anything', (link: string) => link.replace(/\?.*/, '')],
    ['that is nonsense', (link: string) => link.replace(/t=.*/, 't=%3Cscript%3Ealert(1)%3C/script%3E')],
  ])('%s is not valid', async (_how, change) => {
    const stage = await unconnected()
    const page = await visit(change(linkInLog(stage)))
    expect(page).toMatchObject({ status: 403, title: 'This link is not valid' })
    expect(page.text).toMatch(freshLink)
    await expectUnchanged(stage)
  })

  test('of another installation is not valid here', async () => {
    const [stage, other] = [await unconnected(), await unconnected()]
    const page = await visit(`${stage.bot.webhookUrl}/connect?t=${tokenIn(linkInLog(other))}`)
    expect(page).toMatchObject({ status: 403, title: 'This link is not valid' })
  })

  test('from before the client secret changed is not valid any more', async () => {
    const stage = await unconnected()
    const link = linkInLog(stage)
    stage.hubspot.app(stage.appId).clientSecret = 'another secret'
    stage.bot.configuration = { ...stage.bot.configuration, clientSecret: 'another secret' }
    await stage.bot.register()
    expect(await visit(linkInLog(stage))).toMatchObject({ status: 200 })
    expect(await visit(link)).toMatchObject({ status: 403, title: 'This link is not valid' })
  })

  test('that is over an hour old has ended', async () => {
    const stage = await unconnected()
    const link = linkInLog(stage)
    const page = await visit(replaced(link, 't', aged(stage, 'link', tokenIn(link))))
    expect(page).toMatchObject({ status: 410, title: 'This link has ended' })
    expect(page.text).toMatch(freshLink)
  })

  test('is of no use as the token of a page or a form', async () => {
    const stage = await unconnected()
    const token = tokenIn(linkInLog(stage))
    for (const page of ['inboxes', 'switch', 'progress', 'done']) {
      const answer = await visit(`${stage.bot.webhookUrl}/connect/${page}?t=${token}`)
      expect(answer).toMatchObject({ status: 403, title: 'This page is not valid' })
      const posted = await post(`${stage.bot.webhookUrl}/connect/${page}`, [['token', token]])
      expect(posted).toMatchObject({ status: 403, title: 'This page is not valid' })
    }
    await expectUnchanged(stage)
  })
})

describe("HubSpot's answer", () => {
  test('that was altered is not for this bot', async () => {
    const stage = await unconnected()
    const url = await returnUrl(stage, await visit(linkInLog(stage)))
    const page = await visit(replaced(url, 'state', altered(tokenIn(url, 'state'))))
    expect(page).toMatchObject({ status: 403, title: 'This answer from HubSpot is not for this bot' })
    await expectUnchanged(stage)
  })

  test('to another installation is not for this bot, and its code is not used', async () => {
    const [stage, other] = [await unconnected(), await unconnected()]
    const url = await returnUrl(other, await visit(linkInLog(other)))
    stage.startCounting()
    const page = await visit(`${stage.bot.webhookUrl}${new URL(url).search}`)
    expect(page).toMatchObject({ status: 403, title: 'This answer from HubSpot is not for this bot' })
    expect(stage.calls()).toEqual({ hubspot: [], botpress: [] })
  })

  test('that took more than half an hour is too late', async () => {
    const stage = await unconnected()
    const url = await returnUrl(stage, await visit(linkInLog(stage)))
    const page = await visit(replaced(url, 'state', aged(stage, 'state', tokenIn(url, 'state'))))
    expect(page).toMatchObject({ status: 410, title: 'That took too long' })
    await expectUnchanged(stage)
  })

  test('is good for one time', async () => {
    const stage = await unconnected()
    const url = await returnUrl(stage, await visit(linkInLog(stage)))
    expect((await visit(url)).title).toBe('Where should conversations go?')
    stage.startCounting()
    expect(await visit(url)).toMatchObject({ status: 409, title: 'This answer from HubSpot was used already' })
    expect(stage.calls().hubspot).toEqual([])
  })

  test('coming twice at the same moment counts once', async () => {
    const stage = await unconnected()
    const url = await returnUrl(stage, await visit(linkInLog(stage)))
    const titles = (await Promise.all([visit(url), visit(url)])).map(({ title }) => title)
    expect(titles.sort()).toEqual(['This answer from HubSpot was used already', 'Where should conversations go?'])
  })

  test.each([
    [
      'invalid_scope',
      { status: 403, title: 'HubSpot did not let the app be installed' },
      /Nobody declined.*invalid_scope/,
    ],
    [
      'unauthorized_client',
      { status: 403, title: 'HubSpot did not let the app be installed' },
      /Sales Hub or Service Hub/,
    ],
    ['<b>x</b>', { status: 403, title: 'HubSpot did not let the app be installed' }, /itself refused\. Look/],
    ['', { status: 403, title: 'HubSpot did not let the app be installed' }, /itself refused\. Look/],
    ['server_error', { status: 503, title: 'HubSpot does not answer properly just now' }, /usually passes/],
    ['temporarily_unavailable', { status: 503, title: 'HubSpot does not answer properly just now' }, /usually passes/],
  ])('that is neither yes nor no is told apart from a no: %s', async (error, page, text) => {
    const stage = await unconnected()
    const url = new URL(await returnUrl(stage, await visit(linkInLog(stage))))
    url.searchParams.delete('code')
    url.searchParams.set('error', error)
    const answer = await visit(url.href)
    expect(answer).toMatchObject(page)
    expect(answer.text).toMatch(text)
    expect(answer.text).not.toContain('declined in HubSpot')
    await expectUnchanged(stage)
    expect((await click(answer, /Start again/)).title).toBe('Connect your bot to HubSpot')
  })

  test('no leads back to the start', async () => {
    const stage = await unconnected()
    const hubspot = await click(await visit(linkInLog(stage)), /HubSpot/)
    const page = await submit(hubspot, [['decision', 'deny']])
    expect(page).toMatchObject({ status: 403, title: 'Consent was declined in HubSpot' })
    expect(page.text).toMatch(/without consent.*Start again.*Did nobody decline\?.*Sales Hub or Service Hub/)
    await expectUnchanged(stage)
    expect((await click(page, /Start again/)).title).toBe('Connect your bot to HubSpot')
  })

  test('with a wrong code leads back to the start', async () => {
    const stage = await unconnected()
    const url = await returnUrl(stage, await visit(linkInLog(stage)))
    const page = await visit(replaced(url, 'code', 'made-up<b>'))
    expect(page).toMatchObject({ status: 400, title: 'HubSpot did not accept its own code' })
    expect(page.source).not.toContain('made-up')
    await expectUnchanged(stage)
    expect((await click(page, /Start again/)).title).toBe('Connect your bot to HubSpot')
  })

  test('while HubSpot does not answer leads back to the start', async () => {
    const stage = await unconnected()
    const url = await returnUrl(stage, await visit(linkInLog(stage)))
    stage.hubspot.faults.add({ path: /\/oauth\/2026-09\/token$/, status: 502 })
    const page = await visit(url)
    expect(page).toMatchObject({ status: 503, title: 'HubSpot does not answer properly just now' })
    expect(linkOn(page, /Start again/)).toContain('/connect?t=')
    await expectUnchanged(stage)
  })
})

describe('what HubSpot granted', () => {
  test('lacks a scope that is needed: the page names it', async () => {
    const stage = await unconnected()
    stage.hubspot.app(stage.appId).withheldScopes.push('conversations.write')
    const page = await consent(stage, await visit(linkInLog(stage)))
    expect(page).toMatchObject({ status: 403, title: 'HubSpot did not grant all that is needed' })
    expect(page.text).toContain('conversations.write is missing')
    expect(page.text).not.toContain('set “Contacts”')
    await expectUnchanged(stage)
  })

  test('lacks the contacts: the page names both ways out', async () => {
    const stage = await unconnected()
    stage.hubspot.app(stage.appId).withheldScopes.push('crm.objects.contacts.write')
    const page = await consent(stage, await visit(linkInLog(stage)))
    expect(page.text).toMatch(/Add this scope to your HubSpot app.*set “Contacts”.*findOnly/)
    await expectUnchanged(stage)
  })

  test('is an account without an inbox: one can be made, and then it goes on', async () => {
    const stage = await unconnected()
    const mend = stage.hubspot.faults.add({ path: /\/inboxes$/, status: 200, body: { results: [] as Inbox[] } })
    const page = await consent(stage, await visit(linkInLog(stage)))
    expect(page).toMatchObject({ status: 409, title: 'This HubSpot account has no inbox' })
    await expectUnchanged(stage)
    mend()
    expect((await click(page, /Look again/)).title).toBe('Where should conversations go?')
  })

  test('is for another app than the configured ID', async () => {
    const stage = await unconnected()
    const introspection = { active: true, hub_id: stage.portalId, app_id: 99, scopes: [] }
    stage.hubspot.faults.add({ path: /introspect$/, status: 200, body: introspection })
    const page = await consent(stage, await visit(linkInLog(stage)))
    expect(page).toMatchObject({ status: 409, title: 'Two different HubSpot apps' })
    await expectUnchanged(stage)
  })

  test('does not have the inbox of the configuration: the page names those there are', async () => {
    const stage = await unconnected({ configuration: { inboxId: '4711' } })
    const page = await consent(stage, await visit(linkInLog(stage)))
    expect(page).toMatchObject({ status: 409, title: 'The configured inbox is not in this account' })
    expect(page.text).toMatch(/4711.*Customer care \(1001\)/)
    await expectUnchanged(stage)
  })
})

describe('a form', () => {
  test('without its token, or with one that was altered, changes nothing', async () => {
    const stage = await unconnected()
    const choice = await consent(stage, await visit(linkInLog(stage)))
    const { action, hidden } = formOn(choice)
    const token = hidden.find(([name]) => name === 'token')?.[1] ?? ''
    for (const wrong of ['', altered(token), tokenIn(choice.url)]) {
      const page = await post(action, [
        ['token', wrong],
        ['default', '1001'],
      ])
      expect(page).toMatchObject({ status: 403, title: 'This page is not valid' })
    }
    await expectUnchanged(stage)
  })

  test('that was open for over an hour has ended', async () => {
    const stage = await unconnected()
    const { action, hidden } = formOn(await consent(stage, await visit(linkInLog(stage))))
    const token = aged(stage, 'form', hidden[0]?.[1] ?? '')
    const page = await post(action, [
      ['token', token],
      ['default', '1001'],
    ])
    expect(page).toMatchObject({ status: 410, title: 'This page has ended' })
    await expectUnchanged(stage)
  })

  test('of a consent that was given anew since is over', async () => {
    const stage = await unconnected()
    const first = await consent(stage, await visit(linkInLog(stage)))
    await consent(stage, await visit(linkInLog(stage)))
    expect(await submit(first, [['default', '1001']])).toMatchObject({ status: 409, title: 'This step is over' })
    await expectUnchanged(stage)
  })

  test('with an inbox that is not in the account is asked again', async () => {
    const stage = await unconnected()
    const choice = await consent(stage, await visit(linkInLog(stage)))
    const page = await submit(choice, [['default', '"><script>alert(1)</script>']])
    expect(page.status).toBe(422)
    expect(page.source).not.toContain('<script')
    await expectUnchanged(stage)
  })
})

describe('another HubSpot account', () => {
  const otherPortal = (stage: TestStage) => {
    const portalId = stage.portalId + 500_000
    const inboxes = [{ id: '2001', name: 'New care', type: 'INBOX' as const }]
    stage.hubspot.addPortal({ portalId, inboxes, agents: [] })
    return portalId
  }

  test('asks first; leaving the page leaves all as it was', async () => {
    const stage = await unconnected()
    await connect(stage)
    const portalId = otherPortal(stage)
    await stage.bot.register()
    const before = stored(stage, 'credentials')
    const page = await consent(stage, await visit(linkInLog(stage)), portalId)
    expect(page.title).toBe('Change to another HubSpot account?')
    expect(page.text).toContain(String(stage.portalId))
    expect(page.text).toContain(String(portalId))
    expect(stored(stage, 'credentials')).toEqual(before)
    const inboxes = linkOn(await visit(linkInLog(stage)), /inboxes/)
    expect((await visit(inboxes)).text).toContain('Customer care')
  })

  test('takes the place of the first after a yes', async () => {
    const stage = await unconnected()
    await connect(stage)
    const portalId = otherPortal(stage)
    await stage.bot.register()
    const question = await consent(stage, await visit(linkInLog(stage)), portalId)
    const choice = await submit(question)
    expect(choice.text).toContain('New care')
    await waitFor(await submit(choice, [['default', '2001']]), /is connected/)
    expect(stored(stage, 'credentials')).toMatchObject({ portalId: String(portalId) })
    expect(stage.hubspot.accounts(portalId)).toHaveLength(1)
    const user = stage.bot.plugin.startConversation({ name: 'Kim Lee' })
    await user.say('hello')
    await user.escalate({ title: 'Help' })
    expect(stage.hubspot.threads(portalId)).toHaveLength(1)
    expect(stage.hubspot.threads(stage.portalId)).toEqual([])
  })

  test('is heeded by every process, also one that remembers the first account', async () => {
    const stage = await unconnected()
    await connect(stage)
    const portalId = otherPortal(stage)
    await addProcess(stage)
    const escalateTwice = async () => {
      for (const _turn of [1, 2]) {
        const user = stage.bot.plugin.startConversation({ name: 'Kim Lee' })
        await user.say('hello')
        await user.escalate({ title: 'Help' })
      }
    }
    await escalateTwice()
    await stage.bot.register()
    const question = await consent(stage, await visit(linkInLog(stage)), portalId)
    const setUp = await submit(await submit(question), [['default', '2001']])
    await waitFor(setUp, /is connected/)
    await escalateTwice()
    expect(stage.hubspot.threads(stage.portalId)).toHaveLength(2)
    expect(stage.hubspot.threads(portalId)).toHaveLength(2)
    for (const { id } of stage.hubspot.threads(portalId)) stage.hubspot.ui.close(id)
    await until(() => stage.bot.plugin.endUsers.slice(-2).every(({ session }) => session?.active !== true))
  })
})

describe('a connection', () => {
  const refreshToken = (stage: TestStage) => z.object({ refreshToken: z.string() }).parse(stored(stage, 'credentials'))
  const ended = { status: 409, title: 'HubSpot no longer accepts this connection' }

  /** The start page of a bot that is connected. */
  async function connected(stage: TestStage): Promise<Seen> {
    await connect(stage)
    await stage.bot.register()
    return visit(linkInLog(stage))
  }

  test('that was revoked cannot be changed, only made anew', async () => {
    const stage = await unconnected()
    const start = await connected(stage)
    stage.hubspot.revoke(refreshToken(stage).refreshToken)
    stage.hubspot.expireAccessTokens()
    const page = await click(start, /inboxes of this account/)
    expect(page).toMatchObject(ended)
    expect(page.text).toContain('Nothing was changed')
    const again = await consent(stage, await click(page, /Start again/))
    expect(again.title).toBe('Where should conversations go?')
  })

  test('whose access token ended before its time is renewed', async () => {
    const stage = await unconnected()
    const start = await connected(stage)
    stage.hubspot.expireAccessTokens()
    expect((await click(start, /inboxes of this account/)).title).toBe('Where should conversations go?')
  })

  test('that was revoked before the inboxes were chosen is not made', async () => {
    const stage = await unconnected()
    const choice = await consent(stage, await visit(linkInLog(stage)))
    stage.hubspot.expireAccessTokens()
    expect(await submit(choice, [['default', '1001']])).toMatchObject(ended)
    await expectUnchanged(stage)
  })

  test.each([
    [
      'a token that has ended',
      { status: 401, body: { message: 'The OAuth token expired', category: 'EXPIRED' } },
      ended,
    ],
    [
      'anything else',
      { status: 403, body: { message: 'This account may not read inboxes', category: 'BANNED' } },
      {
        status: 409,
        title: 'HubSpot refused this step',
        text: /This account may not read inboxes.*Nothing was changed/,
      },
    ],
  ])(
    'which HubSpot refuses for %s has its page',
    async (_why, refusal, { text = /.*/, ...page }: typeof ended & { text?: RegExp }) => {
      const stage = await unconnected()
      stage.hubspot.faults.add({ path: /\/inboxes$/, ...refusal })
      const seen = await consent(stage, await visit(linkInLog(stage)))
      expect(seen).toMatchObject(page)
      expect(seen.text).toMatch(text)
      await expectUnchanged(stage)
      expect((await click(seen, /Start again/)).title).toBe('Connect your bot to HubSpot')
    },
  )
})

describe('a configuration', () => {
  test('with a refresh token wins: the page sends nobody to HubSpot', async () => {
    const stage = await unconnected()
    const start = await visit(linkInLog(stage))
    const { refreshToken } = stage.hubspot.install({ appId: stage.appId, portalId: stage.portalId, scopes: [] })
    stage.bot.configuration = { ...stage.bot.configuration, refreshToken }
    expect(await visit(linkInLog(stage))).toMatchObject({
      status: 409,
      title: 'The configuration holds a refresh token',
    })
    expect(await consent(stage, start)).toMatchObject({ title: 'The configuration holds a refresh token' })
  })

  test('that was emptied leads to the first step, which says what is missing; a stranger sees nothing of it', async () => {
    const stage = await unconnected()
    stage.bot.configuration = { clientId: 'of an app' }
    const page = await visit(linkInLog(stage))
    expect(page).toMatchObject({ status: 200, title: 'Make your HubSpot app' })
    expect(page.text.match(/not filled in yet/g)).toHaveLength(2)
    const strangers = await visit(`${stage.bot.webhookUrl}/connect?t=x`)
    expect(strangers).toMatchObject({ status: 403, title: 'This link is not valid' })
  })

  test('whose client secret is wrong when the code is exchanged', async () => {
    const stage = await unconnected()
    const url = await returnUrl(stage, await visit(linkInLog(stage)))
    stage.hubspot.app(stage.appId).clientSecret = 'rotated at HubSpot'
    const page = await visit(url)
    expect(page).toMatchObject({ status: 400, title: 'HubSpot does not accept this app' })
    await expectUnchanged(stage)
  })
})

test('an unknown address below /connect has a page', async () => {
  const stage = await unconnected()
  const page = await visit(`${stage.bot.webhookUrl}/connect/elsewhere`)
  expect(page).toMatchObject({ status: 404, title: 'There is no such page' })
})

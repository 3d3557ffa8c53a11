import { describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { label } from '../../src/connect/visit'
import { store, stored } from '../stage/stored'
import { click, connect, linkInLog, unconnected, visit } from './connect-visitor'
import { breaking, costing, isSettings } from './doctor-findings'
import { below, doctorAddress } from './doctor-page-rig'
import { healthy } from './doctor-rig'
import type { TestStage } from './on-stage'

// A page has a few seconds, of which a slow machine needs some.
vi.hoisted(() => {
  process.env.HITL_TIME_SCALE = '0.5'
})

const look = async (stage: TestStage) => visit(await doctorAddress(stage, label))

/** What only a command line has: a file, a webhook URL that somebody typed, no token at all. */
const ofTheFile = ['a missing value', 'a wrong client secret and no token', 'another webhook URL']
const onPage = ([what]: readonly [string, ...unknown[]]) => !ofTheFile.includes(what)

describe('behind the link in the log', () => {
  test('it says that all is well, with what is connected, from the last page and from the first', async () => {
    const stage = await unconnected()
    stage.hubspot.app(stage.appId).kind = 'legacy'
    const fromDone = await click(await connect(stage, ['1003', '1001']), /Check the connection/)
    await stage.bot.register()
    const fromStart = await click(await visit(linkInLog(stage)), /Check the connection/)
    for (const page of [fromDone, fromStart, await click(fromStart, /Look again/)]) {
      expect(page.status).toBe(200)
      expect(page.title).toBe('Check of the HubSpot connection')
      expect(page.text).toContain('Nothing was found that keeps conversations from being handed over.')
      expect(page.text).toMatch(/0 wrong, 0 not checked, \d\d well/)
      const connected = below(page, 'What is connected')
      expect(connected).toContain(String(stage.portalId))
      expect(connected).toMatch(/Help desk \(1003\), on Customer care \(1001\), on /)
      expect(connected).toContain(stage.bot.webhookUrl)
      expect(connected).toContain('Language English')
      const well = below(page, 'What is well')
      for (const check of ['HubSpot accepts the refresh token', 'The bot goes by the channel', 'API version in use']) {
        expect(well).toContain(check)
      }
    }
    expect((await click(fromStart, /Change the connection/)).title).toBe('Change the HubSpot connection')
  })

  test('without a connection it says so, and leads to the start', async () => {
    const stage = await unconnected()
    const page = await look(stage)
    expect(page).toMatchObject({ status: 409, title: 'HubSpot is not connected yet' })
    expect((await click(page, /Connect/)).title).toBe('Connect your bot to HubSpot')
  })

  test('nobody gets there without an address that was made for them', async () => {
    const stage = await unconnected()
    const address = await doctorAddress(stage, label)
    expect((await visit(`${address}x`)).status).toBe(403)
    const link = linkInLog(stage).split('t=')[1]
    expect((await visit(`${stage.bot.webhookUrl}/connect/doctor?t=${link}`)).status).toBe(403)
  })

  test('with a configured token each save logs one link that leads to both checks, and back', async () => {
    const stage = await healthy()
    stage.logs.length = 0
    await stage.bot.register()
    const offers = stage.logs.filter(({ text }) => text.includes('/connect?t='))
    expect(offers.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^http\S+ checks the HubSpot connection to /),
    ])
    const start = await visit(linkInLog(stage))
    expect(start.title).toBe('The configuration holds a refresh token')
    expect((await click(start, /Check the connection/)).text).toContain('Nothing was found')
    const trial = await click(start, /Try the hand-over/)
    expect(trial.title).toBe('No test is running')
    expect((await click(trial, /Back to the connection/)).title).toBe(start.title)
  })
})

test('looking changes nothing', async () => {
  const stage = await healthy()
  stage.startCounting()
  await look(stage)
  const { hubspot, botpress } = stage.calls()
  expect(hubspot.filter((call) => !/^(GET |POST \/oauth\/2026-09\/token)/.test(call))).toEqual([])
  // A token that was renewed is kept.
  expect(botpress.filter((call) => !call.startsWith('GET ') && !/credentials/i.test(call))).toEqual([])
})

describe('what is wrong stands first, with what to do', () => {
  test.each(breaking.filter(onPage))('%s', async (_what, _id, sabotage, fix) => {
    const stage = await healthy()
    await damage(stage, sabotage)
    const page = await look(stage)
    expect(page.status).toBe(200)
    expect(page.text).toContain('Conversations cannot be handed over until what is wrong is put right.')
    const wrong = below(page, 'What is wrong')
    expect(wrong).toMatch(fix)
    expect(wrong).toContain('Conversations cannot be handed over because of it.')
  })

  test.each(costing)('%s, which breaks no conversation', async (_what, _id, sabotage, fix) => {
    const stage = await healthy()
    await damage(stage, sabotage)
    const page = await look(stage)
    expect(page.text).toContain('Conversations are handed over, but not everything is as it should be.')
    expect(below(page, 'What is wrong')).toMatch(fix)
    expect(page.text).not.toContain('because of it')
  })

  test('a consent that was taken back after the connection was made', async () => {
    const stage = await unconnected()
    await connect(stage)
    const { refreshToken } = z.object({ refreshToken: z.string() }).parse(stored(stage, 'credentials'))
    stage.hubspot.revoke(refreshToken)
    const page = await look(stage)
    expect(page.status).toBe(200)
    expect(below(page, 'What is wrong')).toMatch(/HubSpot accepts the refresh token.*connect again on the connect page/)
    expect(below(page, 'Not checked')).toContain('The account has inboxes or help desks: waits for what is said above.')
  })
})

describe('what only the page can see', () => {
  test('a channel account that the bot goes by and HubSpot has not', async () => {
    const stage = await healthy()
    const account = { id: '999', inboxId: '1001', inboxName: 'Customer care', address: 'a', changedAt: 0 }
    await store(stage, 'accounts', { accounts: [{ ...account, authorized: true, active: true }] })
    const wrong = below(await look(stage), 'What is wrong')
    expect(wrong).toMatch(/Not so: The bot goes by .*Channel account 999 in inbox 1001 is gone from HubSpot/)
    expect(wrong).toMatch(/is not known to the bot.*Save the integration's configuration/)
  })

  test('another channel', async () => {
    const stage = await healthy()
    await store(stage, 'channel', { channelId: '999', webhookUrl: stage.bot.webhookUrl })
    expect(below(await look(stage), 'What is wrong')).toMatch(/It goes by channel 999, and HubSpot has \d+\./)
  })

  test('an interaction log that is off for want of a scope', async () => {
    const scopes = ['oauth', 'conversations.read', 'conversations.write', 'crm.objects.contacts.read']
    const channels = ['conversations.custom_channels.read', 'conversations.custom_channels.write']
    const stage = await healthy({
      scopes: [...scopes, ...channels],
      configuration: { interactionLog: 'summary', contactPolicy: 'findOnly' },
    })
    const wrong = below(await look(stage), 'What is wrong')
    expect(wrong).toMatch(/The interaction log has .*Without crm\.objects\.contacts\.write it is off/)
  })
})

describe('while HubSpot is slow', () => {
  test('what it did not say in time is not checked, and the rest is', async () => {
    const stage = await healthy()
    stage.hubspot.faults.add({ path: /\/inboxes$/, delayMs: 60_000 })
    const page = await look(stage)
    expect(page.status).toBe(200)
    expect(page.text).toContain('HubSpot did not answer every question. Look again in a moment.')
    expect(below(page, 'Not checked')).toBe(
      'The account has inboxes or help desks: HubSpot did not answer in time. Look again in a moment.',
    )
    expect(below(page, 'What is well')).toContain('There is one channel for the bot')
  })

  test('even the token may be what did not come', async () => {
    const stage = await healthy()
    stage.hubspot.faults.add({ path: /\/oauth\/2026-09\/token$/, delayMs: 60_000 })
    const page = await look(stage)
    expect(page.status).toBe(200)
    expect(below(page, 'Not checked')).toMatch(/HubSpot accepts the refresh token: HubSpot did not answer in time/)
    expect(below(page, 'What is well')).toContain('HubSpot accepts the developer API key')
  })
})

test('no secret, no address of a person and no long text of HubSpot gets onto the page', async () => {
  const stage = await healthy()
  const { clientSecret, developerApiKey } = stage.bot.configuration
  const named = (id: number, name: string) => ({ id: String(id), name, type: 'INBOX' })
  const results = [
    named(1, 'care@customers.example'),
    named(2, `<b>${String(clientSecret)}</b>`),
    named(3, String(developerApiKey)),
    ...Array.from({ length: 90 }, (_, at) => named(at + 10, 'x'.repeat(500))),
  ]
  stage.hubspot.faults.add({ path: /\/inboxes$/, status: 200, body: { results } })
  const { source, text } = await look(stage)
  expect(text).toContain('[e-mail]')
  for (const hidden of ['care@', clientSecret, developerApiKey, 'x'.repeat(81)]) expect(source).not.toContain(hidden)
  expect(source.length).toBeLessThan(60_000)
})

async function damage(stage: TestStage, sabotage: (stage: TestStage) => unknown): Promise<void> {
  const changes = await sabotage(stage)
  if (isSettings(changes)) stage.bot.configuration = { ...stage.bot.configuration, ...changes }
}

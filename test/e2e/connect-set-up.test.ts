import { describe, expect, test, vi } from 'vitest'
import { stored } from '../stage/stored'
import { addProcess } from './another-process'
import {
  click,
  connect,
  consent,
  linkInLog,
  linkOn,
  type Seen,
  submit,
  unconnected,
  visit,
  waitFor,
} from './connect-visitor'
import { developer } from './developer'
import { escalated, type TestStage } from './on-stage'

// A process that has just started takes a while on a slow machine, and a page's step has a few seconds.
vi.hoisted(() => {
  process.env.HITL_TIME_SCALE = '0.3'
})

const channels = (stage: TestStage) => stage.hubspot.channels(stage.appId)
const liveInboxes = ({ hubspot, portalId }: TestStage) =>
  hubspot
    .accounts(portalId)
    .filter(({ archivedAt }) => archivedAt === undefined)
    .map(({ inboxId }) => inboxId)

/** The page right after the choice of inboxes, one step done. */
async function begin(stage: TestStage): Promise<Seen> {
  const choice = await consent(stage, await visit(linkInLog(stage)))
  return submit(choice, [
    ['default', '1001'],
    ['also', '1003'],
  ])
}

describe('inboxes chosen anew in another process', () => {
  async function chosenThere(first: string, also: string[]) {
    const stage = await unconnected()
    const [here = ''] = stage.bot.integrationUrls
    await connect(stage, ['1001'])
    await escalated(stage)
    const there = await addProcess(stage)
    stage.bot.integrationUrls = [there]
    const choice = await click(await visit(linkInLog(stage)), /inboxes of this account/)
    const others = also.map((id): [string, string] => ['also', id])
    await waitFor(await submit(choice, [['default', first], ...others]), /is connected/)
    stage.bot.integrationUrls = [here]
    return stage
  }

  test('are where an escalation goes', async () => {
    const { thread } = await escalated(await chosenThere('1003', []))
    expect(thread.inboxId).toBe('1003')
  })

  test('can be named by an escalation', async () => {
    const { thread } = await escalated(await chosenThere('1001', ['1003']), {}, { hitlSession: { inboxId: '1003' } })
    expect(thread.inboxId).toBe('1003')
  })
})

describe('the set-up behind the progress page', () => {
  test('does one step per load, each with few calls to HubSpot', async () => {
    const stage = await unconnected()
    let page = await begin(stage)
    const perLoad: number[] = []
    while (page.title === 'Setting up the channel') {
      expect(page.text).toMatch(/Step 3 of 4: Inboxes.* \d of 5 things done/)
      const next = /content="\d; url=([^"]*)"/.exec(page.source)?.[1] ?? ''
      stage.startCounting()
      page = await visit(next)
      perLoad.push(stage.calls().hubspot.length)
    }
    expect(page.title).toBe('HubSpot is connected')
    expect(perLoad).toHaveLength(4)
    expect(Math.max(...perLoad)).toBeLessThanOrEqual(3)
  })

  test('waits for a channel that HubSpot does not show at once, and does not ask for another', async () => {
    const stage = await unconnected({ hubspot: { publicDelayMs: 500 } })
    await waitFor(await begin(stage), /is connected/)
    expect(channels(stage)).toHaveLength(1)
    expect(liveInboxes(stage)).toEqual(['1001', '1003'])
  })

  test('finds the channel whose creation was not answered', async () => {
    const stage = await unconnected({ hubspot: { publicDelayMs: 200 } })
    stage.hubspot.faults.add({ method: 'POST', path: /custom-channels\/2026-09$/, drop: 'after', times: 1 })
    const page = await begin(stage)
    expect(page.text).toContain('It is being tried again')
    await waitFor(page, /is connected/)
    expect(channels(stage)).toHaveLength(1)
  })

  test('goes on by itself after a passing fault', async () => {
    const stage = await unconnected()
    stage.hubspot.faults.add({ method: 'POST', path: /channel-accounts$/, status: 502, times: 1 })
    await waitFor(await begin(stage), /is connected/)
    expect(liveInboxes(stage)).toEqual(['1001', '1003'])
  })

  test('stops when HubSpot refuses, says why, and goes on from there after a click', async () => {
    const stage = await unconnected({ hubspot: { maxChannels: 1 } })
    await developer(stage).createChannel('https://left-over.example/webhook')
    const page = await begin(stage)
    expect(page).toMatchObject({ status: 409, title: 'The set-up has stopped' })
    expect(page.text).toMatch(/1 channels already.*delete those left over/)
    expect(page.source).not.toContain('http-equiv="refresh"')
    await developer(stage).deleteChannel(channels(stage)[0]?.id ?? '')
    await waitFor(await submit(page), /is connected/)
    expect(channels(stage)).toHaveLength(1)
  })

  test('gives up on a channel that HubSpot never shows, and says to wait', { timeout: 60_000 }, async () => {
    const stage = await unconnected({ hubspot: { publicDelayMs: 600_000 } })
    const page = await begin(stage)
    const url = linkOn(page, /Stop reloading/)
    await expect
      .poll(async () => (await visit(url)).text, { timeout: 50_000, interval: 1_000 })
      .toMatch(/created the channel but does not show it yet/)
    expect(liveInboxes(stage)).toEqual([])
  })

  test('in two windows at once makes one channel and one account per inbox', async () => {
    const stage = await unconnected({ hubspot: { publicDelayMs: 200 } })
    const page = await begin(stage)
    await Promise.all([waitFor(page, /is connected/), waitFor(page, /is connected/)])
    expect(channels(stage)).toHaveLength(1)
    expect(liveInboxes(stage)).toEqual(['1001', '1003'])
  })

  test('beside a registration makes one channel and one account per inbox', async () => {
    const stage = await unconnected({ hubspot: { publicDelayMs: 200 } })
    const page = await begin(stage)
    await Promise.all([stage.bot.register(), waitFor(page, /is connected/)])
    expect(channels(stage)).toHaveLength(1)
    expect(liveInboxes(stage)).toEqual(['1001', '1003'])
    expect((await escalated(stage)).thread.inboxId).toBe('1001')
  })

  test('that was left half way is finished by the next registration', async () => {
    const stage = await unconnected()
    await begin(stage)
    await stage.bot.register()
    expect(liveInboxes(stage)).toEqual(['1001', '1003'])
    expect(stored(stage, 'accounts')).toMatchObject({ accounts: [{ inboxId: '1001' }, { inboxId: '1003' }] })
    expect((await escalated(stage)).thread.inboxId).toBe('1001')
  })

  test('can be done click by click, without the page reloading', async () => {
    const stage = await unconnected()
    let page = await visit(linkOn(await begin(stage), /Stop reloading/))
    for (let clicks = 0; clicks < 10 && page.title === 'Setting up the channel'; clicks += 1) {
      expect(page.source).not.toContain('http-equiv="refresh"')
      page = await visit(linkOn(page, /Continue/))
    }
    expect(page.title).toBe('HubSpot is connected')
  })

  test('ends on a page that says where the channel has to be switched on by hand', async () => {
    const stage = await unconnected()
    stage.hubspot.faults.add({
      path: /channel-accounts$/,
      method: 'GET',
      status: 200,
      body: {
        results: ['1001', '1003'].map((inboxId) => ({
          id: `9${inboxId}`,
          inboxId,
          name: 'Botpress',
          active: false,
          authorized: true,
        })),
      },
    })
    const page = await waitFor(await begin(stage), /is connected/)
    expect(page.text).toContain('The channel is not switched on in “Customer care”')
  })
})

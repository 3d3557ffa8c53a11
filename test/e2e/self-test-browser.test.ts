import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, vi } from 'vitest'
import type { Page as OurPage } from '../../core/pages/answer'
import { failedPage, outcomes, overPage } from '../../core/pages/self-test'
import { timing } from '../../core/timing'
import { agents } from '../../sim/hubspot-stage'
import { show } from '../../src/connect/product'
import { inspect, type Look, openBrowser } from './browser'
import { heading, inBrowser } from './connect-in-browser'
import { connect, unconnected } from './connect-visitor'
import type { TestStage } from './on-stage'

// A page's step has a few seconds, of which a slow machine needs some.
vi.hoisted(() => {
  process.env.HITL_TIME_SCALE = '1'
})

const { dana } = agents

/** From the end of the connect page to the self-test. */
async function started(look: Look = {}, prepare: (stage: TestStage) => void = () => {}) {
  const stage = await unconnected()
  const { url } = await connect(stage)
  prepare(stage)
  const page = await (await openBrowser(look)).newPage()
  await page.goto(url)
  await page.getByLabel(/^Your name/).fill('Kim Lee')
  await page.getByRole('button', { name: 'Start the test' }).click()
  return { stage, page }
}

const threadOf = ({ hubspot, portalId }: TestStage): string => hubspot.threads(portalId).at(-1)?.id ?? ''

/** Lets time pass, and looks again as the page does. */
async function lookLater(page: Page, ms = timing.selfTestPatience): Promise<void> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms + 1_000 })
  onTestFinished(() => void vi.useRealTimers())
  await page.goto(page.url())
}

describe('in a browser, the self-test', () => {
  inBrowser.each<[string, Look]>([
    ['light-1280', { scheme: 'light', viewport: { width: 1280, height: 900 } }],
    ['dark-390', { scheme: 'dark', viewport: { width: 390, height: 844 } }],
    ['dark-844', { scheme: 'dark', viewport: { width: 844, height: 390 } }],
  ])('(%s) ticks what the bot hears, without anybody touching the page', { timeout: 60_000 }, async (name, look) => {
    const { stage, page } = await started(look)
    const done = (count: number) =>
      expect.poll(() => page.getByRole('status').innerText(), { timeout: 15_000 }).toContain(`${count} of 4 done`)
    await done(1)
    await inspect(page, `trial-opened-${name}`)
    const link = page.getByRole('link', { name: 'open it in a new tab' })
    expect(await link.getAttribute('href')).toMatch(new RegExp(`/live-messages/${stage.portalId}/inbox/\\d+$`))
    stage.hubspot.ui.assign(threadOf(stage), dana.userId)
    await done(2)
    expect(await page.getByRole('listitem').nth(1).innerText()).toContain('An agent took it: Dana Fields')
    await inspect(page, `trial-taken-${name}`)
    stage.hubspot.ui.reply({ threadId: threadOf(stage), agent: dana.userId, text: 'Here I am.' })
    await done(3)
    stage.hubspot.ui.close(threadOf(stage))
    await expect.poll(() => heading(page).innerText(), { timeout: 15_000 }).toBe('The hand-over works')
    await inspect(page, `trial-passed-${name}`)
    expect(await page.locator('li.yes').count()).toBe(4)
    await page.getByRole('link', { name: 'Back to the connection' }).click()
    expect(await heading(page).innerText()).toBe('HubSpot is connected')
  })

  inBrowser('can be held still, ended and started again with the keyboard', { timeout: 60_000 }, async () => {
    const { stage, page } = await started()
    await page.getByRole('link', { name: /Stop reloading/ }).press('Enter')
    expect(await page.locator('meta[http-equiv=refresh]').count()).toBe(0)
    stage.hubspot.ui.assign(threadOf(stage), dana.userId)
    await stage.settled()
    await page.getByRole('link', { name: 'Look again' }).press('Enter')
    expect(await page.getByRole('status').innerText()).toContain('2 of 4 done')
    await page.getByRole('button', { name: 'End the test' }).press('Enter')
    await expect.poll(() => heading(page).innerText()).toBe('The test has ended')
    await inspect(page, 'trial-ended')
    await page.getByLabel(/^Your name/).press('Enter')
    await expect.poll(() => heading(page).innerText()).toBe('Trying the hand-over')
  })
})

type Case = {
  name: string
  /** Before it is started. */
  prepare?: (stage: TestStage) => void
  /** What happens in the thread. */
  happens?: (stage: TestStage, threadId: string) => void
  /** How long that is ago; default: longer than anybody waits. */
  ms?: number
  shows: (string | RegExp)[]
}

const take = ({ hubspot }: TestStage, threadId: string) => hubspot.ui.assign(threadId, dana.userId)
const answer = ({ hubspot }: TestStage, threadId: string, deliver = true) =>
  hubspot.ui.reply({ threadId, agent: dana.userId, text: 'Here I am.', deliver })
const close = ({ hubspot }: TestStage, threadId: string) => hubspot.ui.close(threadId)
const appOf = ({ hubspot, appId }: TestStage) => hubspot.app(appId)

const untold = {
  taken: 'HubSpot shows that an agent took the conversation, but the bot was not told.',
  replied: 'There is an answer in the conversation, but the bot was not told.',
  closed: 'HubSpot shows that the conversation is closed, but the bot was not told.',
}

const cases: Case[] = [
  {
    name: 'nobody takes it',
    shows: ['Nobody has taken it yet. That is no fault: it waits in “Customer care”.', 'assign it to yourself'],
  },
  {
    name: 'nobody answers',
    happens: take,
    shows: ['Nobody has answered yet. That is no fault.', 'a comment is for colleagues alone'],
  },
  {
    name: 'nobody closes it',
    happens: (stage, id) => {
      take(stage, id)
      answer(stage, id)
    },
    shows: ['The conversation is still open. That is no fault: close it.'],
  },
  {
    name: 'the webhook target is another',
    prepare: (stage) => {
      appOf(stage).kind = 'legacy'
      stage.hubspot.setWebhookTarget(stage.appId, `${stage.bot.webhookUrl}-of-another-bot`)
    },
    happens: take,
    shows: [untold.taken, /Set the target URL on the app.s Webhooks page to http/],
  },
  {
    name: 'a subscription is paused',
    prepare: (stage) => {
      appOf(stage).kind = 'legacy'
      appOf(stage).paused = ['conversation.propertyChange:assignedTo']
    },
    happens: take,
    shows: [untold.taken, /subscribed to conversation.propertyChange of assignedTo. Activate the subscription/],
  },
  {
    name: 'the project was not uploaded anew',
    prepare: (stage) => {
      appOf(stage).paused = ['conversation.propertyChange:status']
    },
    happens: (stage, id) => {
      take(stage, id)
      answer(stage, id)
      close(stage, id)
    },
    shows: [
      untold.closed,
      /webhooks-hsmeta\.json has to name http.* have conversation\.propertyChange of status active/,
    ],
  },
  {
    name: 'the channel is switched off',
    happens: (stage, id) => {
      take(stage, id)
      answer(stage, id, false)
      const [account] = stage.hubspot.accounts(stage.portalId)
      stage.hubspot.ui.setAccountActive(account?.id ?? '', false)
    },
    shows: [untold.replied, 'The channel is switched off in this inbox'],
  },
  {
    name: 'the client secret was renewed',
    prepare: (stage) => {
      appOf(stage).clientSecret = 'renewed-client-secret-5a1f'
    },
    happens: (stage, id) => answer(stage, id),
    shows: [untold.replied, 'HubSpot no longer accepts the client secret'],
  },
  {
    name: 'news was lost, and all is well',
    happens: (stage, id) => {
      take(stage, id)
      answer(stage, id, false)
    },
    shows: [untold.replied, 'Everything that the bot can look at is right.'],
  },
  {
    name: 'it is closed before anybody answered',
    happens: close,
    shows: ['It was over before anybody answered.', 'Open the conversation again in HubSpot and answer it.'],
  },
]

describe('in a browser, a self-test that does not go on says why', () => {
  inBrowser.each(cases)('$name', { timeout: 60_000 }, async ({ name, prepare, happens, shows }) => {
    const { stage, page } = await started({ phone: name.length % 2 === 0 }, prepare)
    await expect.poll(() => page.getByRole('status').innerText()).toContain('1 of 4 done')
    await page.getByRole('link', { name: /Stop reloading/ }).click()
    happens?.(stage, threadOf(stage))
    await stage.settled()
    expect(await page.locator('.note').count()).toBe(0)
    await lookLater(page)
    const said = await page.locator('.note').allInnerTexts()
    expect(said).toHaveLength(1)
    for (const words of shows) expect(said[0]).toMatch(typeof words === 'string' ? literally(words) : words)
    await inspect(page, `trial-${name.replaceAll(' ', '-')}`)
    const checks = page.getByRole('link', { name: 'Check the connection' })
    expect(await checks.count()).toBe(said[0]?.includes('the bot was not told') ? 1 : 0)
  })

  inBrowser('HubSpot does not answer', { timeout: 60_000 }, async () => {
    const { stage, page } = await started()
    await page.getByRole('link', { name: /Stop reloading/ }).click()
    stage.hubspot.faults.add({ method: 'GET', path: /\/threads\//, status: 503 })
    await lookLater(page)
    expect(await page.locator('.note').innerText()).toContain('HubSpot could not be asked how the conversation stands.')
    await inspect(page, 'trial-unseen')
  })

  inBrowser('the conversation cannot be opened', { timeout: 60_000 }, async () => {
    const { page } = await started({}, (stage) => {
      const [account] = stage.hubspot.accounts(stage.portalId)
      stage.hubspot.ui.setAccountActive(account?.id ?? '', false)
    })
    expect(await heading(page).innerText()).toBe('The test conversation could not be opened')
    expect(await page.getByRole('alert').innerText()).toMatch(/is not active.*\n+.*switched off in this inbox/s)
    await inspect(page, 'trial-refused')
  })
})

const literally = (text: string) => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))

inBrowser('in a browser, the pages of a self-test that are seldom seen are accessible too', async () => {
  const page = await (await openBrowser({ scheme: 'dark', viewport: { width: 390, height: 844 } })).newPage()
  const url = 'https://bot.example/connect/test'
  const way = { url, token: 'x' }
  const over = { desk: 'HubSpot', stays: 'The conversation stays.', doneUrl: url, way }
  const seldom: OurPage[] = [
    ...[...outcomes, undefined].map((outcome) => overPage({ ...over, outcome })),
    failedPage('The test could not be ended now', ['HubSpot is busy.'], { way, run: 'x' }, url),
  ]
  for (const [index, content] of seldom.entries()) {
    await page.setContent(show(content).body ?? '')
    await inspect(page, `trial-seldom-${index + 1}`)
  }
})

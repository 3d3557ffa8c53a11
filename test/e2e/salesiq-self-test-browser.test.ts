import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, vi } from 'vitest'
import { timing } from '../../core/timing'
import type { Chat } from '../../sim/salesiq'
import { operators } from '../../sim/salesiq-stage'
import { inspect as inspectAs, type Look, openBrowser } from './browser'
import { heading, inBrowser } from './connect-in-browser'
import { connect, type PageStage, unconnected } from './salesiq-connect-visitor'

// A page's step has a few seconds, of which a slow machine needs some.
vi.hoisted(() => {
  process.env.HITL_TIME_SCALE = '1'
})

const inspect = (page: Page, name: string) => inspectAs(page, `salesiq-trial-${name}`)

/** From the end of the connect page to the self-test. */
async function started(look: Look = {}, prepare: (stage: PageStage) => void = () => {}) {
  const stage = await unconnected()
  const { url } = await connect(stage)
  prepare(stage)
  const page = await (await openBrowser(look)).newPage()
  await page.goto(url)
  await page.getByLabel('Your name').fill('Kim Lee')
  await page.getByRole('button', { name: 'Start the test' }).click()
  return { stage, page }
}

function chatOf({ salesiq, screenName }: PageStage): Chat {
  const chat = salesiq.chats(screenName).at(-1)
  if (chat === undefined) throw new Error('There is no chat')
  return chat
}

const take = (stage: PageStage) => stage.salesiq.ui.pickUp(chatOf(stage).conversationId, operators.dana.id)
const answer = (stage: PageStage, unheard = false) =>
  stage.salesiq.ui.reply({
    chatId: chatOf(stage).conversationId,
    operator: operators.dana.id,
    text: 'Here I am.',
    files: [],
    unheard,
  })
const close = (stage: PageStage) => stage.salesiq.ui.end(chatOf(stage).conversationId, { by: 'agent' })

/** Changes every webhook of the portal, as people do in SalesIQ. */
function changeWebhooks({ salesiq, screenName }: PageStage, change: { status?: 'disabled'; events?: [] }): void {
  for (const webhook of salesiq.portal(screenName).webhooks.values()) Object.assign(webhook, change)
}

describe('in a browser, the self-test in SalesIQ', () => {
  inBrowser.each<[string, Look]>([
    ['dark-1280', { scheme: 'dark', viewport: { width: 1280, height: 900 } }],
    ['light-390', { scheme: 'light', viewport: { width: 390, height: 844 } }],
  ])('(%s) ticks what the bot hears, without anybody touching the page', { timeout: 60_000 }, async (name, look) => {
    const { stage, page } = await started(look)
    const done = (count: number) =>
      expect.poll(() => page.getByRole('status').innerText(), { timeout: 15_000 }).toContain(`${count} of 4 done`)
    await done(1)
    expect(chatOf(stage)).toMatchObject({ appId: stage.appId })
    await inspect(page, `opened-${name}`)
    take(stage)
    await done(2)
    expect(await page.getByRole('listitem').nth(1).innerText()).toContain('An agent took it: Dana Fields')
    answer(stage)
    await done(3)
    close(stage)
    await expect.poll(() => heading(page).innerText(), { timeout: 15_000 }).toBe('The hand-over works')
    await inspect(page, `passed-${name}`)
    await page.getByRole('link', { name: 'Back to the connection' }).click()
    expect(await heading(page).innerText()).toBe('Zoho SalesIQ is connected')
  })

  inBrowser('ended by hand, its chat is closed', { timeout: 60_000 }, async () => {
    const { stage, page } = await started()
    await page.getByRole('button', { name: 'End the test' }).click()
    await expect.poll(() => heading(page).innerText()).toBe('The test has ended')
    expect(chatOf(stage).endedAt).toBeDefined()
    await inspect(page, 'ended')
  })
})

type Case = {
  name: string
  prepare?: (stage: PageStage) => void
  happens?: (stage: PageStage) => void
  shows: string[]
}

const untold = {
  taken: 'Zoho SalesIQ shows that an agent took the conversation, but the bot was not told.',
  replied: 'There is an answer in the conversation, but the bot was not told.',
}

const cases: Case[] = [
  {
    name: 'nobody takes it',
    shows: ['Nobody has taken it yet. That is no fault: it waits in the department “Support”', '“Available”'],
  },
  {
    name: 'nobody comes in time',
    happens: (stage) => stage.salesiq.ui.miss(chatOf(stage).conversationId),
    shows: ['It was over before anybody answered.', 'SalesIQ counts it as missed'],
  },
  {
    name: 'it is closed before anybody answered',
    happens: (stage) => {
      take(stage)
      close(stage)
    },
    shows: ['It was over before anybody answered.', 'answer before you end the chat'],
  },
  {
    name: 'the webhook is switched off',
    prepare: (stage) => changeWebhooks(stage, { status: 'disabled' }),
    happens: take,
    shows: [untold.taken, 'The bot’s webhook is switched off in SalesIQ.'],
  },
  {
    name: 'the webhook was deleted',
    prepare: ({ salesiq, screenName }) => salesiq.portal(screenName).webhooks.clear(),
    happens: take,
    shows: [untold.taken, 'The bot’s webhook was deleted in SalesIQ.'],
  },
  {
    name: 'the webhook lacks events',
    prepare: (stage) => changeWebhooks(stage, { events: [] }),
    happens: take,
    shows: [untold.taken, 'The bot’s webhook lacks the events'],
  },
  {
    name: 'news was lost, and all is well',
    happens: (stage) => {
      take(stage)
      answer(stage, true)
    },
    shows: [untold.replied, 'The webhook is as it should be.'],
  },
]

describe('in a browser, a self-test in SalesIQ that does not go on says why', () => {
  inBrowser.each(cases)('$name', { timeout: 60_000 }, async ({ name, prepare, happens, shows }) => {
    const { stage, page } = await started({ phone: name.length % 2 === 0 }, prepare)
    await expect.poll(() => page.getByRole('status').innerText()).toContain('1 of 4 done')
    await page.getByRole('link', { name: /Stop reloading/ }).click()
    happens?.(stage)
    await stage.settled()
    expect(await page.locator('.note').count()).toBe(0)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + timing.selfTestPatience + 1_000 })
    onTestFinished(() => void vi.useRealTimers())
    await page.goto(page.url())
    const said = await page.locator('.note').allInnerTexts()
    expect(said).toHaveLength(1)
    for (const words of shows) expect(said[0]).toContain(words)
    await inspect(page, name.replaceAll(' ', '-'))
  })

  inBrowser('the chat cannot be opened', { timeout: 60_000 }, async () => {
    const { page } = await started({}, ({ salesiq, appId }) => salesiq.ui.setBrand(appId, { enabled: false }))
    expect(await heading(page).innerText()).toBe('The test conversation could not be opened')
    expect(await page.getByRole('alert').innerText()).toContain('SalesIQ')
    await inspect(page, 'refused')
  })
})

import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { buildIntegration } from '../../playground/server/integration'
import { handOver, press, reply, turn } from './playground-doing'
import { inspect } from './playground-looks'
import { inBrowser, openPlayground, patience } from './playground-open'
import { counts, reads, seatAt } from './playground-seat'

const first = { isFirst: true }
const sizes = [
  ['laptop', { width: 1280, height: 800 }],
  ['phone', { width: 390, height: 844 }],
  ['sideways', { width: 844, height: 390 }],
] as const

/** The hint that is shown, and all of what is there to do with it. */
const hintsOn = (page: Page) => page.getByRole('complementary', { name: 'First steps' })
const says = (page: Page, text: string) => reads(hintsOn(page).getByRole('status'), text)

inBrowser('in a browser, a first visit is shown hints', { timeout: 4 * patience }, () => {
  const house = openPlayground()
  beforeAll(() => buildIntegration('salesiq'), patience)

  test('one after the other, as what they say is done, and none after that', async () => {
    const seat = seatAt(await house.look(first))
    const { page } = seat
    await says(page, '1 of 3 Write here.')
    await handOver(seat)
    await says(page, '2 of 3 Answer there.')
    await press(seat, 'Assign to me')
    await reply(seat, 'Hello, this is Dana')
    await says(page, '3 of 3 Break it.')
    await turn(seat, 'Webhooks three times', true)
    await counts(hintsOn(page), 0)
    await turn(seat, 'Webhooks three times', false)
    await page.reload()
    await seat.chat.getByRole('article').first().waitFor()
    await counts(hintsOn(page), 0)
  })

  test.each(sizes)('with the keyboard alone, each leads to what it is about: %s', async (name, viewport) => {
    const seat = seatAt(await house.look({ ...first, viewport }))
    const { page, box, desk, switches } = seat
    const keys = page.keyboard
    const focused = page.locator(':focus')
    const button = (label: string) => hintsOn(page).getByRole('button', { name: label })
    await says(page, 'Write here.')
    await inspect(page, `hints-${name}`)
    await button('Show me').focus()
    await keys.press('Enter')
    await box.and(focused).waitFor()
    await button('Next').focus()
    await keys.press('Enter')
    await says(page, 'Answer there.')
    await button('Show me').focus()
    await keys.press('Enter')
    await desk.locator(':focus').waitFor()
    await button('Next').focus()
    await keys.press('Enter')
    await says(page, 'Break it.')
    await counts(button('Next'), 0)
    await button('Show me').focus()
    await keys.press('Enter')
    await switches.locator(':focus').waitFor()
    await inspect(page, `hints-${name}-break`)
    await button('No more hints').focus()
    await keys.press('Space')
    await counts(hintsOn(page), 0)
    await focused.and(page.locator(':not(body)')).waitFor()
  })

  test('Escape takes them away for good, at the other desk too; where it closes something else it only does that', async () => {
    const { page, user, chat } = seatAt(await house.look(first))
    await user.getByRole('button', { name: 'Add an end user' }).click()
    await page.getByRole('menuitem').first().waitFor()
    await page.keyboard.press('Escape')
    await counts(page.getByRole('menuitem'), 0)
    await says(page, 'Write here.')
    await page.keyboard.press('Escape')
    await counts(hintsOn(page), 0)
    await page.goto(`${house.url()}/?desk=salesiq`)
    await chat.getByRole('article').first().waitFor()
    await counts(hintsOn(page), 0)
  })

  test('where the browser keeps nothing, they are gone for this visit, at the other desk too', async () => {
    const page = await house.look({ ...first, storage: 'refused' })
    const { chat } = seatAt(page)
    await says(page, 'Write here.')
    await hintsOn(page).getByRole('button', { name: 'No more hints' }).click()
    await counts(hintsOn(page), 0)
    await page.getByRole('link', { name: 'Zoho SalesIQ' }).click()
    await page.waitForURL(/desk=salesiq/)
    await chat.getByRole('article').first().waitFor()
    await counts(hintsOn(page), 0)
    await page.getByRole('link', { name: 'HubSpot' }).click()
    await page.getByRole('region', { name: 'HubSpot agent' }).waitFor()
    await counts(hintsOn(page), 0)
  })

  test('what they say comes into an area that announces it', async () => {
    const page = await house.look(first)
    const status = hintsOn(page).getByRole('status')
    await says(page, 'Write here.')
    const before = await status.elementHandle()
    await hintsOn(page).getByRole('button', { name: 'Next' }).click()
    await says(page, 'Answer there.')
    // The same area as before: a new one would be silent.
    expect(await before?.innerText()).toContain('Answer there.')
  })
})

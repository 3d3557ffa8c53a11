import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { addUser, press, reply, turn } from './playground-doing'
import { converse, inspect, tidyUp } from './playground-looks'
import { inBrowser, laptop, openPlayground, patience } from './playground-open'
import { becomes, reads, seatAt } from './playground-seat'

inBrowser.each(['light', 'dark'] as const)(
  'in a browser, the playground is fit to be used on a laptop: %s',
  { timeout: 4 * patience },
  (scheme) => {
    const house = openPlayground()

    test('nothing in it keeps people from using it', async () => {
      const seat = seatAt(await house.look({ scheme, viewport: laptop }))
      const { page, user, chat, thread, wire, rows, switches } = seat
      await inspect(page, `laptop-${scheme}-start`)
      await user.getByRole('button', { name: 'Add an end user' }).click()
      await inspect(page, `laptop-${scheme}-menu`)
      await page.keyboard.press('Escape')
      await converse(seat)
      await tidyUp(page)
      // In the README: docs/playground-dark.png.
      await inspect(page, `laptop-${scheme}-switches`)
      await switches.getByRole('button', { name: 'Close the switches' }).click()
      await page.getByRole('heading', { level: 1 }).click()
      // In the README: docs/playground-light.png.
      await inspect(page, `laptop-${scheme}-session`)
      await wire.getByRole('searchbox').fill('publish a message')
      await rows.filter({ hasText: '503' }).last().click()
      await reads(wire.getByRole('region', { name: /^Call/ }), 'Bearer •••')
      await inspect(page, `laptop-${scheme}-call`)
      await turn(seat, 'HubSpot: unavailable', false)
      await press(seat, 'Close')
      await chat.getByText('I am back').waitFor()
      await reply(seat, 'Too late')
      await thread.getByText('Failed').waitFor()
      // The reason comes late, and below what was at the end.
      await becomes(() => fromEnd(page, '.entries'), 0)
      await inspect(page, `laptop-${scheme}-failed`)
      await press(seat, 'Link')
      await inspect(page, `laptop-${scheme}-link`)
      await page.keyboard.press('Escape')
      await press(seat, 'Delete the thread')
      await page.getByRole('dialog', { name: 'Delete the thread of Kim Lee?' }).waitFor()
      await inspect(page, `laptop-${scheme}-question`)
    })

    test('both panes stay at their ends as they grow, and where the reader has gone up, there', async () => {
      const seat = seatAt(await house.look({ scheme, viewport: laptop }))
      const { page, chat } = seat
      // A picture takes its room late, and the panel of switches takes some of the pane's.
      await chat.getByRole('img', { name: 'lamp.png' }).waitFor()
      const inChat = () => fromEnd(page, '.transcript')
      await becomes(inChat, 0)
      await page.getByRole('button', { name: /^Break it/ }).click()
      await becomes(inChat, 0)
      await chat.hover()
      await page.mouse.wheel(0, -300)
      await becomes(inChat, 300)
    })

    test('beside the switches, no inbox is out of sight, nor the end user who is shown', async () => {
      const seat = seatAt(await house.look({ scheme, viewport: laptop }))
      const { page, user, desk } = seat
      for (const kind of ['A known customer', 'Someone with an e-mail address', 'An anonymous visitor'] as const) {
        await addUser(seat, kind)
      }
      await page.getByRole('button', { name: /^Break it/ }).click()
      const tabs = user.getByRole('tablist')
      await expect.poll(() => isWithin(tabs, tabs.getByRole('tab', { selected: true }))).toBe(true)
      for (const name of ['Customer care', 'Sales', 'Help desk']) {
        const inboxes = desk.getByRole('group', { name: 'Inbox' })
        expect(await isWithin(inboxes, inboxes.getByRole('button', { name })), name).toBe(true)
      }
    })

    test('the wire leaves room for the panes, however low the window becomes', async () => {
      const { page, wire } = seatAt(await house.look({ scheme, viewport: { width: 1280, height: 1000 } }))
      const edge = page.getByRole('separator', { name: 'Height of the wire' })
      for (let step = 0; step < 25; step += 1) await edge.press('ArrowUp')
      const height = async () => Math.round((await wire.boundingBox())?.height ?? 0)
      await becomes(height, 700)
      await page.setViewportSize({ width: 1280, height: 640 })
      await becomes(height, 448)
      expect(await edge.getAttribute('aria-valuenow')).toBe('448')
    })
  },
)

/** How far a box is from its end, in px. */
const fromEnd = (page: Page, box: string) =>
  page.evaluate<number>(
    `(box => box.scrollHeight - box.scrollTop - box.clientHeight)(document.querySelector('${box}'))`,
  )

/** Whether all of `item` is to be seen in a box, sideways. */
async function isWithin(box: Locator, item: Locator): Promise<boolean> {
  const [outer, inner] = [await box.boundingBox(), await item.boundingBox()]
  if (!outer || !inner) return false
  return inner.x >= outer.x && inner.x + inner.width <= outer.x + outer.width
}

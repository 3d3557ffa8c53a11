import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { addUser, chooseFile, handOver, press, reply, say } from './playground-doing'
import { receipt } from './playground-files'
import { inspect } from './playground-looks'
import { inBrowser, openPlayground, patience } from './playground-open'
import { seatAt } from './playground-seat'

inBrowser(
  'in a browser, the playground is fit to be used where there is little room',
  { timeout: 4 * patience },
  () => {
    const house = openPlayground()

    test.each([
      ['a laptop at 200 %', { width: 640, height: 400 }],
      ['a lower laptop at 200 %', { width: 683, height: 360 }],
      ['a phone held sideways', { width: 844, height: 390 }],
      ['a small phone held sideways', { width: 568, height: 320 }],
      ['a phone with its keyboard on the screen', { width: 390, height: 400 }],
      ['a laptop at 300 %', { width: 427, height: 267 }],
      ['a wide and low window', { width: 1280, height: 420 }],
    ])('%s', async (name, viewport) => {
      const seat = seatAt(await house.look({ viewport }))
      const { page, user, desk, chat, thread, box, editor } = seat
      const enough = Math.min(100, 0.3 * viewport.height)
      await addUser(seat, 'A known customer')
      await handOver(seat)
      const button = (name: string) => desk.getByRole('button', { name, exact: true })
      await press(seat, 'Assign to me')
      await reply(seat, 'Hello, this is Dana')
      await thread.getByText('The end user has it').waitFor()
      expect(await shown(thread)).toBeGreaterThanOrEqual(enough)
      await inView(thread.getByText('Hello, this is Dana'))
      await inView(button('Send'))
      await inspect(page, `${name.replaceAll(/\W+/g, '-')}-thread`)
      // All that the reply box can grow by.
      await chooseFile(desk, 'Attach a file', receipt)
      await editor.click()
      for (const line of ['One', 'Two', 'Three', 'Four', 'Five', 'Six']) {
        await page.keyboard.type(line)
        await page.keyboard.press('Enter')
      }
      await inView(button('Send'))
      await press(seat, 'Send')
      await thread.getByRole('link', { name: 'receipt.pdf' }).waitFor()
      await button('Back to the threads').click()
      await page
        .getByRole('navigation', { name: 'Views' })
        .getByRole('button', { name: /^End user/ })
        .click()
      await say(seat, 'Hello Dana')
      expect(await shown(chat)).toBeGreaterThanOrEqual(enough)
      await box.fill('One\nTwo\nThree\nFour\nFive\nSix\nSeven')
      await inView(user.getByRole('button', { name: 'Send', exact: true }))
      await inspect(page, `${name.replaceAll(/\W+/g, '-')}-chat`)
    })

    test('a laptop whose window is low keeps all views, each of use', async () => {
      const seat = seatAt(await house.look({ viewport: { width: 1280, height: 610 } }))
      await addUser(seat, 'A known customer')
      await handOver(seat)
      const { thread, chat, desk, wire } = seat
      for (const pane of [thread, chat]) expect(await shown(pane)).toBeGreaterThanOrEqual(100)
      await inView(desk.getByRole('button', { name: 'Send', exact: true }))
      expect(await shown(wire)).toBeGreaterThan(100)
    })
  },
)

/** What of an element the page is asked for. */
type Shape = {
  getBoundingClientRect(): { x: number; y: number; width: number; height: number }
  contains(other: unknown): boolean
  ownerDocument: { elementFromPoint(x: number, y: number): unknown }
}

/** How much of an element is on the screen and lies under nothing, from top to bottom through its middle, in px. */
const shown = (it: Locator): Promise<number> =>
  it.evaluate((element: Shape) => {
    const { x, y, width, height } = element.getBoundingClientRect()
    const heights = Array.from({ length: Math.floor(height) }, (_, index) => y + index + 0.5)
    return heights.filter((at) => element.contains(element.ownerDocument.elementFromPoint(x + width / 2, at))).length
  })

/** Waits until all of an element is to be seen. */
async function inView(it: Locator): Promise<void> {
  await expect
    .poll(async () => (await shown(it)) >= Math.floor((await it.boundingBox())?.height ?? Number.NaN) - 1, {
      timeout: patience,
    })
    .toBe(true)
}

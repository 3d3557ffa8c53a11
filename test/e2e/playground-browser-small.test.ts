import { expect, test } from 'vitest'
import { addUser, chooseFile, handOver, press, reply, say } from './playground-doing'
import { receipt } from './playground-files'
import { inspect } from './playground-looks'
import { inBrowser, openPlayground, patience } from './playground-open'
import { inView, shown } from './playground-room'
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

import type { Page, Route } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { startPlayground } from '../../playground/server/playground'
import { startFront } from '../../sim/http/front'
import { addUser, handOver, press, reply, say } from './playground-doing'
import { buildOnce, inBrowser, lookAt, patience } from './playground-open'
import { counts, reads, seatAt } from './playground-seat'

inBrowser('in a browser', { timeout: 4 * patience }, () => {
  const page = buildOnce()

  test('the connection is lost, and taken up again when the playground is back', async () => {
    const first = await startPlayground({ front: await startFront(), page: page() })
    onTestFinished(() => first.close().catch(() => undefined))
    const seat = seatAt(await lookAt(first.url, {}, /ERR_|Failed to load/))
    const { chat, wire, desk, box } = seat
    const state = seat.page.getByRole('banner').getByRole('status')
    await handOver(seat)
    await reply(seat, 'Dana is here')
    await chat.getByText('Dana is here').waitFor()
    await first.close()
    await reads(state, 'Connection lost')
    await box.fill('Are you still there?')
    await box.press('Enter')
    await reads(seat.page.getByRole('alert'), 'The playground does not answer')
    // What could not be sent is not lost either.
    await expect.poll(() => box.inputValue(), { timeout: patience }).toBe('Are you still there?')

    const second = await startPlayground({ front: await startFront(Number(new URL(first.url).port)), page: page() })
    onTestFinished(() => second.close())
    await expect.poll(() => state.innerText(), { timeout: patience }).toBe('')
    // What was said of it does not outlast it.
    await counts(seat.page.getByRole('button', { name: 'Dismiss this notice' }), 0)
    // Another playground: with nothing in it yet but what it begins with.
    await counts(chat.getByText('Dana is here'), 0)
    await desk.getByText('No threads here yet.').waitFor()
    await addUser(seat, 'Someone with an e-mail address')
    await handOver(seat)
    await say(seat, 'Here I am again')
    await reads(desk.getByRole('log').getByRole('article').last(), 'Here I am again')
    const ids = await wire.locator('tbody tr[id]').evaluateAll((rows: { id: string }[]) => rows.map(({ id }) => id))
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('many windows of one browser are open, and the one that is looked at works', async () => {
    const house = await startPlayground({ front: await startFront(), page: page() })
    onTestFinished(() => house.close())
    const first = await lookAt(house.url)
    const { chat } = seatAt(first)
    await hide(first, true)
    for (let more = 0; more < 6; more += 1) {
      const other = await first.context().newPage()
      await other.goto(house.url)
      const { box, chat } = seatAt(other)
      await box.fill(`From window ${more}`)
      await box.press('Enter')
      await chat.getByText(`From window ${more}`).waitFor()
      await hide(other, true)
    }
    expect(await chat.getByText('From window').count()).toBe(0)
    await hide(first, false)
    await counts(chat.getByText('From window'), 6)
  })

  test('what could not be sent is not lost, whatever was written or looked at since', async () => {
    const house = await startPlayground({ front: await startFront(), page: page() })
    onTestFinished(() => house.close())
    const seat = seatAt(await lookAt(house.url, {}, /Failed to load/))
    const { desk, user, editor, box } = seat
    const threads = desk.getByRole('navigation', { name: 'Threads' })
    const kind = (name: string) => desk.getByRole('radio', { name })
    await handOver(seat)
    await addUser(seat, 'A known customer')
    await handOver(seat)
    await desk.getByRole('heading', { name: 'Sam Ortega', level: 3 }).waitFor()
    const refuse = await refuseLate(seat.page)

    await box.fill('One')
    await box.press('Enter')
    await box.fill('Two')
    await reads(seat.page.getByRole('alert'), 'No answer from the playground yet')
    await refuse()
    await reads(seat.page.getByRole('alert'), /^\s*Not now\.\s*$/)
    await expect.poll(() => box.inputValue(), { timeout: patience }).toBe('One\nTwo')
    await box.press('Enter')
    await user.getByRole('tab', { name: 'Kim Lee' }).click()
    await refuse()
    await user.getByRole('tab', { name: 'Sam Ortega' }).click()
    await expect.poll(() => box.inputValue(), { timeout: patience }).toBe('One\nTwo')

    await reply(seat, 'First')
    await seat.page.keyboard.type('Second')
    await refuse()
    await reads(editor, /^First\s+Second$/)
    await kind('Internal comment').click()
    await editor.press('Control+Enter')
    await threads.getByRole('button', { name: 'Kim Lee' }).click()
    await kind('Reply').and(seat.page.locator('[aria-checked=true]')).waitFor()
    await refuse()
    await threads.getByRole('button', { name: 'Sam Ortega' }).click()
    await reads(editor, /^First\s+Second$/)
    // Among colleagues it was meant to stay.
    await desk.getByRole('button', { name: 'Add comment' }).waitFor()

    await seat.page.unroute('**/api/hubspot/commands')
    await press(seat, 'Add comment')
    await reads(desk.getByRole('article', { name: 'Internal comment of Dana Fields' }), /First\s+Second/)
    await reads(editor, /^\s*$/)
  })
})

/** Puts a window into the background, or back before everybody's eyes: a browser without a screen has all in front. */
async function hide(page: Page, isHidden: boolean): Promise<void> {
  await page.evaluate(
    `Object.defineProperty(document, 'hidden', { value: ${isHidden}, configurable: true }); document.dispatchEvent(new Event('visibilitychange'))`,
  )
}

/** From now on the page's commands wait, until what this returns is called: then the one that waits is refused. */
async function refuseLate(page: Page): Promise<() => Promise<void>> {
  const waiting: Route[] = []
  await page.route('**/api/hubspot/commands', (route) => {
    waiting.push(route)
  })
  return async () => {
    await expect.poll(() => waiting.length, { timeout: patience }).toBe(1)
    await waiting.pop()?.fulfill({ status: 422, json: { message: 'Not now.' } })
  }
}

import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { addUser, handOver, reply, say } from './playground-doing'
import { stopsTo, tabTo } from './playground-keys'
import { inBrowser, openPlayground, patience } from './playground-open'
import { counts, reads, seatAt } from './playground-seat'

inBrowser('in a browser, with the keyboard alone', { timeout: 4 * patience }, () => {
  const house = openPlayground()

  test('an end user is handed over, and both sides talk', async () => {
    const page = await house.look()
    const { chat, thread, answering } = seatAt(page)
    const keys = page.keyboard
    await tabTo(page, 'Talk to a human')
    await keys.press('Enter')
    await reads(answering, 'Waiting for an agent')
    await tabTo(page, 'Message as Kim Lee')
    await keys.type('Is anybody there?')
    await keys.press('Enter')
    await reads(thread.getByRole('article').last(), 'Is anybody there?')
    await tabTo(page, 'Assign to me')
    await keys.press('Enter')
    await chat.getByText('Dana Fields joined', { exact: true }).waitFor()
    await tabTo(page, 'Reply as Dana Fields')
    await keys.type('Yes, ')
    await keys.press('Control+b')
    await keys.type('I am')
    await keys.press('Control+Enter')
    await reads(chat.getByRole('article', { name: 'Dana Fields' }), 'Yes, I am')
    await chat.getByRole('strong').filter({ hasText: 'I am' }).waitFor()
    await keys.type('A list:')
    await keys.press('Enter')
    await tabTo(page, 'Bold')
    for (const _ of ['Italic', 'Link', 'Bulleted list']) await keys.press('ArrowRight')
    await keys.press('Enter')
    await keys.type('Oak')
    await keys.press('Control+Enter')
    await reads(chat.getByRole('listitem'), 'Oak')
    await tabTo(page, 'Close')
    await keys.press('Space')
    await reads(answering, 'The bot answers')
  })

  test('from an end user to the message box it is a few keys, however much was said, or one link', async () => {
    const seat = seatAt(await house.look())
    const { page, chat, thread, user, desk } = seat
    const keys = page.keyboard
    const name = await addUser(seat, 'A known customer')
    await handOver(seat)
    for (let count = 0; count < 12; count += 1) await say(seat, `Message ${count}`)
    await reply(seat, 'Answer')
    await chat.getByText('Answer').waitFor()
    const buttons = (pane: Locator) => pane.getByRole('button', { name: /^Show the calls/ })
    await expect.poll(() => buttons(chat).count(), { timeout: patience }).toBeGreaterThan(12)

    await user.getByRole('tab', { name }).focus()
    expect(await stopsTo(page, `Message as ${name}`)).toBeLessThanOrEqual(8)
    await user.getByRole('tab', { name }).focus()
    await tabTo(page, 'Skip to the message box')
    await keys.press('Enter')
    await user.getByRole('textbox').and(page.locator(':focus')).waitFor()

    const item = desk.getByRole('navigation', { name: 'Threads' }).getByRole('button', { name })
    await item.focus()
    expect(await stopsTo(page, 'Reply as Dana Fields')).toBeLessThanOrEqual(11)
    await item.focus()
    await tabTo(page, 'Skip to the reply box')
    await keys.press('Enter')
    await desk.getByRole('textbox', { name: / as / }).and(page.locator(':focus')).waitFor()

    // Each is still to be reached, from the newest on.
    for (const pane of [chat, thread]) {
      await pane.focus()
      await keys.press('Tab')
      await buttons(pane).last().and(page.locator(':focus')).waitFor()
      await keys.press('ArrowUp')
      await keys.press('ArrowUp')
      await buttons(pane).nth(-3).and(page.locator(':focus')).waitFor()
      await keys.press('Home')
      await buttons(pane).first().and(page.locator(':focus')).waitFor()
      await keys.press('Enter')
      await buttons(pane).first().and(page.locator('[aria-pressed=true]')).waitFor()
    }
  })

  test('the threads are one stop on the way, and the arrow keys go through them', async () => {
    const seat = seatAt(await house.look())
    const { page, desk } = seat
    const keys = page.keyboard
    const below = await addUser(seat, 'A known customer')
    await handOver(seat)
    const above = await addUser(seat, 'Someone with an e-mail address')
    await handOver(seat)
    const threads = desk.getByRole('navigation', { name: 'Threads' })
    await threads.getByRole('button', { name: above }).and(page.locator('[aria-current]')).focus()
    await keys.press('ArrowDown')
    await keys.press('Enter')
    await desk.getByRole('heading', { name: below, level: 3 }).waitFor()
    await keys.press('Shift+Tab')
    await keys.press('Tab')
    await keys.press('Tab')
    await counts(threads.locator(':focus'), 0)
  })

  test('end users are added, switches turned, calls opened', async () => {
    const page = await house.look()
    const { user, wire, switches } = seatAt(page)
    const keys = page.keyboard
    const tabs = user.getByRole('tab')
    const before = await tabs.count()
    await tabTo(page, 'Add an end user')
    await keys.press('Enter')
    await page.getByRole('menuitem').first().waitFor()
    await keys.press('Escape')
    await counts(page.getByRole('menuitem'), 0)
    await keys.press('Enter')
    await keys.press('ArrowDown')
    await keys.press('Enter')
    await counts(tabs, before + 1)
    await tabTo(page, 'Add an emoji')
    await keys.press('Enter')
    await page.getByRole('button', { name: 'grinning face' }).waitFor()
    await keys.press('Tab')
    await counts(page.getByRole('button', { name: 'grinning face' }), 0)
    await user.getByRole('button', { name: 'Add an end user' }).focus()
    await keys.press('Shift+Tab')
    await keys.press('Home')
    await user.getByRole('tab', { name: 'Kim Lee', selected: true }).waitFor()

    await tabTo(page, 'The wire')
    await keys.press('End')
    await keys.press('ArrowUp')
    await wire.getByRole('region', { name: /^Call \d+/ }).waitFor()
    await tabTo(page, 'Break it')
    await keys.press('Enter')
    await tabTo(page, 'Webhooks three times')
    await keys.press('Space')
    await switches.getByRole('switch', { name: 'Webhooks three times', checked: true }).waitFor()
    await keys.press('Space')
    await switches.getByRole('switch', { name: 'Webhooks three times', checked: false }).waitFor()
  })
})

import { expect, test } from 'vitest'
import { addUser, handOver, press, say, turn } from './playground-doing'
import { differ, look } from './playground-forced'
import { keepPicture } from './playground-looks'
import { inBrowser, laptop, openPlayground, patience } from './playground-open'
import { reads, type Seat, seatAt } from './playground-seat'

inBrowser('in a browser, in colours that somebody has forced on all pages', { timeout: 4 * patience }, () => {
  const house = openPlayground()

  test.each(['light', 'dark'] as const)('what is chosen, on, or has the focus stands out: %s', async (scheme) => {
    const seat = seatAt(await house.look({ scheme, viewport: laptop }))
    const { page, user, chat, desk, wire, rows, editor, switches } = seat
    await page.emulateMedia({ forcedColors: 'active', colorScheme: scheme })
    const one = await addUser(seat, 'A known customer')
    await handOver(seat)
    const two = await addUser(seat, 'An anonymous visitor')
    await handOver(seat)
    await say(seat, 'One')
    await say(seat, 'Two')
    await chat.getByText('Delivered to HubSpot').nth(1).waitFor()

    await differ(user.getByRole('tab', { name: two }), user.getByRole('tab', { name: one }))
    const threads = desk.getByRole('navigation', { name: 'Threads' }).getByRole('button')
    await differ(threads.and(page.locator('[aria-current]')), threads.and(page.locator(':not([aria-current])')).first())
    const inboxes = desk.getByRole('group', { name: 'Inbox' }).getByRole('button')
    await differ(inboxes.nth(0), inboxes.nth(1))
    await differ(desk.getByRole('radio', { name: 'Reply' }), desk.getByRole('radio', { name: 'Internal comment' }))
    await editor.click()
    await press(seat, 'Bold')
    const format = (name: string) => desk.getByRole('button', { name, exact: true })
    await format('Bold').and(page.locator('[aria-pressed=true]')).waitFor()
    await differ(format('Bold'), format('Italic'))
    const calls = chat.getByRole('button', { name: 'Show the calls that carried this message' })
    await calls.last().click()
    await differ(calls.last(), calls.nth(-2))
    await rows.first().click()
    await reads(wire.getByRole('region', { name: /^Call/ }), 'Request body')
    await differ(rows.first(), rows.nth(1))
    await page.keyboard.press('Escape')
    const trouble = wire.getByRole('button', { name: 'Only faults and repeats' })
    const before = await look(trouble)
    await trouble.click()
    await expect.poll(() => look(trouble), { timeout: patience }).not.toEqual(before)
    await turn(seat, 'Webhooks three times', true)
    const track = (title: string) => switches.getByRole('switch', { name: title }).locator('.switch-track')
    await differ(track('Webhooks three times'), track('Webhooks out of order'))
    await keepPicture(page, `forced-${scheme}`)
    await turn(seat, 'Webhooks three times', false)
    await focusShows(seat)
  })

  test('on a phone, the view that is shown stands out', async () => {
    const { page } = seatAt(await house.look({ phone: true, viewport: { width: 390, height: 844 } }))
    await page.emulateMedia({ forcedColors: 'active' })
    const views = page.getByRole('navigation', { name: 'Views' }).getByRole('button')
    await differ(views.nth(0), views.nth(1))
    await keepPicture(page, 'forced-phone')
  })
})

/** Both boxes to write in have a line around them while one writes there. */
async function focusShows({ page, box, editor }: Seat): Promise<void> {
  const [end, desk] = [page.locator('.message-box'), page.locator('.composer')]
  await box.focus()
  const [outside, inside] = [await look(desk), await look(end)]
  await editor.focus()
  await expect.poll(() => look(desk), { timeout: patience }).not.toBe(outside)
  await expect.poll(() => look(end), { timeout: patience }).not.toBe(inside)
}

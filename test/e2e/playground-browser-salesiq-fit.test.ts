import { beforeAll, expect, test } from 'vitest'
import { buildIntegration } from '../../playground/server/integration'
import { addUser, press, say } from './playground-doing'
import { differ } from './playground-forced'
import { tabTo } from './playground-keys'
import { inspect, keepPicture } from './playground-looks'
import { inBrowser, openPlayground, patience, type Visit } from './playground-open'
import { inView, shown } from './playground-room'
import { counts, reads, type Seat, seatAt } from './playground-seat'

inBrowser('in a browser, SalesIQ’s side is fit to be used', { timeout: 4 * patience }, () => {
  const house = openPlayground()
  beforeAll(() => buildIntegration('salesiq'), patience)

  const look = async (visit: Visit = {}): Promise<Seat> => {
    const page = await house.look(visit)
    await page.goto(`${house.url()}/?desk=salesiq`)
    const seat = seatAt(page, 'SalesIQ')
    await seat.chat.getByRole('article').first().waitFor()
    return seat
  }

  test.each([
    ['a laptop at 200 %', { width: 640, height: 400 }],
    ['a phone held sideways', { width: 844, height: 390 }],
    ['a phone with its keyboard on the screen', { width: 390, height: 400 }],
    ['a laptop at 300 %', { width: 427, height: 267 }],
  ])('where there is little room: %s', async (name, viewport) => {
    const seat = await look({ viewport })
    const { page, user, chat, desk, thread, editor } = seat
    const enough = Math.min(100, 0.3 * viewport.height)
    const file = name.replaceAll(/\W+/g, '-')
    await addUser(seat, 'A known customer')
    await user.getByRole('button', { name: 'Talk to a human', exact: true }).first().click()
    await reads(seat.answering, 'Waiting for an agent')
    await user.getByRole('button', { name: 'Chat', exact: true }).click()
    const pickUp = desk.getByRole('button', { name: 'Pick up', exact: true })
    // Where the head of a chat scrolls away, it is there again for who scrolls back.
    await pickUp.scrollIntoViewIfNeeded()
    await inView(pickUp)
    await inspect(page, `salesiq-${file}-waiting`)
    await press(seat, 'Pick up')
    await editor.fill('Hello, this is Dana')
    await inView(desk.getByRole('button', { name: 'Send', exact: true }))
    await press(seat, 'Send')
    await thread.getByText('The end user has it').waitFor()
    expect(await shown(thread)).toBeGreaterThanOrEqual(enough)
    await inView(thread.getByText('Hello, this is Dana'))
    await inspect(page, `salesiq-${file}-chat`)
    await page
      .getByRole('navigation', { name: 'Views' })
      .getByRole('button', { name: /^End user/ })
      .click()
    await say(seat, 'Hello Dana')
    expect(await shown(chat)).toBeGreaterThanOrEqual(enough)
    await inspect(page, `salesiq-${file}-user`)
  })

  test('with the keyboard alone: handed over, picked up, answered, ended', async () => {
    const { page, chat, thread, answering } = await look()
    const keys = page.keyboard
    await tabTo(page, 'Talk to a human')
    await keys.press('Enter')
    await reads(answering, 'Waiting for an agent')
    await page.getByRole('heading', { level: 1 }).click()
    await tabTo(page, 'Chat')
    await keys.press('Enter')
    await tabTo(page, 'Pick up')
    await keys.press('Enter')
    await chat.getByText('Dana Fields joined', { exact: true }).waitFor()
    await tabTo(page, 'Reply as Dana Fields')
    await keys.type('Yes, I am here')
    await keys.press('Control+Enter')
    await reads(chat.getByRole('article', { name: 'Dana Fields' }), 'Yes, I am here')
    await tabTo(page, 'Message as Kim Lee')
    await keys.type('Thank you')
    await keys.press('Enter')
    await reads(thread.getByRole('article').last(), 'Thank you')
    await tabTo(page, 'End chat')
    await keys.press('Space')
    await reads(answering, 'The bot answers')
  })

  test.each(['light', 'dark'] as const)('in forced colours, what is chosen stands out: %s', async (scheme) => {
    const seat = await look({ scheme })
    const { page, user, desk, rows, wire } = seat
    await page.emulateMedia({ forcedColors: 'active', colorScheme: scheme })
    const one = await addUser(seat, 'A known customer')
    for (const person of [one, await addUser(seat, 'An anonymous visitor')]) {
      await user.getByRole('tab', { name: person }).click()
      await user.getByRole('button', { name: 'Talk to a human', exact: true }).first().click()
      await reads(seat.answering, 'Waiting for an agent')
    }
    await user.getByRole('button', { name: 'Chat', exact: true }).click()
    const chats = desk.getByRole('navigation', { name: 'Chats' }).getByRole('button')
    await differ(chats.and(page.locator('[aria-current]')), chats.and(page.locator(':not([aria-current])')).first())
    const desks = page.getByRole('navigation', { name: 'Help desk' }).getByRole('link')
    await differ(desks.nth(1), desks.nth(0))
    await wire.getByRole('grid').focus()
    await page.keyboard.press('Home')
    await differ(rows.first(), rows.nth(1))
    await page.getByRole('button', { name: 'Set-up', exact: true }).click()
    const languages = page.getByRole('menuitemradio')
    await counts(languages, 6)
    await differ(languages.nth(0), languages.nth(1))
    await keepPicture(page, `salesiq-forced-${scheme}`)
  })
})

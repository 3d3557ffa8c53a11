import { beforeAll, expect, test } from 'vitest'
import { buildIntegration } from '../../playground/server/integration'
import { addUser, chooseFile, press, say } from './playground-doing'
import { lampPicture } from './playground-files'
import { inspect } from './playground-looks'
import { inBrowser, openPlayground, patience } from './playground-open'
import { balances, counts, reads, type Seat, seatAt } from './playground-seat'

const narrow = { width: 390, height: 844 }

/** Leads to SalesIQ's world, where somebody has been greeted. */
async function switchToSalesIq({ page, chat }: Seat): Promise<void> {
  await page.getByRole('navigation', { name: 'Help desk' }).getByRole('link', { name: 'Zoho SalesIQ' }).click()
  await page.waitForURL(/desk=salesiq/)
  await chat.getByRole('article').first().waitFor()
}

/** Hands the end user over and opens the chat. */
async function handOver(seat: Seat): Promise<void> {
  const { user, thread, answering } = seat
  await user.getByRole('button', { name: 'Talk to a human', exact: true }).first().click()
  await reads(answering, 'Waiting for an agent')
  await user.getByRole('button', { name: 'Chat', exact: true }).click()
  await thread.getByRole('article').first().waitFor()
}

async function write({ editor, page }: Seat, text: string): Promise<void> {
  await editor.fill(text)
  await page.keyboard.press('Control+Enter')
}

inBrowser('in a browser, the playground of SalesIQ', { timeout: 4 * patience }, () => {
  const house = openPlayground()
  beforeAll(() => buildIntegration('salesiq'), patience)

  test.each(['light', 'dark'] as const)(
    'an escalation runs from the bot to an agent, and on to a colleague: %s',
    async (scheme) => {
      const seat = seatAt(await house.look({ scheme }), 'SalesIQ')
      const { page, user, chat, desk, thread, answering, wire, rows } = seat
      await switchToSalesIq(seat)
      await addUser(seat, 'A known customer')
      await say(seat, 'My lamp flickers')
      await chat.getByRole('strong').filter({ hasText: 'E14 LED bulb' }).waitFor()
      await handOver(seat)
      await reads(thread.getByRole('article').first(), 'I am the bot of the lamp shop')
      await thread
        .getByRole('article', { name: /, before the chat$/ })
        .filter({ hasText: 'My lamp flickers' })
        .waitFor()
      await reads(desk.locator('dl'), /@customers\.example[\s\S]*Botpress session/)
      await desk.getByRole('region', { name: 'Waiting 1' }).waitFor()
      await counts(desk.getByRole('radio', { name: 'Reply' }), 0)
      await inspect(page, `salesiq-waiting-${scheme}`)

      await press(seat, 'Pick up')
      await chat.getByText('Dana Fields joined', { exact: true }).waitFor()
      await reads(answering, 'Dana Fields answers')
      await thread.getByText('Dana Fields picked up the chat').waitFor()
      await write(seat, 'Hello, what does it do?')
      await reads(chat.getByRole('article', { name: 'Dana Fields' }), 'Hello, what does it do?')
      await chooseFile(user, 'Send an image', await lampPicture(page.context()))
      await thread.getByRole('img', { name: 'lamp.png' }).waitFor()
      await say(seat, 'It goes on and off 🙁')
      await reads(thread, 'It goes on and off 🙁')
      await chat.getByText('Delivered to SalesIQ').last().waitFor()

      await desk.getByRole('radio', { name: 'Note' }).click()
      await write(seat, 'Known fault of this series.')
      await reads(thread.getByRole('article', { name: 'Note of Dana Fields' }), 'Known fault')
      await desk.getByRole('radio', { name: 'Reply' }).click()
      await press(seat, 'Transfer')
      await page.getByRole('menuitemradio', { name: 'Robin Hale' }).click()
      await thread.getByText('Dana Fields transferred the chat to Robin Hale').waitFor()
      await reads(answering, 'Robin Hale answers')
      await reads(desk.locator('dl'), 'Robin Hale')
      await rows.filter({ hasText: 'transfer.accepted' }).filter({ hasText: 'SalesIQ' }).first().waitFor()
      expect(await wire.getByRole('combobox', { name: 'Other side' }).innerText()).toContain('SalesIQ')
      await inspect(page, `salesiq-${scheme}`)

      await press(seat, 'End chat')
      await chat.getByText('I am back. Is there anything else').waitFor()
      await desk.getByRole('region', { name: /^Ended/ }).waitFor()
      expect(await chat.getByText('Known fault').count()).toBe(0)
    },
  )

  test('all of it has been delivered, and nothing twice', async () => {
    const seat = seatAt(await house.look(), 'SalesIQ')
    await switchToSalesIq(seat)
    await balances(seat.page, 4, 2)
  })

  test('nobody picks up, and the bot is back', async () => {
    const seat = seatAt(await house.look(), 'SalesIQ')
    const { page, chat, desk, thread, answering } = seat
    await switchToSalesIq(seat)
    await addUser(seat, 'An anonymous visitor')
    await handOver(seat)
    await press(seat, 'Nobody picks up')
    await thread.getByText('Nobody picked up the chat').waitFor()
    await desk.getByRole('region', { name: 'Missed 1' }).waitFor()
    await chat.getByText('Nobody could pick up just now.').waitFor()
    await reads(answering, 'The bot answers')
    await counts(chat.getByText('I am back'), 0)
    await inspect(page, 'salesiq-missed')
  })

  test('the desk is in the address: a reload keeps it, Back leads to the other, and both go on', async () => {
    const seat = seatAt(await house.look(), 'SalesIQ')
    const { page, user, desk } = seat
    await switchToSalesIq(seat)
    const people = await user.getByRole('tab').count()
    await page.reload()
    await desk.waitFor()
    await counts(user.getByRole('tab'), people)
    await counts(page.getByRole('navigation', { name: 'HubSpot and the actions' }), 0)
    expect(await page.title()).toContain('Zoho SalesIQ')
    await page.getByRole('link', { name: 'HubSpot' }).click()
    await page.getByRole('region', { name: 'HubSpot agent' }).waitFor()
    await page.goBack()
    await desk.waitFor()
  })

  test.each(['light', 'dark'] as const)('it is fit to be used on a phone: %s', async (scheme) => {
    const seat = seatAt(await house.look({ scheme, viewport: narrow }), 'SalesIQ')
    const { page, desk, thread } = seat
    await switchToSalesIq(seat)
    const views = page.getByRole('navigation', { name: 'Views' })
    const desks = await page.getByRole('navigation', { name: 'Help desk' }).boundingBox()
    const theme = await page.getByRole('button', { name: /^Change to the/ }).boundingBox()
    expect((desks?.x ?? 0) + (desks?.width ?? 0), 'the switch beside what follows it').toBeLessThanOrEqual(
      theme?.x ?? 0,
    )
    await counts(views.getByRole('button', { name: 'CRM' }), 0)
    await inspect(page, `salesiq-phone-user-${scheme}`)
    await addUser(seat, 'Someone with a phone number')
    await seat.user.getByRole('button', { name: 'Talk to a human', exact: true }).first().click()
    await reads(seat.answering, 'Waiting for an agent')
    await views.getByRole('button', { name: 'Agent' }).click()
    await inspect(page, `salesiq-phone-chats-${scheme}`)
    await desk
      .getByRole('button', { name: /Waiting/ })
      .first()
      .click()
    await press(seat, 'Pick up')
    await write(seat, 'Hello from the phone')
    await reads(thread, 'Hello from the phone')
    await inspect(page, `salesiq-phone-chat-${scheme}`)
    await press(seat, 'End chat')
    await views.getByRole('button', { name: 'Wire' }).click()
    await inspect(page, `salesiq-phone-wire-${scheme}`)
  })
})

import { test } from 'vitest'
import { addUser, press, say } from './playground-doing'
import { inspect } from './playground-looks'
import { inBrowser, laptop, openPlayground, patience } from './playground-open'
import { becomes, counts, reads, seatAt } from './playground-seat'

const phone = { width: 390, height: 844 }

inBrowser('in a browser, with the CRM', { timeout: 4 * patience }, () => {
  const house = openPlayground()

  test.each(['light', 'dark'] as const)(
    'a customer is greeted, and opens a ticket that shows in the CRM: %s',
    async (scheme) => {
      const seat = seatAt(await house.look({ scheme, viewport: laptop }))
      const { page, chat, wire, rows, crm, card } = seat
      await reads(chat.getByRole('article', { name: 'Bot' }), 'Hello Kim')
      const subject = `The lamp in the ${scheme} room hums`
      await chat.getByRole('button', { name: 'Open a ticket' }).last().click()
      await chat.getByText('A few words will do').last().waitFor()
      await say(seat, subject)
      await reads(chat.getByRole('article', { name: 'Bot' }).last(), 'Shall I create a ticket')
      const tabs = page.getByRole('navigation', { name: 'HubSpot and the actions' })
      await chat.getByRole('button', { name: 'Yes, please' }).click()
      const link = chat.getByRole('button', { name: `Ticket in the CRM: ${subject}` })
      await link.waitFor()
      // The ticket is new, and so is that the contact has it.
      await reads(tabs.getByRole('button', { name: /^CRM/ }), /2\s*new/)
      await link.click()
      await reads(card, subject)
      await reads(card.getByRole('region', { name: 'Changes' }), /The bot\s*Created/)
      await reads(crm.getByRole('navigation', { name: 'Records' }).getByRole('button').first(), subject)
      await inspect(page, `crm-${scheme}`)
      await card.getByRole('button', { name: 'Contact in the CRM: Kim Lee' }).click()
      await reads(card, 'kim.lee@customers.example')
      await page.goBack()
      await reads(card, subject)
      await page.reload()
      await reads(card, subject)
      await card.getByRole('combobox').selectOption('Closed')
      await reads(card.getByRole('region', { name: 'Changes' }), /HubSpot\s*Ticket status: New → Closed/)
      await reads(link, 'Closed')
      await chat.getByRole('button', { name: 'Show the calls that carried this message' }).last().click()
      await reads(wire, `One message: Your ticket “${subject}” is open.`)
      await rows.filter({ hasText: 'create the ticket' }).waitFor()
      await tabs.getByRole('button', { name: 'Inbox' }).click()
      await seat.desk.waitFor()
    },
  )

  test('only a yes writes, and a human is still there', async () => {
    const seat = seatAt(await house.look())
    const { page, chat, crm, user } = seat
    await addUser(seat, 'A known customer')
    await reads(chat.getByRole('article', { name: 'Bot' }), 'Hello Sam')
    await say(seat, 'please open a ticket')
    await chat.getByText('A few words will do').waitFor()
    await say(seat, 'Never to be written')
    await chat.getByText('Shall I create a ticket').waitFor()
    await say(seat, 'hm, wait')
    await chat.getByText('I have written nothing').waitFor()
    await page.getByRole('button', { name: 'CRM', exact: true }).click()
    await crm.getByRole('button', { name: /^Tickets/ }).click()
    await counts(crm.getByText('Never to be written'), 0)
    await user.getByRole('button', { name: 'Talk to a human', exact: true }).first().click()
    await user.getByRole('button', { name: 'Thread', exact: true }).click()
    await seat.desk.getByRole('button', { name: 'Contact in HubSpot' }).click()
    await reads(seat.card, 'Sam Ortega')
    await page.goBack()
    await press(seat, 'Close')
  })

  test('the records are one stop on the way, and the arrow keys go through them', async () => {
    const seat = seatAt(await house.look())
    const { page, crm, card } = seat
    await page.getByRole('button', { name: 'CRM', exact: true }).focus()
    await page.keyboard.press('Enter')
    await crm.getByRole('button', { name: /^Contacts/ }).click()
    const items = crm.getByRole('navigation', { name: 'Records' }).getByRole('button')
    const titles = await items.evaluateAll((all: { innerText: string }[]) => all.map(({ innerText }) => innerText))
    await items.first().focus()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await reads(card.getByRole('heading', { level: 3 }), (titles.at(-1) ?? '').split('\n')[0] ?? '')
    await page.keyboard.press('Tab')
    await card.and(page.locator(':focus')).waitFor()
  })

  test.each(['light', 'dark'] as const)('it is fit to be used on a phone: %s', async (scheme) => {
    const seat = seatAt(await house.look({ scheme, viewport: phone }))
    const { page, crm, card, chat } = seat
    const views = page.getByRole('navigation', { name: 'Views' })
    await chat
      .getByRole('button', { name: /^Ticket in the CRM/ })
      .first()
      .click()
    await card.getByRole('heading', { level: 3 }).waitFor()
    await inspect(page, `phone-${scheme}-record`)
    await crm.getByRole('button', { name: 'Back to the records' }).click()
    await crm.getByRole('navigation', { name: 'Records' }).getByRole('button').first().waitFor()
    await inspect(page, `phone-${scheme}-records`)
    await views.getByRole('button', { name: 'Wire' }).click()
    await views.getByRole('button', { name: 'CRM' }).click()
    await crm.getByRole('button', { name: 'Actions' }).click()
    const { actions, answer } = seat
    await actions.getByLabel('E-mail').fill('kim.lee@customers.example')
    await page.keyboard.press('Enter')
    await reads(answer, '"found": true')
    await inspect(page, `phone-${scheme}-action`)
    await page.reload()
    await reads(answer, '"found": true')
  })

  const card = 'I paid with 4111 1111 1111 1111, <i>in full</i>'
  const cleaned = 'I paid with [card number removed], <i>in full</i>'

  test.each(['light', 'dark'] as const)('a conversation that ends appears on the timeline: %s', async (scheme) => {
    const seat = seatAt(await house.look({ scheme, viewport: laptop }))
    const { page, user, crm, rows } = seat
    const name = await addUser(seat, 'A known customer')
    await user.getByRole('button', { name: 'Talk to a human', exact: true }).first().click()
    await reads(seat.answering, 'Waiting for an agent')
    await say(seat, card)
    await page.getByRole('button', { name: 'CRM', exact: true }).click()
    await crm.getByRole('button', { name: /^Contacts/ }).click()
    await crm.getByRole('navigation', { name: 'Records' }).getByRole('button', { name }).first().click()
    const notes = seat.card.getByRole('region', { name: `Note: Chat with ${name}` })
    const log = crm.getByRole('region', { name: 'Interaction log' })
    const logged = async () => Number(/(\d+)\s*logged/.exec((await log.innerText()).replace(/\n/g, ' '))?.[1])
    const before = await logged()
    await counts(notes, 0)
    await say(seat, '/end')
    await reads(notes, cleaned)
    await becomes(logged, before + 1)
    await reads(seat.card.getByRole('region', { name: 'Changes' }), `Note: Chat with ${name}`)
    await rows.filter({ hasText: 'log a note' }).first().waitFor()
    await notes.scrollIntoViewIfNeeded()
    await inspect(page, `log-${scheme}`)
  })

  test.each(['light', 'dark'] as const)('the timeline is fit to be read on a phone: %s', async (scheme) => {
    const seat = seatAt(await house.look({ scheme, viewport: phone }))
    const { page, user, crm } = seat
    const name = await addUser(seat, 'A known customer')
    await user.getByRole('button', { name: 'Talk to a human', exact: true }).first().click()
    await reads(seat.answering, 'Waiting for an agent')
    await say(seat, card)
    await say(seat, '/end')
    await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'CRM' }).click()
    await crm.getByRole('button', { name: /^Contacts/ }).click()
    await inspect(page, `phone-${scheme}-log`)
    await crm.getByRole('navigation', { name: 'Records' }).getByRole('button', { name }).first().click()
    const notes = seat.card.getByRole('region', { name: `Note: Chat with ${name}` })
    await reads(notes, cleaned)
    await notes.scrollIntoViewIfNeeded()
    await inspect(page, `phone-${scheme}-timeline`)
  })
})

import { expect, test } from 'vitest'
import { say } from './playground-doing'
import { inspect } from './playground-looks'
import { inBrowser, laptop, openPlayground, patience } from './playground-open'
import { counts, reads, type Seat, seatAt } from './playground-seat'

/** Shows the form of an action. */
async function choose({ page, actions }: Seat, title: string): Promise<void> {
  const tab = page.getByRole('navigation', { name: 'HubSpot and the actions' }).getByRole('button', { name: 'Actions' })
  await tab.click()
  await actions.getByRole('combobox', { name: 'Action', exact: true }).selectOption(title)
  await actions.getByRole('heading', { name: title }).waitFor()
}

inBrowser('in a browser, any action can be tried', { timeout: 4 * patience }, () => {
  const house = openPlayground()

  test('what it answers is shown with what it cost, and with the record that it found', async () => {
    const seat = seatAt(await house.look())
    const { page, actions, answer, card, wire, rows } = seat
    await choose(seat, 'Find Contact')
    await actions.getByLabel('E-mail').fill('kim.lee@customers.example')
    await actions.getByRole('button', { name: 'Add to Fields' }).click()
    await page.keyboard.type('Lifecycle Stage')
    await actions.getByRole('button', { name: 'Run' }).click()
    await reads(answer, '"firstName": "Kim"')
    await reads(answer, '"lifecyclestage": "Customer"')
    await reads(answer.locator('[data-kind=key]'), '"found"')
    await answer.getByRole('button', { name: '1 call to HubSpot, 0 to Botpress' }).click()
    await reads(wire, 'One action: Find Contact')
    await counts(rows, 2)
    await answer.getByRole('button', { name: 'Contact in the CRM: Kim Lee' }).click()
    await reads(card, 'kim.lee@customers.example')
    await page.goBack()
    await reads(answer, '"firstName": "Kim"')
    await page.reload()
    await reads(answer, '"firstName": "Kim"')
    expect(await actions.getByLabel('E-mail').inputValue()).toBe('kim.lee@customers.example')
    expect(await actions.getByLabel('Fields 1', { exact: true }).last().inputValue()).toBe('Lifecycle Stage')
  })

  test.each(['light', 'dark'] as const)('a form goes down to the conditions of a search: %s', async (scheme) => {
    const seat = seatAt(await house.look({ scheme, viewport: laptop }))
    const { page, actions, answer } = seat
    await choose(seat, 'Search Records')
    await actions.getByLabel('Object needed').first().fill('tickets')
    await actions.getByRole('button', { name: 'Add to Where' }).press('Enter')
    await actions.getByRole('button', { name: 'Add to All' }).and(page.locator(':focus')).waitFor()
    await page.keyboard.press('Enter')
    await actions.getByLabel('Field needed').and(page.locator(':focus')).waitFor()
    await page.keyboard.type('Priority')
    await actions.getByLabel('Operator').selectOption('is')
    await actions.getByLabel('Value', { exact: true }).fill('High')
    await actions.getByLabel('Value', { exact: true }).press('Enter')
    await reads(answer, '"total": 1')
    await reads(answer, 'Lamp arrived broken')
    await inspect(page, `actions-${scheme}`)
    await actions.getByLabel('Value', { exact: true }).fill('Enormous')
    await actions.getByRole('button', { name: 'Run' }).click()
    await answer.getByRole('heading', { name: 'Thrown' }).waitFor()
    await reads(answer, 'Correct this and try again.')
    await inspect(page, `actions-${scheme}-thrown`)
    await actions.getByRole('button', { name: 'Take Where 1 out' }).click()
    await actions.getByRole('button', { name: 'Run' }).click()
    await reads(answer, /"total": [3-9]/)
  })

  test('what it is to write is asked first, and written with one click once the end user has written', async () => {
    const seat = seatAt(await house.look())
    const { page, actions, answer, card, box } = seat
    await say(seat, 'Which bulb do I need?')
    await choose(seat, 'Create Ticket')
    await actions.getByLabel('Subject').fill('Made by hand')
    await page.keyboard.press('Enter')
    await reads(answer, 'Shall I create a ticket with Ticket name "Made by hand"')
    const confirm = answer.getByRole('button', { name: 'Run it with the confirmation' })
    await confirm.click()
    await reads(answer, 'The user has not answered yet.')
    await answer.getByRole('button', { name: 'Write as Kim Lee' }).click()
    await box.and(page.locator(':focus')).waitFor()
    await say(seat, 'Yes')
    await reads(answer, 'Kim Lee has written again.')
    await inspect(page, 'actions-confirmation')
    await confirm.click()
    await reads(answer, '"status": "done"')
    await counts(confirm, 0)
    await answer.getByRole('button', { name: 'Ticket in the CRM: Made by hand' }).click()
    await reads(card.getByRole('region', { name: 'Changes' }), /The bot\s*Created/)
  })

  test('what is needed and missing is answered as Botpress answers it', async () => {
    const seat = seatAt(await house.look())
    const { actions, answer } = seat
    await choose(seat, 'Describe Object')
    await actions.getByRole('button', { name: 'Run' }).click()
    await answer.getByRole('heading', { name: 'Thrown' }).waitFor()
    await reads(answer, 'The input of describeObject is invalid')
  })
})

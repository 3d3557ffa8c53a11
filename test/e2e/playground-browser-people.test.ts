import { expect, test } from 'vitest'
import { addUser, handOver, reply, say } from './playground-doing'
import { inBrowser, openPlayground, patience } from './playground-open'
import { balances, counts, reads, type Seat, said, seatAt } from './playground-seat'

inBrowser('in a browser, several people', { timeout: 4 * patience }, () => {
  const house = openPlayground()

  test.each([
    ['A known customer', ['Contact in HubSpot', 'sam.ortega@customers.example', 'Ortega Interiors', '+12025550101']],
    ['Someone with an e-mail address', ['Contact in HubSpot', 'alex.moore@mail.example']],
    ['Someone with a phone number', ['Contact in HubSpot', '+12025550150']],
    ['An anonymous visitor', ['Visitor, no contact']],
  ] as const)('the agent sees who it is: %s', async (kind, facts) => {
    const seat = seatAt(await house.look())
    const name = await addUser(seat, kind)
    await handOver(seat)
    for (const fact of facts) await reads(seat.desk.getByRole('definition').filter({ hasText: fact }), fact)
    if (kind !== 'An anonymous visitor') await seat.desk.getByRole('heading', { name, level: 3 }).waitFor()
  })

  test('two end users talk at once, in two tabs and two threads, and nothing gets mixed up', async () => {
    const one = seatAt(await house.look())
    const two = seatAt(await house.look())
    const [, name] = [await addUser(one, 'A known customer'), await addUser(two, 'Someone with an e-mail address')]
    await Promise.all([handOver(one), handOver(two)])
    const [messages, replies] = await said(one.page)
    for (const number of [1, 2, 3]) {
      await Promise.all([
        say(one, `Oak ${number}`).then(() => reply(one, `About oak ${number}`)),
        say(two, `Brass ${number}`).then(() => reply(two, `About brass ${number}`)),
      ])
    }
    await balances(one.page, messages + 6, replies + 6)
    for (const [seat, own, other] of [
      [one, 'Oak', 'Brass'],
      [two, 'Brass', 'Oak'],
    ] as const) {
      for (const pane of [seat.chat, seat.thread]) {
        for (const number of [1, 2, 3]) {
          await pane.getByText(`${own} ${number}`, { exact: true }).waitFor()
          await pane.getByText(`About ${own.toLowerCase()} ${number}`, { exact: true }).waitFor()
        }
        await pane.getByText(other).waitFor({ state: 'detached' })
      }
    }
    // Both see both: what one page shows is a matter of the tab and the thread that is open on it.
    await one.user.getByRole('tab', { name: name }).click()
    await one.chat.getByText('About brass 3', { exact: true }).waitFor()
    await one.desk.getByRole('navigation', { name: 'Threads' }).getByRole('button', { name: name }).click()
    await one.thread.getByText('Brass 3', { exact: true }).waitFor()
  })

  test('a reload, and another window at the same address, show what was looked at and written', async () => {
    const seat = seatAt(await house.look())
    const { page, user, desk, box, editor } = seat
    const [one, two] = [await addUser(seat, 'A known customer'), await addUser(seat, 'An anonymous visitor')]
    for (const name of [one, two]) {
      await user.getByRole('tab', { name }).click()
      await handOver(seat)
    }
    await user.getByRole('tab', { name: one }).click()
    await user.getByRole('button', { name: 'Thread', exact: true }).click()
    await desk.getByRole('button', { name: /^You are/ }).click()
    await page.getByRole('menuitemradio', { name: 'Robin Hale' }).click()
    await box.fill('Half a message')
    await desk.getByRole('radio', { name: 'Internal comment' }).click()
    await editor.click()
    await page.keyboard.type('Half a comment')
    await user.getByRole('tab', { name: two }).click()
    const isAsBefore = async ({ user, desk }: Seat) => {
      await user.getByRole('tab', { name: two, selected: true }).waitFor()
      await desk.getByRole('heading', { name: one, level: 3 }).waitFor()
      await desk.getByRole('button', { name: 'You are Robin Hale' }).waitFor()
    }
    await page.reload()
    await isAsBefore(seat)
    await counts(user.getByRole('tab', { name: one }).getByText('unread'), 0)
    await reads(editor, 'Half a comment')
    await desk.getByRole('button', { name: 'Add comment' }).waitFor()
    await user.getByRole('tab', { name: one }).click()
    await expect.poll(() => box.inputValue(), { timeout: patience }).toBe('Half a message')
    await page.goBack()
    await isAsBefore(seat)
    const other = await page.context().newPage()
    await other.goto(page.url())
    await isAsBefore(seatAt(other))
  })

  test('what nobody has looked at is counted, by thread, inbox and end user', async () => {
    const seat = seatAt(await house.look())
    const other = seatAt(await house.look())
    const { page, desk, user, thread } = seat
    const waiting = await addUser(seat, 'A known customer')
    await user.getByRole('button', { name: 'Talk to a human in another inbox' }).click()
    await page.getByRole('menuitem', { name: 'Help desk' }).click()
    await user.getByRole('button', { name: 'Thread', exact: true }).click()
    await desk.getByRole('heading', { name: waiting, level: 3 }).waitFor()
    const talking = await addUser(seat, 'Someone with a phone number')
    await handOver(seat)
    await desk.getByRole('heading', { name: talking, level: 3 }).waitFor()

    await other.user.getByRole('tab', { name: waiting }).click()
    await other.user.getByRole('button', { name: 'Thread', exact: true }).click()
    await say(other, 'Anybody there?')
    await say(other, 'Hello?')
    const item = desk.getByRole('navigation', { name: 'Threads' }).getByRole('button', { name: waiting })
    await reads(item, /2\s+unread/)
    await reads(desk.getByRole('button', { name: /^Help desk/ }), /2\s+unread/)
    await reply(other, 'Yes, Dana is here')
    // That somebody joined, and what they wrote.
    await reads(user.getByRole('tab', { name: waiting }), /2\s+unread/)

    await item.click()
    await thread.getByText('Hello?', { exact: true }).waitFor()
    await user.getByRole('tab', { name: waiting }).click()
    for (const badge of [item, user.getByRole('tab', { name: waiting })]) await reads(badge, /^((?!unread)[\s\S])*$/)
    await desk.getByRole('button', { name: /^Sales/ }).click()
    await desk.getByText('No threads here yet.').waitFor()
  })
})

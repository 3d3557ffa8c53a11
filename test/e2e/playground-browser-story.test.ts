import { expect, test } from 'vitest'
import { addUser, assign, handOver, press, reply, say } from './playground-doing'
import { inBrowser, openPlayground, patience } from './playground-open'
import { counts, readLedger, reads, seatAt } from './playground-seat'

inBrowser('in a browser, the playground', { timeout: 4 * patience }, () => {
  const house = openPlayground()

  test('tells the whole story, from the bot to an agent and back', async () => {
    const seat = seatAt(await house.look())
    const { page, user, chat, thread, desk, answering } = seat
    await chat.getByRole('button', { name: 'Which bulb do I need?' }).dblclick()
    await chat.getByRole('strong').filter({ hasText: 'E14 LED bulb, up to 6 W' }).waitFor()
    await say(seat, 'It still flickers')
    await chat.getByRole('button', { name: 'Talk to a human' }).last().click()
    await reads(answering, 'Waiting for an agent')
    await chat.getByText('I have escalated this conversation').waitFor()
    await counts(chat.getByRole('article').filter({ hasText: 'Which bulb do I need?' }), 1)
    await counts(chat.getByRole('group', { name: 'Choices' }), 0)
    await reads(thread.getByRole('article').first(), 'It still flickers')
    const history = thread.getByRole('article', { name: /^Internal comment/ })
    await reads(history, 'Which bulb do I need?')
    await reads(desk.locator('dl'), 'Northlight Studio')

    await assign(seat, 'Dana Fields')
    await chat.getByText('Dana Fields joined', { exact: true }).waitFor()
    await reads(answering, 'Dana Fields answers')
    await reply(seat, 'Hello Kim, what does it do?')
    await reads(chat.getByRole('article', { name: 'Dana Fields' }), 'Hello Kim, what does it do?')
    await say(seat, 'It goes on and off 🙁')
    await reads(thread.getByRole('article', { name: 'Kim Lee' }).last(), 'It goes on and off 🙁')
    await chat.getByText('Delivered to HubSpot').waitFor()
    await thread.getByText('The end user has it').waitFor()

    await press(seat, 'Close')
    await chat.getByText('The human agent closed the conversation').waitFor()
    await reads(answering, 'The bot answers')
    await chat.getByText('I am back. Is there anything else').waitFor()
    await thread.getByText('Dana Fields closed the thread').waitFor()

    await reply(seat, 'One more thing')
    await reads(thread.getByRole('article').filter({ hasText: 'One more thing' }), /Failed .*already ended/)
    expect(await chat.getByText('One more thing').count()).toBe(0)
    await press(seat, 'Reopen')
    await reads(thread.getByRole('article', { name: /^Internal comment/ }).last(), 'This conversation is over')
    await press(seat, 'Delete the thread')
    const question = page.getByRole('dialog', { name: 'Delete the thread of Kim Lee?' })
    await question.getByRole('button', { name: 'Cancel' }).click()
    await press(seat, 'Delete the thread')
    await question.getByRole('button', { name: 'Delete the thread' }).click()
    await counts(desk.getByRole('navigation', { name: 'Threads' }).getByRole('listitem'), 0)
    await user.getByRole('button', { name: 'Talk to a human', exact: true }).first().waitFor()
  })

  test('an agent takes a thread, hands it on and lets it go', async () => {
    const seat = seatAt(await house.look())
    const { page, chat, thread, answering, desk } = seat
    await addUser(seat, 'Someone with an e-mail address')
    await handOver(seat)
    await press(seat, 'Assign to me')
    await chat.getByText('Dana Fields joined', { exact: true }).waitFor()
    await assign(seat, 'Robin Hale')
    await thread.getByText('assigned the thread to Robin Hale').waitFor()
    await desk.getByRole('button', { name: /^You are/ }).click()
    await page.getByRole('menuitemradio', { name: 'Robin Hale' }).click()
    await reply(seat, 'Robin here')
    await reads(chat.getByRole('article', { name: 'Robin Hale' }), 'Robin here')
    await reads(answering, 'Robin Hale answers')
    await assign(seat, 'Unassigned')
    await thread.getByText('unassigned the thread').waitFor()
    await press(seat, 'Close')
    await reads(answering, 'The bot answers')
  })

  test('a button that is pressed twice asks once', async () => {
    const seat = seatAt(await house.look())
    const { page, user, answering, chat, thread } = seat
    await addUser(seat, 'Someone with an e-mail address')
    await user.getByRole('button', { name: 'Talk to a human', exact: true }).first().dblclick()
    await reads(answering, 'Waiting for an agent')
    await user.getByRole('button', { name: 'Leave' }).dblclick()
    await chat.getByText('You have ended the session').waitFor()
    await counts(chat.getByText('/end', { exact: true }), 1)
    await user.getByRole('button', { name: 'Talk to a human', exact: true }).first().click()
    await user.getByRole('button', { name: 'Thread', exact: true }).click()
    await seat.desk.getByRole('button', { name: 'Assign to me' }).dblclick()
    await counts(thread.getByText('took the thread'), 1)
    await counts(page.getByRole('button', { name: 'Dismiss this notice' }), 0)
    await press(seat, 'Close')
    await reads(answering, 'The bot answers')
  })

  test('a deleted thread gives the end user back to the bot', async () => {
    const seat = seatAt(await house.look())
    const { page, chat, answering } = seat
    await addUser(seat, 'An anonymous visitor')
    await handOver(seat)
    await press(seat, 'Delete the thread')
    await page.getByRole('dialog').getByRole('button', { name: 'Delete the thread' }).click()
    await chat.getByText('I am back. Is there anything else').waitFor()
    await reads(answering, 'The bot answers')
  })

  test('the end user leaves with /end', async () => {
    const seat = seatAt(await house.look())
    const { chat, thread, answering, desk } = seat
    await addUser(seat, 'Someone with a phone number')
    await handOver(seat)
    await say(seat, '/end')
    await chat.getByText('You have ended the session').waitFor()
    await reads(answering, 'The bot answers')
    await thread.getByText('closed the thread').waitFor()
    await desk.getByRole('button', { name: 'Reopen' }).waitFor()
  })

  test('colleagues comment among themselves', async () => {
    const seat = seatAt(await house.look())
    const { page, desk, chat, thread, editor } = seat
    await addUser(seat, 'A known customer')
    await handOver(seat)
    await desk.getByRole('radio', { name: 'Internal comment' }).click()
    await editor.click()
    await page.keyboard.type('A good customer')
    await press(seat, 'Add comment')
    const comment = thread.getByRole('article', { name: 'Internal comment of Dana Fields' })
    await reads(comment, 'A good customer')
    await desk.getByRole('radio', { name: 'Reply' }).click()
    await reply(seat, 'Hello Sam')
    await chat.getByText('Hello Sam').waitFor()
    expect(await chat.getByText('A good customer').count()).toBe(0)
  })

  test('all of it has been delivered, and nothing twice', async () => {
    const page = await house.look()
    // Replies: to Kim one that came and one too late, one of Robin's, one to Sam.
    await expect
      .poll(() => readLedger(page), { timeout: patience })
      .toEqual([
        'To the agent: 1 said, 1 arrived, none lost, none twice',
        'To the end user: 4 said, 3 arrived, 1 reported, none lost, none twice',
      ])
  })
})

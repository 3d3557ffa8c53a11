import { expect, onTestFinished, test } from 'vitest'
import { startPlayground } from '../../playground/server/playground'
import { startFront } from '../../sim/http/front'
import { addUser, handOver, reply, say } from './playground-doing'
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
    await reply(seat, 'Hello Kim')
    await chat.getByText('Hello Kim').waitFor()
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
    await seat.page.getByRole('button', { name: 'Dismiss this notice' }).click()
    // Another playground: with nothing in it yet but what it begins with.
    await counts(chat.getByText('Hello Kim'), 0)
    await desk.getByText('No threads here yet.').waitFor()
    await addUser(seat, 'Someone with an e-mail address')
    await handOver(seat)
    await say(seat, 'Here I am again')
    await reads(desk.getByRole('log').getByRole('article').last(), 'Here I am again')
    const ids = await wire.locator('tbody tr[id]').evaluateAll((rows: { id: string }[]) => rows.map(({ id }) => id))
    expect(new Set(ids).size).toBe(ids.length)
  })
})

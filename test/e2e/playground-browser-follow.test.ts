import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { addUser, handOver, reply, say } from './playground-doing'
import { inBrowser, openPlayground, patience } from './playground-open'
import { becomes, counts, type Seat, seatAt } from './playground-seat'
import { send, visit } from './playground-visitor'

/** More than there is room for, and more than the 58 at which the panes once stopped. */
const many = 90

const dana = '501'

inBrowser('in a browser, both panes follow what is said', { timeout: 4 * patience }, () => {
  const house = openPlayground()

  /** The end user who is shown and the agent say so many things in turn; some are long, some have lines of their own. */
  async function talk(name: string, from: number, to: number): Promise<void> {
    const visitor = await visit(house.url())
    const userId = visitor.world().users.find((user) => user.name === name)?.id ?? ''
    const threadId = visitor.world().threads.find((thread) => thread.userId === userId)?.id ?? ''
    for (let count = from; count < to; count += 1) {
      const more = count % 7 === 0 ? ` ${'and on it goes '.repeat(20)}` : ''
      await send(house.url(), {
        do: 'say',
        userId,
        text: `Question ${count}${more}${count % 5 === 0 ? '\nand\nlines' : ''}`,
      })
      await send(house.url(), {
        do: 'reply',
        threadId,
        agentId: dana,
        body: `<p>Answer ${count}${more}</p>`,
        files: [],
      })
    }
  }

  async function begin(): Promise<{ seat: Seat; name: string }> {
    const seat = seatAt(await house.look())
    const name = await addUser(seat, 'A known customer')
    await handOver(seat)
    return { seat, name }
  }

  const hasArrived = async ({ chat, thread }: Seat, count: number) => {
    for (const pane of [chat, thread]) {
      await pane.getByText(new RegExp(`^Question ${count}( |\\n|$)`)).waitFor()
      await pane.getByText(new RegExp(`^Answer ${count}( |$)`)).waitFor()
    }
  }

  test('through a long talk, to its end', async () => {
    const { seat, name } = await begin()
    for (let count = 0; count < many; count += 15) {
      await talk(name, count, count + 15)
      await hasArrived(seat, count + 14)
      for (const pane of [seat.chat, seat.thread]) await becomes(() => fromEnd(pane), 0)
    }
    await counts(news(seat.user), 0)
    await counts(news(seat.desk), 0)
  })

  test('and where the reader is further up, they stay, and a button leads to what is new', async () => {
    const { seat, name } = await begin()
    const { chat, thread, user, desk } = seat
    await talk(name, 0, 30)
    await hasArrived(seat, 29)
    for (const pane of [chat, thread]) {
      await becomes(() => fromEnd(pane), 0)
      await wheel(seat, pane, -700)
    }
    const places = [await top(chat), await top(thread)]
    await counts(news(user), 0)
    await talk(name, 30, 33)
    await hasArrived(seat, 32)
    expect([await top(chat), await top(thread)]).toEqual(places)
    // Three of each side, and in the chat also the notice that somebody joined may be among them.
    for (const pane of [user, desk]) await expect.poll(() => news(pane).innerText()).toMatch(/New messages\s*6/)
    await news(user).click()
    await becomes(() => fromEnd(chat), 0)
    await counts(news(user), 0)
    await chat.and(seat.page.locator(':focus')).waitFor()
    // Whoever goes down by themselves needs no button.
    await wheel(seat, thread, 5_000)
    await counts(news(desk), 0)
    await talk(name, 33, 35)
    await hasArrived(seat, 34)
    for (const pane of [chat, thread]) await becomes(() => fromEnd(pane), 0)
  })

  test('also when it shrinks before it grows, as when a line of its own is no more', async () => {
    const { seat, name } = await begin()
    const { page, chat, thread } = seat
    await talk(name, 0, 15)
    await hasArrived(seat, 14)
    for (const pane of [chat, thread]) {
      const feed = pane.locator('.feed')
      await feed.evaluate((it: Shrinkable) => {
        it.firstElementChild.style.marginTop = '200px'
      })
      await becomes(() => fromEnd(pane), 0)
      // It grows before the page is told that the end has come up.
      await feed.evaluate(
        (it: Shrinkable) =>
          new Promise<void>((resolve) => {
            it.ownerDocument.defaultView.requestAnimationFrame(() => {
              it.firstElementChild.style.marginTop = '0'
              setTimeout(() => {
                it.lastElementChild.style.marginBottom = '300px'
                resolve()
              })
            })
          }),
      )
      await becomes(() => fromEnd(pane), 0)
      await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))')
      await talk(name, 15, 16)
      await becomes(() => fromEnd(pane), 0)
    }
    await counts(page.getByRole('button', { name: 'New messages' }), 0)
  })

  test('and whoever says something sees it, however far up they were', async () => {
    const { seat, name } = await begin()
    const { chat, thread } = seat
    await talk(name, 0, 20)
    await hasArrived(seat, 19)
    for (const pane of [chat, thread]) await wheel(seat, pane, -700)
    await say(seat, 'My own words')
    await becomes(() => fromEnd(chat), 0)
    await becomes(async () => Math.sign(await fromEnd(thread)), 1)
    await reply(seat, 'And mine')
    await thread.getByText('And mine').waitFor()
    await becomes(() => fromEnd(thread), 0)
  })
})

type Shrinkable = {
  firstElementChild: { style: { marginTop: string } }
  lastElementChild: { style: { marginBottom: string } }
  ownerDocument: { defaultView: { requestAnimationFrame(then: () => void): void } }
}

const news = (pane: Locator) => pane.getByRole('button', { name: 'New messages' })

/** How far a box is from its end, in px. */
const fromEnd = (box: Locator) =>
  box.evaluate((it: { scrollHeight: number; scrollTop: number; clientHeight: number }) =>
    Math.round(it.scrollHeight - it.scrollTop - it.clientHeight),
  )

const top = (box: Locator) => box.evaluate((it: { scrollTop: number }) => Math.round(it.scrollTop))

/** Turns the wheel over a box, and waits until the box has moved and come to rest. */
async function wheel({ page }: Seat, box: Locator, by: number): Promise<void> {
  const before = await top(box)
  await box.hover()
  await page.mouse.wheel(0, by)
  let latest = before
  await expect
    .poll(
      async () => {
        const now = await top(box)
        const isAtRest = now === latest && now !== before
        latest = now
        return isAtRest
      },
      { timeout: patience },
    )
    .toBe(true)
}

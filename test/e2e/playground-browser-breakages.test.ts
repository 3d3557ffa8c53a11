import type { Locator } from 'playwright-core'
import { onTestFinished, test } from 'vitest'
import type { BreakageId } from '../../playground/protocol'
import { addUser, handOver, press, reply, say, turn } from './playground-doing'
import { inBrowser, openPlayground, patience } from './playground-open'
import { balances, counts, reads, type Seat, said, seatAt } from './playground-seat'
import { send } from './playground-visitor'

const words = ['One', 'Two', 'Three']

/** Each pane shows each message of both sides once. */
async function bothSeeAllOnce({ chat, thread }: Seat, name: string, count = words.length): Promise<void> {
  for (const pane of [chat, thread]) {
    for (const word of words.slice(0, count)) {
      await counts(pane.getByText(`${word} from ${name}`, { exact: true }), 1)
      await counts(pane.getByText(`${word} to ${name}`, { exact: true }), 1)
    }
  }
}

async function talk(seat: Seat, name: string): Promise<void> {
  for (const word of words) {
    await say(seat, `${word} from ${name}`)
    await reply(seat, `${word} to ${name}`)
  }
}

/** Only what went wrong, on the wire. */
async function trouble({ wire }: Seat): Promise<void> {
  await wire.getByRole('button', { name: 'Only faults and repeats', pressed: false }).click()
}

/** Waits until so many webhooks brought replies in the session that the wire is narrowed down to. */
async function showsReplies(wire: Locator, count: number): Promise<void> {
  await wire.getByRole('searchbox').fill('OUTGOING_CHANNEL_MESSAGE_CREATED')
  await reads(wire.locator('output'), new RegExp(`^${count} of`))
}

inBrowser('in a browser, nothing is lost and nothing comes twice', { timeout: 5 * patience }, () => {
  const house = openPlayground()
  const putRight = async (id: BreakageId) => {
    await send(house.url(), { do: 'break', id, on: false })
  }

  const shows = (status: string, words: string) => async (seat: Seat) => {
    await trouble(seat)
    await reads(seat.rows.filter({ hasText: status }), words)
  }

  /** What shows on the wire that the switch does something. */
  const signs: [BreakageId, string, (seat: Seat) => Promise<void>][] = [
    ['hubspot-429', 'HubSpot: too many requests', shows('429', 'broken by a switch')],
    ['hubspot-503', 'HubSpot: unavailable', shows('503', 'broken by a switch')],
    ['hubspot-drop', 'HubSpot: connection lost', shows('dropped', 'broken by a switch')],
    ['botpress-down', 'Botpress: down', shows('503', 'Botpress')],
    ['webhooks-thrice', 'Webhooks three times', ({ wire }) => showsReplies(wire, 3 * words.length)],
    ['webhooks-out-of-order', 'Webhooks out of order', ({ wire }) => showsReplies(wire, words.length)],
  ]

  test.each(signs)('while this is on: %s', async (id, title, happens) => {
    const seat = seatAt(await house.look())
    const { page, wire } = seat
    const name = await addUser(seat, 'An anonymous visitor')
    await handOver(seat)
    const [messages, replies] = await said(page)
    onTestFinished(() => putRight(id))
    await turn(seat, title, true)
    await reads(page.getByRole('button', { name: /^Break it/ }), '1 on')
    await wire.getByRole('combobox', { name: 'Session' }).selectOption(name)
    await talk(seat, name)
    await happens(seat)
    if (id === 'botpress-down') await turn(seat, title, false)
    await balances(page, messages + 3, replies + 3)
    await bothSeeAllOnce(seat, name)
    if (id !== 'botpress-down') await turn(seat, title, false)
  })

  test('the closing overtakes the reply before it', async () => {
    const seat = seatAt(await house.look())
    const { page, chat, answering } = seat
    await addUser(seat, 'An anonymous visitor')
    await handOver(seat)
    const [messages, replies] = await said(page)
    onTestFinished(() => putRight('webhooks-out-of-order'))
    await turn(seat, 'Webhooks out of order', true)
    await reply(seat, 'Goodbye')
    await press(seat, 'Close')
    await reads(answering, 'The bot answers')
    await balances(page, messages, replies + 1)
    await counts(chat.getByText('Goodbye', { exact: true }), 1)
  })

  test('the access token has expired', async () => {
    const seat = seatAt(await house.look())
    const { page, switches, rows, wire } = seat
    const name = await addUser(seat, 'An anonymous visitor')
    await handOver(seat)
    const [messages, replies] = await said(page)
    await page.getByRole('button', { name: /^Break it/ }).click()
    await switches.getByRole('button', { name: 'Expire the access token' }).click()
    await talk(seat, name)
    await balances(page, messages + 3, replies + 3)
    await bothSeeAllOnce(seat, name)
    await trouble(seat)
    await wire.getByRole('searchbox').fill('401')
    await reads(rows, '401')
  })

  test('the integration is killed in the middle of it', async () => {
    const seat = seatAt(await house.look())
    const { page, switches } = seat
    const name = await addUser(seat, 'An anonymous visitor')
    await handOver(seat)
    const [messages, replies] = await said(page)
    await page.getByRole('button', { name: /^Break it/ }).click()
    await talk(seat, name)
    await switches.getByRole('button', { name: 'Kill and restart the integration' }).click()
    await say(seat, 'While it was away')
    await reply(seat, 'Still here')
    await reads(switches.getByRole('status'), 'running, restarted once')
    await balances(page, messages + 4, replies + 4)
    await bothSeeAllOnce(seat, name)
  })

  test('none of it was lost or came twice in the end, and all switches are off', async () => {
    const page = await house.look()
    const { switches } = seatAt(page)
    await balances(page, ...(await said(page)))
    await page.getByRole('button', { name: /^Break it/ }).click()
    await counts(switches.getByRole('switch', { checked: false }), 6)
  })
})

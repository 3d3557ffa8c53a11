import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { addUser, chooseFile, handOver, press, reply, say } from './playground-doing'
import { picture } from './playground-files'
import { inBrowser, openPlayground, patience } from './playground-open'
import { balances, becomes, counts, reads, said, seatAt } from './playground-seat'

/** What no page may show: of the stand-ins' secrets, the parts that are always the same. */
const secret = /secret-of-|key-of-|bp_pat_|access-[0-9a-f]{8}-|refresh-[0-9a-f]{8}-/
const unmasked = /(Bearer|Basic) (?!•••)|signature=(?!•••)|"x-(bp-configuration|hubspot-signature-v3)":\s*"(?!•••)/i

inBrowser('in a browser, the wire', { timeout: 4 * patience }, () => {
  const house = openPlayground()

  // First, while there are few rows to go through.
  test('holds no secret of the installation, nor does anything that the page was sent', async () => {
    const page = await house.look()
    const seat = seatAt(page)
    const heard = await listenIn(page)
    await addUser(seat, 'A known customer')
    await handOver(seat)
    const [messages, replies] = await said(page)
    await page.getByRole('button', { name: /^Break it/ }).click()
    await seat.switches.getByRole('button', { name: 'Expire the access token' }).click()
    await chooseFile(seat.user, 'Send an image', picture)
    await chooseFile(seat.desk, 'Attach a file', picture)
    await reply(seat, 'Thanks')
    await balances(page, messages + 1, replies + 1)

    const { wire, rows } = seat
    await wire.getByRole('grid').focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowDown')
    const total = Number(/\d+/.exec(await wire.locator('output').innerText())?.[0])
    expect(total).toBeGreaterThan(60)
    for (let row = 0; row < total; row += 1) {
      await rows.and(wire.locator('[aria-selected=true]')).waitFor()
      await wire.locator('.wire-detail .headers').first().waitFor()
      const shown = await page.locator('html').evaluate((it: { outerHTML: string }) => it.outerHTML)
      expect(shown).not.toMatch(secret)
      await page.keyboard.press('ArrowDown')
    }
    const all = (await heard()).join('\n')
    expect(all).toContain('Bearer •••')
    expect(all).not.toMatch(secret)
    // Where a file is shown, its address has to work, and HubSpot's own bears a signature.
    expect(all.replaceAll(/"url":"[^"]*"/g, '')).not.toMatch(unmasked)
  })

  test('shows what one message caused, one click from the message', async () => {
    const seat = seatAt(await house.look())
    const { chat, thread, wire, rows } = seat
    await addUser(seat, 'A known customer')
    await handOver(seat)
    await say(seat, 'Which call was that?')
    await reply(seat, 'This one')
    const show = { name: 'Show the calls that carried this message' }
    await chat.getByRole('article', { name: 'You' }).last().getByRole('button', show).click()
    await wire.getByText('One message: Which call was that?').waitFor()
    await reads(rows.filter({ hasText: 'publish a message' }), /integration\s+to\s+HubSpot[\s\S]*POST[\s\S]*201/)
    await counts(rows.filter({ hasText: 'message_created' }), 1)
    await counts(rows.filter({ hasText: 'newMessage' }), 1)
    await counts(rows, 3)
    await wire.getByRole('button', { name: 'Show all messages again' }).click()
    await thread.getByRole('article', { name: 'Dana Fields' }).last().getByRole('button', show).click()
    await reads(rows.filter({ hasText: 'OUTGOING_CHANNEL_MESSAGE_CREATED' }), /HubSpot\s+to\s+integration[\s\S]*200/)
    await reads(rows.filter({ hasText: 'create a message' }), /integration\s+to\s+Botpress/)
    await press(seat, 'Close')
    await chat.getByText('I am back').waitFor()
    const showEvent = { name: 'Show the calls that carried this event' }
    await chat.getByRole('button', showEvent).last().click()
    await wire.getByText('One event: The human agent closed').waitFor()
    await reads(rows.filter({ hasText: 'status CLOSED' }), /HubSpot\s+to\s+integration/)
    await reads(rows.filter({ hasText: 'hitlStopped' }), /integration\s+to\s+Botpress/)
    await thread.getByRole('button', showEvent).last().click()
    await wire.getByText('One event: Dana Fields closed the thread').waitFor()
    await counts(rows, 2)
  })

  test('tells two sessions of one person apart', async () => {
    const seat = seatAt(await house.look())
    const { chat, wire, rows } = seat
    const name = await addUser(seat, 'A known customer')
    const sessions = wire.getByRole('combobox', { name: 'Session' })
    await handOver(seat)
    await counts(sessions.getByRole('option', { name: `${name}, session` }), 0)
    await press(seat, 'Close')
    await chat.getByText('I am back').waitFor()
    await handOver(seat)
    await wire.getByRole('searchbox').fill('startHitl')
    await sessions.selectOption(name)
    await counts(rows, 2)
    const second = await sessions.getByRole('option', { name: `${name}, session 2` }).innerText()
    await sessions.selectOption(second)
    await counts(rows, 1)
  })

  test('narrows down to a session, a side, a word, and what went wrong', async () => {
    const seat = seatAt(await house.look())
    const { wire, rows } = seat
    const name = await addUser(seat, 'Someone with an e-mail address')
    const count = wire.locator('output')
    await handOver(seat)
    await wire.getByRole('combobox', { name: 'Session' }).selectOption(name)
    await reads(count, / of /)
    await reads(rows.filter({ hasText: 'startHitl' }), '200')
    await counts(rows.filter({ hasText: 'register' }), 0)
    await wire.getByRole('combobox', { name: 'Other side' }).selectOption('HubSpot')
    await counts(rows.filter({ hasText: 'startHitl' }), 0)
    await wire.getByRole('searchbox', { name: 'Search the wire' }).fill('publish a MESSAGE')
    await counts(rows, 1)
    await reads(rows, /publish a message[\s\S]*201[\s\S]*ms/)
    const key = await rows.getByRole('gridcell').last().innerText()
    expect(key).not.toBe('')
    await wire.getByRole('searchbox').fill(key)
    await counts(rows, 1)
    await wire.getByRole('searchbox').fill('')
    await wire.getByRole('button', { name: 'Only faults and repeats' }).click()
    await counts(rows.filter({ hasText: 'publish a message' }), 0)
    await wire.getByRole('searchbox').fill('no such call')
    await wire.getByText('No calls to show.').waitFor()
  })

  test('says what it is, and what each call is for', async () => {
    const seat = seatAt(await house.look())
    const { wire, rows } = seat
    await addUser(seat, 'A known customer')
    await handOver(seat)
    await reads(wire, 'Every call between Botpress, the integration and HubSpot')
    await wire.getByRole('searchbox').fill('startHitl')
    const what = rows.last().getByRole('gridcell').nth(2)
    expect(await what.getAttribute('title')).toMatch(/^The hand-over: /)
    await rows.last().click()
    await reads(wire.getByRole('region', { name: /^Call/ }), 'The hand-over: the integration opens the conversation')
  })

  test('folds the calls of the set-up up under one line, which opens and closes', async () => {
    const { page, wire, rows } = seatAt(await house.look())
    const fold = wire.getByRole('button', { name: /^Set-up: \d+ calls$/ })
    const grid = wire.getByRole('grid')
    const lines = async () => Number(await grid.getAttribute('aria-rowcount'))
    const folded = await lines()
    await grid.focus()
    await page.keyboard.press('Home')
    const calls = Number(/\d+/.exec(await fold.innerText())?.[0])
    expect(calls).toBeGreaterThan(20)
    await counts(rows.filter({ hasText: 'create the channel' }), 0)
    await page.keyboard.press('Enter')
    await becomes(lines, folded + calls)
    // It opens downwards: what was looked at stays where it is.
    await fold.and(wire.locator('[aria-expanded=true]')).waitFor()
    expect(await rows.first().getAttribute('aria-selected')).toBe('true')
    expect(await wire.locator('.wire-scroll').evaluate((box: { scrollTop: number }) => box.scrollTop)).toBe(0)
    await page.keyboard.press('ArrowDown')
    await wire.getByRole('region', { name: /^Call \d+: register$/ }).waitFor()
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowLeft')
    await becomes(lines, folded)
    await fold.click()
    await becomes(lines, folded + calls)
    await wire.getByRole('searchbox').fill('create the channel')
    await counts(rows, 1)
    await counts(fold, 0)
  })

  test('shows what the set-up was answered with a no as expected, not as a fault', async () => {
    const { wire, rows } = seatAt(await house.look())
    await wire.getByRole('searchbox').fill('read a state')
    await reads(rows.filter({ hasText: '404' }).first(), /404\s*set-up/)
    expect(await wire.locator('.wire-status[data-tone=warn], .wire-status[data-tone=bad]').count()).toBe(0)
    await rows.filter({ hasText: 'set-up' }).first().click()
    await reads(
      wire.getByRole('region', { name: /^Call/ }),
      'Part of the set-up, as expected: there is nothing to read',
    )
    await wire.getByRole('searchbox').fill("the app's webhooks")
    await reads(rows, /403\s*set-up/)
    expect(await wire.locator('.wire-status[data-tone=warn], .wire-status[data-tone=bad]').count()).toBe(0)
  })

  test('is at its newest row again when it is not narrowed down any more', async () => {
    const seat = seatAt(await house.look())
    const { page, chat, wire, rows } = seat
    const name = await addUser(seat, 'A known customer')
    await handOver(seat)
    await say(seat, 'Which call was that?')
    await chat.getByText('Delivered to HubSpot').waitFor()
    const newest = async () => {
      const total = Number(await wire.getByRole('grid').getAttribute('aria-rowcount'))
      const last = Number(await rows.last().getAttribute('aria-rowindex'))
      const grid = await wire.locator('.wire-scroll').boundingBox()
      const row = await rows.last().boundingBox()
      return last === total && (row?.y ?? Number.NaN) < (grid?.y ?? 0) + (grid?.height ?? 0)
    }
    const isAtNewest = () => expect.poll(newest, { timeout: patience }).toBe(true)
    await isAtNewest()
    const sessions = wire.getByRole('combobox', { name: 'Session' })
    const search = wire.getByRole('searchbox')
    const show = chat
      .getByRole('article', { name: 'You' })
      .last()
      .getByRole('button', { name: /^Show the calls/ })
    const ways: [() => Promise<unknown>, () => Promise<unknown>][] = [
      [() => show.click(), () => wire.getByRole('button', { name: 'Show all messages again' }).click()],
      [() => search.fill('write a state'), () => search.fill('')],
      [
        () => wire.getByRole('combobox', { name: 'Other side' }).selectOption('HubSpot'),
        () => wire.getByRole('combobox', { name: 'Other side' }).selectOption(''),
      ],
      [() => sessions.selectOption(name), () => sessions.selectOption('')],
    ]
    for (const [narrow, leave] of ways) {
      await narrow()
      await reads(wire.locator('output'), / of /)
      // Somebody looks at the oldest of them.
      await wire.locator('.wire-scroll').hover()
      await page.mouse.wheel(0, -5_000)
      await rows.first().click()
      await leave()
      await isAtNewest()
    }
  })

  test('shows a call with headers and bodies, and without a secret', async () => {
    const seat = seatAt(await house.look())
    const { wire, rows } = seat
    await addUser(seat, 'Someone with a phone number')
    await handOver(seat)
    await wire.getByRole('searchbox').fill('publish a message')
    await rows.last().click()
    const detail = wire.getByRole('region', { name: /^Call \d+: publish a message/ })
    await reads(detail, /POST \/conversations[\s\S]*"integrationIdempotencyId"[\s\S]*Bearer •••/)
    await reads(detail, /Idempotency key[\s\S]*Response headers[\s\S]*content-type/i)
    for (const column of ['Status', 'Took', 'Repeat', 'Idempotency key']) {
      await wire.getByRole('columnheader', { name: column }).waitFor()
    }
    expect(await rows.last().getByRole('gridcell').last().innerText()).not.toBe('')
    await detail.press('Escape')
    await detail.waitFor({ state: 'detached' })
  })
})

/** Gathers what the page gets from the playground's API: the details of calls, and events as they come. */
async function listenIn(page: Page): Promise<() => Promise<string[]>> {
  const bodies: Promise<string>[] = []
  page.on('response', (response) => {
    if (response.url().includes('/api/hubspot/wire/')) bodies.push(response.text())
  })
  // A stream that does not end has no body that could be waited for: it is read once more from its beginning.
  const events = async () => {
    const leaving = new AbortController()
    const response = await fetch(new URL('/api/hubspot/events', page.url()), { signal: leaving.signal })
    let text = ''
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString()
      if (/\nevent: wire\ndata: .*\n\n$/.test(text)) break
    }
    leaving.abort()
    return text
  }
  return async () => [await events(), ...(await Promise.all(bodies))]
}

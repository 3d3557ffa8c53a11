import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { addUser, chooseFile, handOver, press, reply, say } from './playground-doing'
import { film, picture, receipt } from './playground-files'
import { inBrowser, openPlayground, patience } from './playground-open'
import { balances, counts, reads, said, seatAt } from './playground-seat'
import { send, visit } from './playground-visitor'

inBrowser('in a browser, every kind of message', { timeout: 4 * patience }, () => {
  const house = openPlayground()

  test('an end user sends words, emoji, an image, a file, voice clips and a video', async () => {
    const page = await house.look()
    await page.context().grantPermissions(['microphone'])
    const seat = seatAt(page)
    const { user, chat, thread } = seat
    await addUser(seat, 'A known customer')
    await handOver(seat)
    const [before, replies] = await said(page)
    await user.getByRole('button', { name: 'Add an emoji' }).click()
    await user.getByRole('button', { name: 'woman with laptop' }).click()
    await seat.box.press('End')
    await seat.box.pressSequentially(' It is *this* one:\u00a0<b>')
    await seat.box.press('Shift+Enter')
    await seat.box.pressSequentially('two lines')
    await seat.box.press('Enter')
    await chooseFile(user, 'Send an image', picture)
    await chooseFile(user, 'Send a file', receipt)
    await chooseFile(user, 'Send a file', film)
    await user.getByRole('button', { name: 'Send a voice clip' }).click()
    await page.getByRole('menuitem', { name: 'Send a sample clip' }).click()
    await user.getByRole('button', { name: 'Send a voice clip' }).click()
    await page.getByRole('menuitem', { name: 'Record' }).click()
    await user.getByRole('button', { name: 'Stop and send the recording' }).click()

    for (const pane of [chat, thread]) {
      // What an end user writes is shown as it is, Markdown and HTML alike.
      await reads(pane.getByText('It is *this* one'), '👩‍💻 It is *this* one:\u00a0<b>\ntwo lines')
      await pane.getByRole('img', { name: 'lamp.png' }).waitFor()
      await pane.getByRole('link', { name: 'receipt.pdf' }).waitFor()
      await pane.locator('video[aria-label="flicker.mp4"]').waitFor()
      await pane.locator('audio[aria-label="voice.wav"]').waitFor()
      await pane.locator('audio[aria-label^="voice.webm"], audio[aria-label^="voice.ogg"]').waitFor()
    }
    await balances(page, before + 6, replies)
    const image = thread.getByRole('img', { name: 'lamp.png' })
    await expect.poll(() => image.evaluate((it: { naturalWidth?: number }) => it.naturalWidth)).toBe(1)
    const file = await thread.getByRole('link', { name: 'receipt.pdf' }).getAttribute('href')
    expect(await (await fetch(new URL(String(file), house.url()))).text()).toBe(receipt.buffer.toString())
  })

  test('the microphone is let go when somebody has gone elsewhere before it was allowed', async () => {
    const page = await house.look()
    const seat = seatAt(page)
    await page.context().grantPermissions(['microphone'])
    await addUser(seat, 'A known customer')
    await page.evaluate(`{
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
      navigator.mediaDevices.getUserMedia = async (what) => {
        window.microphone = await ask(what)
        await new Promise((allow) => { window.allow = allow })
        return window.microphone
      }
    }`)
    await seat.user.getByRole('button', { name: 'Send a voice clip' }).click()
    await page.getByRole('menuitem', { name: 'Record' }).click()
    await expect.poll(() => page.evaluate('window.allow !== undefined'), { timeout: patience }).toBe(true)
    await seat.user.getByRole('tab', { name: 'Kim Lee' }).click()
    await seat.user.getByRole('tab', { name: 'Kim Lee', selected: true }).waitFor()
    await page.evaluate('window.allow()')
    const states = () => page.evaluate('microphone.getTracks().map(({ readyState }) => readyState)')
    await expect.poll(states, { timeout: patience }).toEqual(['ended'])
  })

  test('an agent sends formatted words, and they are formatted where they arrive', async () => {
    const seat = seatAt(await house.look())
    const { page, desk, chat, thread, editor } = seat
    await addUser(seat, 'A known customer')
    await handOver(seat)
    const keys = page.keyboard
    await editor.click()
    await keys.type('We have ')
    await press(seat, 'Bold')
    await keys.type('three')
    await press(seat, 'Bold')
    await keys.type(' and ')
    await press(seat, 'Italic')
    await keys.type('more')
    await press(seat, 'Italic')
    await keys.type(' lamps. See ')
    await press(seat, 'Link')
    const address = desk.getByRole('textbox', { name: 'Address of the link' })
    await address.fill('javascript:alert(1)')
    await keys.press('Enter')
    await address.fill('lamps.example/all')
    // The form takes its own room: what is written stays in sight.
    const [text, form] = [await editor.boundingBox(), await address.boundingBox()]
    expect((text?.y ?? 0) + (text?.height ?? 0)).toBeLessThanOrEqual(form?.y ?? 0)
    await keys.press('Enter')
    await editor.press('Control+End')
    await keys.press('Enter')
    await press(seat, 'Bulleted list')
    await keys.type('Oak')
    await keys.press('Enter')
    await keys.type('Brass')
    await keys.press('Enter')
    await keys.press('Enter')
    await press(seat, 'Numbered list')
    await keys.type('Choose')
    await keys.press('Enter')
    await keys.type('Order')
    await press(seat, 'Send')
    for (const pane of [chat, thread]) {
      const line = pane.getByRole('article', { name: 'Dana Fields' })
      await reads(line.locator('strong, b'), 'three')
      await reads(line.locator('em, i'), 'more')
      const link = line.getByRole('link', { name: 'lamps.example/all' })
      expect(await link.getAttribute('href')).toBe('https://lamps.example/all')
      expect([await link.getAttribute('target'), await link.getAttribute('rel')]).toEqual([
        '_blank',
        'noopener noreferrer',
      ])
      expect(await line.locator('ul li').allInnerTexts()).toEqual(['Oak', 'Brass'])
      expect(await line.locator('ol li').allInnerTexts()).toEqual(['Choose', 'Order'])
    }
    expect((await editor.innerText()).trim()).toBe('')
  })

  test.each([
    ['at the end', ['line one', 'Shift+Enter', 'line two'], 'line one\nline two'],
    ['twice in a row', ['one', 'Shift+Enter', 'Shift+Enter', 'three'], 'one\n\nthree'],
    ['three lines', ['one', 'Shift+Enter', 'two', 'Shift+Enter', 'three'], 'one\ntwo\nthree'],
    ['in the middle', ['onetwo', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'Shift+Enter', 'and '], 'one\nand two'],
    ['within bold words', ['Control+b', 'one', 'Shift+Enter', 'two'], 'one\ntwo'],
    ['before any words', ['Shift+Enter', 'two'], 'two'],
    [
      'over what is selected',
      [
        'one gone',
        'Shift+ArrowLeft',
        'Shift+ArrowLeft',
        'Shift+ArrowLeft',
        'Shift+ArrowLeft',
        'Shift+ArrowLeft',
        'Shift+Enter',
        'two',
      ],
      'one\ntwo',
    ],
    ['taken back', ['one', 'Shift+Enter', 'Backspace', 'two'], 'onetwo'],
  ])('an agent makes a new line with Shift and Enter, and it is sent: %s', async (_where, keys, words) => {
    const seat = seatAt(await house.look())
    const { page, chat, thread, editor } = seat
    await addUser(seat, 'A known customer')
    await handOver(seat)
    await editor.click()
    for (const key of keys) {
      if (/^(Shift|Control)\+|^Arrow|^Backspace$/.test(key)) await page.keyboard.press(key)
      else await page.keyboard.type(key)
    }
    await expect.poll(async () => (await editor.innerText()).trim(), { timeout: patience }).toBe(words)
    await press(seat, 'Send')
    for (const pane of [thread, chat]) {
      const bubble = pane.getByRole('article', { name: 'Dana Fields' }).locator('.bubble')
      await expect.poll(async () => (await bubble.first().innerText()).trim(), { timeout: patience }).toBe(words)
    }
    await expect.poll(async () => (await editor.innerText()).trim(), { timeout: patience }).toBe('')
  })

  test('in an item of a list, Shift and Enter stay in the item', async () => {
    const seat = seatAt(await house.look())
    const { page, chat, editor } = seat
    await addUser(seat, 'A known customer')
    await handOver(seat)
    await editor.click()
    await press(seat, 'Bulleted list')
    await page.keyboard.type('Oak')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('and brass')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Glass')
    await page.keyboard.press('Control+Enter')
    const items = chat.getByRole('article', { name: 'Dana Fields' }).getByRole('listitem')
    await counts(items, 2)
    expect(await items.allInnerTexts()).toEqual(['Oak\nand brass', 'Glass'])
  })

  test('an attachment that HubSpot does not take is refused by name, with the limit, and stays with the draft', async () => {
    const seat = seatAt(await house.look({}, /422|413/))
    const { page, desk, user } = seat
    await addUser(seat, 'A known customer')
    await handOver(seat)
    await chooseFile(desk, 'Attach a file', await largeFile('floor plan.pdf', 12_000_000))
    await press(seat, 'Send')
    const notice = page.getByRole('alert')
    await reads(notice, '“floor plan.pdf” is too large: an attachment may have at most 10 MB here.')
    await desk.getByRole('button', { name: 'Remove floor plan.pdf' }).waitFor()
    await notice.getByRole('button', { name: 'Dismiss this notice' }).click()
    await chooseFile(user, 'Send a file', await largeFile('all plans.pdf', 20_000_001))
    await reads(notice, '“all plans.pdf” is larger than 20 MB')
  })

  test('an agent sends an image and a file, with and without words', async () => {
    const seat = seatAt(await house.look())
    const { page, desk, chat } = seat
    await addUser(seat, 'A known customer')
    await handOver(seat)
    const [messages, before] = await said(page)
    await chooseFile(desk, 'Attach a file', picture)
    await chooseFile(desk, 'Attach a file', film)
    await desk.getByRole('button', { name: 'Remove flicker.mp4' }).click()
    await reply(seat, 'This one?')
    await reads(chat.getByRole('article', { name: 'Dana Fields' }), 'This one?')
    await chat.getByRole('img', { name: 'lamp.png' }).waitFor()
    await chooseFile(desk, 'Attach a file', receipt)
    await press(seat, 'Send')
    await chat.getByRole('link', { name: 'receipt.pdf' }).waitFor()
    await balances(page, messages, before + 2)
    expect(await chat.locator('video').count()).toBe(0)
  })

  test('words in Arabic or Hebrew run from right to left wherever they stand', async () => {
    const seat = seatAt(await house.look())
    const { user, chat, desk, thread, box, editor, page } = seat
    const words = 'مرحبا، رقم الطلب order 123.'
    await addUser(seat, 'A known customer')
    await handOver(seat)
    await box.fill(words)
    await counts(user.locator('textarea:dir(rtl)'), 1)
    await box.press('Enter')
    await editor.click()
    await page.keyboard.type(words)
    await counts(desk.locator('.editor:dir(rtl)'), 1)
    await page.keyboard.press('Control+Enter')
    for (const pane of [chat, thread]) await counts(pane.locator('.bubble > :dir(rtl)').filter({ hasText: words }), 2)
  })

  test('hostile words of either side do nothing on the page', async () => {
    // Chromium notes the styles that the page's policy stops while they are cleaned away, and that there is no image.
    const seat = seatAt(await house.look({}, /Content Security Policy|404/))
    const { page, chat, thread } = seat
    await addUser(seat, 'A known customer')
    await handOver(seat)
    const visitor = await visit(house.url())
    await page.evaluate('window.harm = []')
    const hostile =
      '<p style="position:fixed">Look <a href="javascript:harm.push(1)">here</a><img src="x" onerror="harm.push(2)"></p>' +
      '<script>harm.push(3)</script><iframe srcdoc="<script>parent.harm.push(4)</script>"></iframe><form><input></form>'
    const threadId = visitor.thread().id
    await send(house.url(), { do: 'reply', threadId, agentId: '501', body: hostile, files: [] })
    await send(house.url(), { do: 'comment', threadId, agentId: '501', body: hostile })
    await say(seat, '<img src=x onerror=harm.push(5)> [x](javascript:harm.push(6))')
    await reads(chat.getByRole('article', { name: 'Dana Fields' }), 'Look')
    await reads(thread.getByRole('article', { name: 'Internal comment of Dana Fields' }), 'Look')
    await reads(thread.getByRole('article').last(), '<img src=x onerror=harm.push(5)>')
    const bad = '.rich :is(script, iframe, form, input, [style], [onerror], [href^="javascript"])'
    expect(await page.locator(bad).count()).toBe(0)
    expect(await page.evaluate('window.harm')).toEqual([])
  })
})

/** A file on the disk, so that its bytes need not go through the test's connection to the browser. */
async function largeFile(name: string, bytes: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'playground-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await writeFile(join(folder, name), Buffer.alloc(bytes))
  return join(folder, name)
}

import { expect, test } from 'vitest'
import { addUser, chooseFile, reply, say, turn } from './playground-doing'
import { receipt } from './playground-files'
import { inspect } from './playground-looks'
import { inBrowser, openPlayground, patience } from './playground-open'
import { counts, reads, seatAt } from './playground-seat'

const phone = { width: 390, height: 844 }

inBrowser('in a browser, the playground is fit to be used on a phone', { timeout: 4 * patience }, () => {
  const house = openPlayground()

  test.each(['light', 'dark'] as const)('%s', async (scheme) => {
    const seat = seatAt(await house.look({ scheme, viewport: phone }))
    const { page, user, desk, chat, thread, wire, rows } = seat
    const views = page.getByRole('navigation', { name: 'Views' })
    const name = await addUser(seat, 'Someone with an e-mail address')
    await inspect(page, `phone-${scheme}-start`)
    await user.getByRole('button', { name: 'Send a voice clip' }).click()
    const menu = await page.getByRole('menu').boundingBox()
    expect((menu?.x ?? 0) + (menu?.width ?? 0)).toBeLessThanOrEqual(phone.width)
    await page.keyboard.press('Escape')
    await user.getByRole('button', { name: 'Talk to a human', exact: true }).first().click()
    await user.getByRole('button', { name: 'Thread', exact: true }).click()
    await reply(seat, 'Hello, this is Dana')
    await thread.getByText('The end user has it').waitFor()
    await chooseFile(desk, 'Attach a file', receipt)
    await inspect(page, `phone-${scheme}-thread`)
    await desk.getByRole('button', { name: 'Back to the threads' }).click()
    await desk.getByRole('button', { name }).waitFor()
    await inspect(page, `phone-${scheme}-threads`)
    await desk.getByRole('button', { name }).click()
    await desk.getByRole('heading', { name, level: 3 }).waitFor()
    await page.reload()
    await desk.getByRole('heading', { name, level: 3 }).waitFor()
    await page.goBack()
    await desk.getByRole('button', { name }).waitFor()
    await counts(desk.getByRole('heading', { name, level: 3 }), 0)
    await views.getByRole('button', { name: /^End user/ }).click()
    await chat.getByText('Hello, this is Dana').waitFor()
    await say(seat, 'Hello Dana')
    await inspect(page, `phone-${scheme}-session`)
    await views.getByRole('button', { name: 'Wire' }).click()
    await rows.last().click()
    await wire.getByRole('region', { name: /^Call/ }).waitFor()
    await inspect(page, `phone-${scheme}-wire`)
    await views.getByRole('button', { name: 'Break it' }).click()
    await seat.switches.waitFor()
    await inspect(page, `phone-${scheme}-switches`)
    const mark = views.getByRole('button', { name: 'Break it' })
    expect(await mark.innerText()).not.toMatch(/on$/)
    await turn(seat, 'Webhooks three times', true)
    await turn(seat, 'Webhooks out of order', true)
    await views.getByRole('button', { name: 'Agent' }).click()
    await reads(mark, /2\s*on/)
    await inspect(page, `phone-${scheme}-broken`)
    await mark.click()
    for (const title of ['Webhooks three times', 'Webhooks out of order']) await turn(seat, title, false)
    await reads(mark, /Break it\s*$/)
  })
})

import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { findViolations } from './browser'
import { assign, chooseFile, handOver, press, reply, say, turn } from './playground-doing'
import { lampPicture } from './playground-files'
import { balances, reads, type Seat } from './playground-seat'

const folder = 'test-output/screenshots'

/** Keeps what the page looks like as test output. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/playground-${name}.png` })
}

/** Keeps what the page looks like, and finds nothing that keeps people from using it. */
export async function inspect(page: Page, name: string): Promise<void> {
  await keepPicture(page, name)
  const violations = (await findViolations(page)).filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(violations.map(({ id, nodes }) => `${name}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  expect(overflow, `nothing to scroll sideways on ${name}`).toBe(0)
}

/** Makes the panes higher at the cost of the wire, and takes the focus away: what the README shows. */
export async function tidyUp(page: Page): Promise<void> {
  const edge = page.getByRole('separator', { name: 'Height of the wire' })
  for (let step = 0; step < 2; step += 1) await edge.press('ArrowDown')
  await page.getByRole('heading', { level: 1 }).click()
}

/** The first lively conversation of a playground, with most of what there is to see in it. Leaves a switch on. */
export async function converse(seat: Seat): Promise<void> {
  const { page, user, chat, desk, thread } = seat
  const keys = page.keyboard
  await say(seat, 'My lamp flickers')
  await chat.getByRole('strong').filter({ hasText: 'E14 LED bulb' }).waitFor()
  await chooseFile(user, 'Send an image', await lampPicture(page.context()))
  await chat.getByText('I cannot look at files myself').waitFor()
  await handOver(seat)
  await reads(thread.getByRole('article', { name: /^Internal comment/ }), 'I cannot look at files myself')
  await assign(seat, 'Dana Fields')
  await chat.getByText('Dana Fields joined', { exact: true }).waitFor()
  await desk.getByRole('radio', { name: 'Internal comment' }).click()
  await reply(seat, 'Known fault of this series.')
  await reads(thread.getByRole('article', { name: 'Internal comment of Dana Fields' }), 'Known fault')
  await desk.getByRole('radio', { name: 'Reply' }).click()
  await seat.editor.click()
  await keys.type('That is a ')
  await press(seat, 'Bold')
  await keys.type('faulty dimmer')
  await press(seat, 'Bold')
  await keys.type('. Please choose:')
  await keys.press('Enter')
  await press(seat, 'Bulleted list')
  await keys.type('a new lamp')
  await keys.press('Enter')
  await keys.type('your money back')
  await keys.press('Control+Enter')
  await reads(chat.getByRole('listitem').last(), 'your money back')
  await turn(seat, 'HubSpot: unavailable', true)
  await say(seat, 'A new lamp, please! 🎉')
  await thread.getByText('A new lamp, please!').waitFor()
  await balances(page, 1, 1)
}

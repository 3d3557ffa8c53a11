import type { Locator } from 'playwright-core'
import type { File } from './playground-files'
import { counts, reads, type Seat } from './playground-seat'

/** What people do on the playground's page. */

type Kind =
  | 'A known customer'
  | 'Someone with an e-mail address'
  | 'Someone with a phone number'
  | 'An anonymous visitor'

/** Brings in another end user, who is shown from then on. Returns what they are called. */
export async function addUser({ page, user, chat }: Seat, kind: Kind): Promise<string> {
  const tabs = user.getByRole('tab')
  const before = await tabs.count()
  await user.getByRole('button', { name: 'Add an end user' }).click()
  await page.getByRole('menuitem', { name: kind }).click()
  await counts(tabs, before + 1)
  const name = (await tabs.last().innerText()).trim()
  await user.getByRole('tab', { name, selected: true }).waitFor()
  await chat.getByRole('article').first().waitFor()
  return name
}

export async function say({ box, chat }: Seat, text: string): Promise<void> {
  await box.fill(text)
  await box.press('Enter')
  await chat.getByRole('article', { name: 'You' }).filter({ hasText: text }).first().waitFor()
}

/** Hands the end user that is shown over to an agent, and opens the thread. */
export async function handOver(seat: Seat): Promise<void> {
  const { user, thread, answering } = seat
  await user.getByRole('button', { name: 'Talk to a human', exact: true }).first().click()
  await reads(answering, 'Waiting for an agent')
  await user.getByRole('button', { name: 'Thread', exact: true }).click()
  await thread.getByRole('article').first().waitFor()
}

/** Writes into the agent's box, at the cursor, and sends it. */
export async function reply({ page, editor }: Seat, text: string): Promise<void> {
  await editor.click()
  await page.keyboard.type(text)
  await page.keyboard.press('Control+Enter')
}

/** Presses a button of the open thread's header or composer. */
export async function press({ desk }: Seat, name: string): Promise<void> {
  await desk.getByRole('button', { name, exact: true }).click()
}

/** Chooses from the menu that says whose the thread is. */
export async function assign({ page, desk }: Seat, to: 'Dana Fields' | 'Robin Hale' | 'Unassigned'): Promise<void> {
  await desk.getByRole('button', { name: /^Assigned to/ }).click()
  await page.getByRole('menuitemradio', { name: to }).click()
}

/** Opens the panel of switches where it is not open, and turns one on or off. */
export async function turn({ page, switches }: Seat, title: string, on: boolean): Promise<void> {
  if (!(await switches.isVisible())) await page.getByRole('button', { name: /^Break it/ }).click()
  const lever = switches.getByRole('switch', { name: title, exact: true, checked: !on })
  await lever.click()
  await switches.getByRole('switch', { name: title, exact: true, checked: on }).waitFor()
}

/** Chooses a file for the button named `label`; a text is the path of one on the disk. */
export async function chooseFile(pane: Locator, label: string, file: File | string): Promise<void> {
  await pane.locator(`input[type=file][aria-label="${label}"]`).setInputFiles(file)
}

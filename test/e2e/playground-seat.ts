import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { DeskName } from '../../playground/desks'
import { patience } from './playground-open'

/** What is on the playground's page, by the names that people see or hear. */
export type Seat = {
  page: Page
  user: Locator
  /** What is said between the end user and bot or agent. */
  chat: Locator
  /** Who answers the end user. */
  answering: Locator
  box: Locator
  desk: Locator
  /** What happened in the open thread. */
  thread: Locator
  /** Where the agent writes. */
  editor: Locator
  wire: Locator
  /** The wire's rows that are in the document, without the header. */
  rows: Locator
  switches: Locator
  crm: Locator
  /** The record that is shown in the CRM. */
  card: Locator
  /** Where actions are tried, and what the latest one answered. */
  actions: Locator
  answer: Locator
}

/** @param deskName whose world the page shows. */
export function seatAt(page: Page, deskName: DeskName = 'HubSpot'): Seat {
  const user = page.getByRole('region', { name: 'End user', exact: true })
  const desk = page.getByRole('region', { name: `${deskName} agent` })
  const crm = page.getByRole('region', { name: 'HubSpot CRM' })
  const actions = page.getByRole('region', { name: 'Actions', exact: true })
  const wire = page.getByRole('region', { name: 'The wire' })
  return {
    page,
    user,
    chat: user.getByRole('log'),
    answering: user.getByRole('tabpanel').getByRole('status'),
    box: user.getByRole('textbox'),
    desk,
    thread: desk.getByRole('log'),
    editor: desk.getByRole('textbox', { name: / as / }),
    wire,
    rows: wire.locator('tbody tr[aria-rowindex]'),
    switches: page.getByRole('complementary', { name: 'Break it' }),
    crm,
    card: crm.getByRole('article'),
    actions,
    answer: actions.getByRole('region', { name: 'Answer' }),
  }
}

/** Waits until the text of what was found fits. */
export async function reads(locator: Locator, text: string | RegExp): Promise<void> {
  const content = expect.poll(() => locator.first().innerText({ timeout: patience }), { timeout: patience })
  await (typeof text === 'string' ? content.toContain(text) : content.toMatch(text))
}

/** Waits until there are this many. */
export async function counts(locator: Locator, number: number): Promise<void> {
  await expect.poll(() => locator.count(), { timeout: patience }).toBe(number)
}

/** Waits until a number on the page is this one. */
export async function becomes(look: () => Promise<number>, number: number): Promise<void> {
  await expect.poll(look, { timeout: patience }).toBe(number)
}

/** The ledger: how much was said to the agent and to the end user, and what became of it. */
export async function readLedger(page: Page): Promise<string[]> {
  const lines = page
    .getByRole('banner')
    .getByRole('list', { name: /^Ledger/ })
    .getByRole('listitem')
  return (await lines.allInnerTexts()).map((text) => text.replace(/\s*\n\s*/g, ': '))
}

/** How much was said so far, to the agent and to the end user. */
export async function said(page: Page): Promise<[number, number]> {
  const [toAgent = '', toUser = ''] = await readLedger(page)
  const number = (line: string) => Number(/(\d+) said/.exec(line)?.[1] ?? 0)
  return [number(toAgent), number(toUser)]
}

/** Waits until so much was said, and all of it has arrived, none of it twice. */
export async function balances(page: Page, toAgent: number, toUser: number): Promise<void> {
  const all = (count: number) =>
    count === 0 ? 'Nothing said yet' : `${count} said, ${count} arrived, none lost, none twice`
  await expect
    .poll(() => readLedger(page), { timeout: 2 * patience })
    .toEqual([`To the agent: ${all(toAgent)}`, `To the end user: ${all(toUser)}`])
}

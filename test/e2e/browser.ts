import { mkdirSync } from 'node:fs'
import axe from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, expect, onTestFinished } from 'vitest'
import { chromiumPath, launchChromium } from '../../scripts/chromium'

export { chromiumPath }

export type Look = {
  scheme?: 'light' | 'dark'
  phone?: boolean
  /** In px; default: a phone's, or one on which the connect page has room. */
  viewport?: { width: number; height: number }
}

/** One browser for the tests of a file; each test gets a profile of its own, with nothing in it. */
let browser: Promise<Browser> | undefined

/** Opens a page as a visitor who was never here. */
export async function openBrowser({ scheme = 'light', phone = false, viewport }: Look = {}): Promise<BrowserContext> {
  browser ??= launchChromium()
  const context = await (await browser).newContext({
    colorScheme: scheme,
    viewport: viewport ?? (phone ? { width: 360, height: 740 } : { width: 1000, height: 900 }),
  })
  onTestFinished(() => context.close())
  return context
}

afterAll(async () => {
  await (await browser)?.close()
  browser = undefined
})

/** Keeps what the page looks like as test output, and finds nothing that keeps people from using it. */
export async function inspect(page: Page, name: string): Promise<void> {
  mkdirSync('test-output/screenshots', { recursive: true })
  await page.screenshot({ path: `test-output/screenshots/connect-${name}.png`, fullPage: true })
  const violations = await findViolations(page, { rules: accepted })
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  expect(overflow, 'nothing to scroll sideways').toBe(0)
}

export type Violation = { id: string; impact: string | null; nodes: { html: string }[] }

/** What axe-core has to say about a page as it is now. */
export async function findViolations(page: Page, options: Record<string, unknown> = {}): Promise<Violation[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate<{ violations: Violation[] }>(
    `axe.run(document, ${JSON.stringify({ resultTypes: ['violations'], ...options })})`,
  )
  return violations
}

/** The progress page reloads by itself for want of script; a link on it stops that, as WCAG 2.2.1 asks. */
const accepted = { 'meta-refresh': { enabled: false } }

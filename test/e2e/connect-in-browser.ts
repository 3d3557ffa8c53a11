import type { Page } from 'playwright-core'
import { test } from 'vitest'
import { chromiumPath } from './browser'
import type { TestStage } from './on-stage'

/** A test of the connect page in a real browser. CI installs one; elsewhere it is left out when there is none. */
export const inBrowser = test.skipIf(chromiumPath === undefined && !process.env.CI)

export const heading = (page: Page) => page.getByRole('heading', { level: 1 })

/** HubSpot's own pages, as far as they matter. */
export async function allow(page: Page, stage: TestStage, portalId = stage.portalId): Promise<void> {
  await page
    .getByRole('link', { name: /^(Continue to|Connect again in) HubSpot/ })
    .first()
    .click()
  await page.getByLabel(`Account ${portalId}`).check()
  await page.getByRole('button', { name: 'Connect app' }).click()
}

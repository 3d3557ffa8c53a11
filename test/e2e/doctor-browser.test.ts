import type { Page } from 'playwright-core'
import { describe, expect, vi } from 'vitest'
import { label as labelOfSalesIq } from '../../integrations/zoho-salesiq/src/connect/visit'
import { label } from '../../src/connect/visit'
import { inspect, type Look, openBrowser } from './browser'
import { heading, inBrowser } from './connect-in-browser'
import { doctorAddress } from './doctor-page-rig'
import { healthy } from './doctor-rig'
import { onSalesIqStage } from './salesiq/on-salesiq-stage'

// A page has a few seconds, of which a slow machine needs some.
vi.hoisted(() => {
  process.env.HITL_TIME_SCALE = '1'
})

const looks: [string, Look][] = (['light', 'dark'] as const).flatMap((scheme) =>
  [390, 1280].map((width): [string, Look] => [
    `${scheme}-${width}`,
    { scheme, viewport: { width, height: width < 500 ? 844 : 900 } },
  ]),
)

/** Every mark is heard as the heading that it stands below. */
const headings = (page: Page) => page.getByRole('heading', { level: 2 }).allInnerTexts()

describe('in a browser, the doctor', () => {
  inBrowser.each(looks)('(%s) of HubSpot shows what is well, and what is wrong first', async (name, look) => {
    const stage = await healthy()
    const page = await (await openBrowser(look)).newPage()
    await page.goto(await doctorAddress(stage, label))
    expect(await heading(page).innerText()).toBe('Check of the HubSpot connection')
    expect(await headings(page)).toEqual(['What is connected', 'What is well'])
    await inspect(page, `doctor-well-${name}`)
    const [account] = stage.hubspot.accounts(stage.portalId)
    stage.hubspot.ui.setAccountActive(account?.id ?? '', false)
    stage.hubspot.setWebhookTarget(stage.appId, 'https://other.example/1')
    stage.hubspot.faults.add({ path: /\/inboxes$/, status: 501 })
    await page.getByRole('link', { name: 'Look again' }).click()
    await expect.poll(() => page.getByRole('alert').innerText()).toMatch(/^Conversations cannot be handed over/)
    expect(await headings(page)).toEqual(['What is wrong', 'Not checked', 'What is connected', 'What is well'])
    await inspect(page, `doctor-wrong-${name}`)
  })

  inBrowser.each(looks)('(%s) of SalesIQ shows what is well, and what is wrong first', async (name, look) => {
    const stage = await onSalesIqStage()
    const page = await (await openBrowser(look)).newPage()
    await page.goto(await doctorAddress(stage, labelOfSalesIq))
    expect(await heading(page).innerText()).toBe('Check of the Zoho SalesIQ connection')
    await inspect(page, `salesiq-doctor-well-${name}`)
    stage.salesiq.ui.setBrand(stage.appId, { enabled: false, shareFile: false })
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.getByRole('alert').innerText()).toMatch(/^Conversations cannot be handed over/)
    expect(await headings(page)).toEqual(['What is wrong', 'Not checked', 'What is connected', 'What is well'])
    await inspect(page, `salesiq-doctor-wrong-${name}`)
  })
})

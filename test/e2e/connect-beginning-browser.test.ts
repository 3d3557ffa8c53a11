import { readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { markOf } from '../../src/hubspot-app/project'
import { inspect, type Look, openBrowser } from './browser'
import { allow, heading, inBrowser } from './connect-in-browser'
import { linkInLog, unconnected } from './connect-visitor'
import type { TestStage } from './on-stage'
import { unconnected as salesiqUnconnected } from './salesiq-connect-visitor'

const looks: [string, Look][] = [
  ['390-light', { scheme: 'light', viewport: { width: 390, height: 844 } }],
  ['844-dark', { scheme: 'dark', viewport: { width: 844, height: 390 } }],
  ['1280-light', { scheme: 'light', viewport: { width: 1280, height: 900 } }],
  ['1280-dark', { scheme: 'dark', viewport: { width: 1280, height: 900 } }],
]

async function emptied(stage: TestStage): Promise<Record<string, unknown>> {
  const { appId: _read, ...values } = stage.bot.configuration
  stage.bot.configuration = {}
  await stage.bot.register()
  return values
}

/** What the browser's console has to say against a page. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (!message.location().url.endsWith('/favicon.ico')) complaints.push(message.text())
  })
  return complaints
}

describe('in a browser, from nothing', () => {
  inBrowser.each(looks)(
    '(%s) the app project is downloaded, and the steps lead on to the last',
    { timeout: 90_000 },
    async (look, options) => {
      const stage = await unconnected({ registered: false })
      const values = await emptied(stage)
      const page = await (await openBrowser(options)).newPage()
      const complaints = complaintsOf(page)
      await page.goto(linkInLog(stage))
      await inspect(page, `beginning-app-${look}`)
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Download the app project' }).click(),
      ])
      expect(download.suggestedFilename()).toBe(`botpress-inbox-hitl-${markOf(stage.bot.webhookId)}.zip`)
      const files = Object.entries(unzipSync(readFileSync(await download.path())))
      expect(files).toHaveLength(3)
      expect(files.filter(([, bytes]) => Buffer.from(bytes).includes(stage.bot.webhookUrl))).toHaveLength(2)
      stage.bot.configuration = values
      await stage.bot.register()
      await page.getByRole('link', { name: /I have saved them/ }).click()
      await inspect(page, `beginning-connect-${look}`)
      await allow(page, stage)
      await inspect(page, `beginning-inboxes-${look}`)
      await page.getByRole('radio', { name: /Customer care/ }).check()
      await page.getByRole('button', { name: 'Connect' }).click()
      await expect.poll(() => heading(page).innerText(), { timeout: 40_000 }).toBe('HubSpot is connected')
      await inspect(page, `beginning-done-${look}`)
      expect(await page.title()).toContain('step 4 of 4')
      expect(complaints).toEqual([])
    },
  )

  inBrowser.each(looks)('(%s) SalesIQ says how to make a client', { timeout: 60_000 }, async (look, options) => {
    const stage = await salesiqUnconnected({ registered: false })
    const values = stage.bot.configuration
    stage.bot.configuration = {}
    await stage.bot.register()
    const page = await (await openBrowser(options)).newPage()
    const complaints = complaintsOf(page)
    await page.goto(linkInLog(stage))
    await inspect(page, `beginning-client-${look}`)
    stage.bot.configuration = values
    await stage.bot.register()
    await page.getByRole('link', { name: /I have saved them/ }).click()
    await inspect(page, `beginning-zoho-${look}`)
    expect(complaints).toEqual([])
  })
})

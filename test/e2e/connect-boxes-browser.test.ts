import { describe, expect } from 'vitest'
import { inspect, openBrowser } from './browser'
import { allow, heading, inBrowser } from './connect-in-browser'
import { linkInLog, unconnected } from './connect-visitor'

describe('in a browser, the boxes of the start page', () => {
  inBrowser.each([
    ['light', { scheme: 'light' as const }],
    ['phone-dark', { scheme: 'dark' as const, phone: true }],
  ])(
    '(%s) count once they are applied, and are shown as granted after that',
    { timeout: 60_000 },
    async (look, options) => {
      const stage = await unconnected()
      const page = await (await openBrowser(options)).newPage()
      const onward = page.getByRole('link', { name: 'Continue to HubSpot' })
      await page.goto(linkInLog(stage))
      const [crm, customObjects] = [/^CRM/, /^Custom objects/].map((name) => page.getByRole('checkbox', { name }))
      expect(await crm?.isChecked()).toBe(false)
      expect(await customObjects?.isChecked()).toBe(false)
      await crm?.check()
      // Who ticks a box and goes on without applying it would be asked for less than they meant.
      expect(await onward.isVisible()).toBe(false)
      await inspect(page, `box-ticked-${look}`)
      await crm?.uncheck()
      expect(await onward.isVisible()).toBe(true)
      await crm?.check()
      await page.getByRole('button', { name: 'Apply the choice' }).click()
      await expect.poll(() => onward.isVisible()).toBe(true)
      await inspect(page, `box-applied-${look}`)
      await allow(page, stage)
      await page.getByRole('radio', { name: /Sales/ }).check()
      await page.getByRole('button', { name: 'Connect' }).click()
      await expect.poll(() => heading(page).innerText(), { timeout: 25_000 }).toBe('HubSpot is connected')
      await inspect(page, `box-done-${look}`)
      await stage.bot.register()
      await page.goto(linkInLog(stage))
      await page.getByText('CRM: granted').waitFor()
      expect(await crm?.count()).toBe(0)
      await inspect(page, `box-granted-${look}`)
    },
  )
})

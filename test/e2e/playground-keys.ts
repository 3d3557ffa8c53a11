import type { Page } from 'playwright-core'

/** As many stops are on no page. */
const enough = 150

/** Goes on with the Tab key until the focus is on what is called so. */
export async function tabTo(page: Page, name: string): Promise<void> {
  await stopsTo(page, name)
}

/** As `tabTo`; returns how often the key was pressed. */
export async function stopsTo(page: Page, name: string): Promise<number> {
  const seen: string[] = []
  while (seen.length < enough) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate<string>(
      `(at => at.getAttribute('aria-label') ?? document.getElementById(at.getAttribute('aria-labelledby') ?? '')?.textContent ?? at.innerText)(document.activeElement)`,
    )
    if (at.trim().startsWith(name)) return seen.length + 1
    seen.push(at.trim())
  }
  throw new Error(`The Tab key leads to no "${name}", but to ${seen.join(', ')}`)
}

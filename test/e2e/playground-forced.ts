import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { patience } from './playground-open'

type Style = { backgroundColor: string; color: string; outlineStyle: string; borderStyle: string; borderColor: string }

/** How an element is drawn, as far as forced colours leave it to a page. */
export const look = (it: Locator): Promise<string> =>
  it.evaluate((element: { ownerDocument: { defaultView: { getComputedStyle(of: unknown): Style } } }) => {
    const { backgroundColor, color, outlineStyle, borderStyle, borderColor } =
      element.ownerDocument.defaultView.getComputedStyle(element)
    return [backgroundColor, color, outlineStyle, borderStyle, borderColor].join('; ')
  })

/** Waits until what is chosen is drawn in another way than what is not. */
export async function differ(chosen: Locator, other: Locator): Promise<void> {
  await expect
    .poll(async () => (await look(chosen)) !== (await look(other)), { message: String(chosen), timeout: patience })
    .toBe(true)
}

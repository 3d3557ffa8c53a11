import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { patience } from './playground-open'

/** What of an element the page is asked for. */
type Shape = {
  getBoundingClientRect(): { x: number; y: number; width: number; height: number }
  contains(other: unknown): boolean
  ownerDocument: { elementFromPoint(x: number, y: number): unknown }
}

/** How much of an element is on the screen and lies under nothing, from top to bottom through its middle, in px. */
export const shown = (it: Locator): Promise<number> =>
  it.evaluate((element: Shape) => {
    const { x, y, width, height } = element.getBoundingClientRect()
    const heights = Array.from({ length: Math.floor(height) }, (_, index) => y + index + 0.5)
    return heights.filter((at) => element.contains(element.ownerDocument.elementFromPoint(x + width / 2, at))).length
  })

/** Waits until all of an element is to be seen. */
export async function inView(it: Locator): Promise<void> {
  await expect
    .poll(async () => (await shown(it)) >= Math.floor((await it.boundingBox())?.height ?? Number.NaN) - 1, {
      timeout: patience,
    })
    .toBe(true)
}

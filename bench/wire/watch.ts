import type { Page } from 'playwright-core'
import * as z from 'zod'

/** In the page before its own script: when the first row of the wire was painted, in ms since the navigation. */
const noteFirstRow = `
  window.firstRow = new Promise((done) => {
    const look = () => {
      if (!document.querySelector('.wire-table tbody tr[aria-rowindex]')) requestAnimationFrame(look)
      // In the next frame this one has been painted.
      else requestAnimationFrame(() => done(performance.now()))
    }
    requestAnimationFrame(look)
  })`

const scrolling = z.object({ frames: z.array(z.number()), mostRows: z.number() })

/** What scrolling was like: ms from frame to frame, and how many rows were in the document at most. */
export type Scrolling = z.infer<typeof scrolling>

/** Scrolls the wire from its beginning by three rows in every frame, for so many frames. */
export async function scroll(page: Page, frames: number): Promise<Scrolling> {
  return scrolling.parse(
    await page.evaluate(`new Promise((done) => {
      const box = document.querySelector('.wire-scroll')
      const frames = []
      let mostRows = 0
      let latest
      box.scrollTop = 0
      const step = (now) => {
        if (latest !== undefined) frames.push(now - latest)
        latest = now
        mostRows = Math.max(mostRows, box.querySelectorAll('tbody tr[aria-rowindex]').length)
        box.scrollTop += 78
        if (frames.length < ${frames}) requestAnimationFrame(step)
        else done({ frames, mostRows })
      }
      requestAnimationFrame(step)
    })`),
  )
}

/** Opens the page as somebody who was never here; ms until rows of the wire were on screen. */
export async function firstRows(page: Page, url: string): Promise<number> {
  await page.addInitScript(noteFirstRow)
  await page.goto(url)
  return z.number().parse(await page.evaluate('window.firstRow'))
}

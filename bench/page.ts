import type { Browser } from 'playwright-core'
import { chromiumPath, launchChromium } from '../scripts/chromium'
import { median, round } from './numbers'
import type { Row, Section } from './row'
import { type PageServer, servePageWith } from './wire/serve'
import { firstRows, type Scrolling, scroll } from './wire/watch'

const rows = 5_000
const visits = 5
/** Frames of a scripted scroll: through a fifth of the rows. */
const frames = 300

/** The playground's page with 5,000 calls on its wire: until it shows them, and scrolling through them. */
export async function measurePage(): Promise<Section> {
  const title = `The playground's page with ${rows.toLocaleString('en')} calls on the wire`
  if (chromiumPath === undefined) {
    return { title, rows: [{ what: 'first paint and scrolling', figures: {}, shown: 'left out: no Chromium here' }] }
  }
  const server = await servePageWith(rows)
  const browser = await launchChromium()
  try {
    return { title, rows: [await firstPaint(browser, server), ...(await scrolls(browser, server))] }
  } finally {
    await browser.close()
    await server.close()
  }
}

const open = (browser: Browser) => browser.newPage({ viewport: { width: 1280, height: 800 } })

/** Each visit with a profile of its own, so that nothing is cached. */
async function firstPaint(browser: Browser, { url }: PageServer): Promise<Row> {
  const times: number[] = []
  for (let visit = 0; visit < visits; visit += 1) {
    const page = await open(browser)
    times.push(await firstRows(page, url))
    await page.close()
  }
  const ms = round(median(times))
  return {
    what: 'until calls are on screen',
    figures: { ms, worstMs: round(Math.max(...times)) },
    shown: `${ms} ms`,
    goal: { target: 'at most 1,000 ms', met: ms <= 1_000 },
  }
}

async function scrolls(browser: Browser, server: PageServer): Promise<Row[]> {
  const page = await open(browser)
  await firstRows(page, server.url)
  const still = await scroll(page, frames)
  server.goLive()
  const live = await scroll(page, frames)
  const mostRows = Math.max(still.mostRows, live.mostRows)
  return [
    smoothness('scrolling, frame to frame', still),
    smoothness('scrolling while 30 calls a second come in', live),
    {
      what: 'rows in the document at most',
      figures: { rows: mostRows },
      shown: String(mostRows),
      goal: { target: 'at most 100', met: mostRows <= 100 },
    },
  ]
}

/** A frame takes 16.7 ms where the screen is drawn 60 times a second; two of them are still smooth to the eye. */
function smoothness(what: string, { frames: taken }: Scrolling): Row {
  const [middle, p95] = [round(median(taken), 1), round(percentile(taken, 0.95), 1)]
  return {
    what,
    figures: { medianMs: middle, p95Ms: p95, worstMs: round(Math.max(...taken), 1) },
    shown: `${middle} ms, p95 ${p95} ms`,
    goal: { target: 'p95 at most 34 ms', met: p95 <= 34 },
  }
}

/** The value that this share of all do not exceed. */
function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? 0
}

import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished } from 'vitest'
import { buildIntegration } from '../../playground/server/integration'
import { buildPage } from '../../playground/server/page'
import { type Playground, startPlayground } from '../../playground/server/playground'
import { startFront } from '../../sim/http/front'
import { chromiumPath, type Look, openBrowser } from './browser'

// A fifth of the time, as elsewhere among these tests, is too little for replies while browsers keep the machine busy.
process.env.HITL_TIME_SCALE = '0.5'

/** Left out where no Chromium is installed, except in CI. */
export const inBrowser = describe.skipIf(chromiumPath === undefined && !process.env.CI)

/** ms; a step takes a second at most, but machines may be slow and busy. */
export const patience = 60_000

/** The desk of a laptop. */
export const laptop = { width: 1280, height: 800 }

/** How somebody comes: by default as one who has been here before, and needs no hints. */
export type Visit = Look & { isFirst?: boolean; storage?: 'refused' }

export type House = {
  url(): string
  /** Opens the page in a browser of its own; at the test's end it must not have complained of anything but `allowed`. */
  look(look?: Visit, allowed?: RegExp): Promise<Page>
}

/** Builds page and integration before the tests of the `describe` that this is called in. Returns the page's folder. */
export function buildOnce(): () => string {
  // A folder of its own: another file's build would empty it.
  const folder = resolve('test-output/playground', randomUUID())
  beforeAll(async () => {
    await Promise.all([buildPage(folder), buildIntegration()])
  }, patience)
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return () => folder
}

/** One playground for all tests of the `describe` that this is called in; each has pages of its own. */
export function openPlayground(): House {
  const folder = buildOnce()
  let playground: Playground | undefined
  beforeAll(async () => {
    playground = await startPlayground({ front: await startFront(), page: folder() })
  }, patience)
  afterAll(() => playground?.close(), patience)
  const url = () => {
    if (playground === undefined) throw new Error('The playground is not open yet')
    return playground.url
  }
  return { url, look: (look, allowed) => lookAt(url(), look, allowed) }
}

/** Opens a playground's page, and waits until there is something on it. */
export async function lookAt(url: string, look: Visit = {}, allowed?: RegExp): Promise<Page> {
  const context = await openBrowser({ viewport: laptop, ...look })
  if (!look.isFirst) await context.addInitScript("localStorage.setItem('playground.hints', 'gone')")
  if (look.storage === 'refused') {
    await context.addInitScript(
      "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused') } })",
    )
  }
  const page = await blankPage(context, allowed)
  await page.goto(url)
  await page.getByRole('region', { name: 'End user' }).getByRole('log').getByRole('article').first().waitFor()
  return page
}

async function blankPage(context: BrowserContext, allowed?: RegExp): Promise<Page> {
  context.setDefaultTimeout(patience)
  const page = await context.newPage()
  const complaints: string[] = []
  const note = (text: string) => allowed?.test(text) || complaints.push(text)
  page.on('pageerror', (error) => note(String(error)))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) note(message.text())
  })
  onTestFinished(() => expect(complaints, 'what the browser complained of').toEqual([]))
  return page
}

import { describe, expect, onTestFinished, test } from 'vitest'
import { renderAll } from '../../scripts/docs/pack'
import { documentations } from '../../scripts/docs/pages'
import { findViolations, openBrowser } from './browser'
import { heading, inBrowser } from './connect-in-browser'
import { unconnected as hubSpotStage } from './connect-visitor'
import { onStage } from './on-stage'
import { linkInLog, linkOn, visit } from './page-visitor'
import { unconnected as salesIqStage } from './salesiq-connect-visitor'

type Opened = { url: string; calls: () => number }

/** Each desk as it is before anybody has filled in anything. */
const desks: Record<string, () => Promise<Opened>> = {
  'HubSpot Inbox HITL': async () => {
    const { bot, hubspot, botpress } = await onStage({ registered: false })
    bot.configuration = {}
    return { url: bot.webhookUrl, calls: () => hubspot.log.calls.length + botpress.log.calls.length }
  },
  'Zoho SalesIQ HITL': async () => {
    const { bot, salesiq, botpress } = await salesIqStage({ registered: false })
    bot.configuration = {}
    return { url: bot.webhookUrl, calls: () => salesiq.log.calls.length + botpress.log.calls.length }
  },
}

const opened = (integration: string): Promise<Opened> => {
  const open = desks[integration]
  if (open === undefined) throw new Error(`No desk for ${integration}`)
  return open()
}

test.each([
  ['HubSpot', hubSpotStage],
  ['SalesIQ', salesIqStage],
])('the connect page leads to it: %s', async (_, unconnected) => {
  const stage = await unconnected()
  const start = await visit(linkInLog(stage))
  const answer = await fetch(linkOn(start, /^Documentation$/))
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain('<h1>Documentation</h1>')
})

describe.each(documentations)('the documentation of $integration', ({ integration, ...documentation }) => {
  const pages = renderAll({ integration, ...documentation })

  test('is there for whoever has the webhook URL, before anything is configured, and asks nobody', async () => {
    const { url, calls } = await opened(integration)
    const before = calls()
    for (const address of [`${url}/docs`, ...pages.map(({ name }) => `${url}/docs/${name}`)]) {
      const answer = await fetch(address)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(answer.headers.get('cache-control')).toBe('public, max-age=3600')
      expect(answer.headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'sha256-[\w+/]+=*'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
      )
      expect(answer.headers.get('x-bp-disable-interstitial')).toBe('true')
      expect(await answer.text()).not.toMatch(/<script|<img|<[^>]*\s(on\w+|style)=/i)
    }
    expect(calls()).toBe(before)
  })

  test('has no link that leads nowhere', async () => {
    const { url } = await opened(integration)
    const seen = new Map<string, string>()
    const follow = async (address: string): Promise<void> => {
      const [page = '', anchor] = address.split('#')
      if (!seen.has(page)) {
        const answer = await fetch(page)
        expect(answer.status, page).toBe(200)
        seen.set(page, await answer.text())
        for (const [, href = ''] of (seen.get(page) ?? '').matchAll(/<a href="([^"]*)"/g)) {
          if (!href.startsWith('https:')) await follow(new URL(href, page).href)
        }
      }
      if (anchor !== undefined) expect(seen.get(page), address).toContain(` id="${anchor}"`)
    }
    await follow(`${url}/docs`)
    expect([...seen.keys()].toSorted()).toEqual(
      [`${url}/docs`, ...pages.map(({ name }) => `${url}/docs/${name}`)].toSorted(),
    )
  })

  test('answers HEAD without a body', async () => {
    const { url } = await opened(integration)
    const answer = await fetch(`${url}/docs/guide`, { method: 'HEAD' })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/)
    expect(await answer.text()).toBe('')
  })

  test('has one address for each page, without a slash at its end', async () => {
    const { url } = await opened(integration)
    for (const path of ['/docs', '/docs/guide']) {
      const answer = await fetch(`${url}${path}/`, { redirect: 'manual' })
      expect(answer.status).toBe(303)
      expect(new URL(String(answer.headers.get('location')), `${url}${path}/`).href).toBe(`${url}${path}`)
    }
  })

  test.each([
    '/docs/nothing',
    '/docs/__proto__',
    '/docs/constructor',
    '/docs/guide/more',
    '/docs//evil.example/',
    '/docs/%2e%2e%2fconnect',
    '/docs/..%2f..%2fpackage.json',
    '/docs/%00',
    '/docs/%3Cscript%3Ealert(1)%3C/script%3E',
    `/docs/${'a'.repeat(4_000)}`,
  ])('says that there is no such page, and repeats nothing of %s', async (path) => {
    const { url } = await opened(integration)
    const answer = await fetch(`${url}${path}`, { redirect: 'manual' })
    expect(answer.status).toBe(404)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const text = await answer.text()
    expect(text).toContain('There is no such page')
    expect(text).not.toMatch(/<script|aaaa|proto|evil/)
  })

  test.each(['POST', 'PUT', 'DELETE'])('is not what %s gets', async (method) => {
    const { url } = await opened(integration)
    const answer = await fetch(`${url}/docs`, { method, body: method === 'POST' ? '[{}]' : null })
    expect(answer.status).not.toBe(200)
  })

  inBrowser.each([
    ['light', { scheme: 'light' as const, viewport: { width: 1280, height: 800 } }],
    ['dark, on a phone', { scheme: 'dark' as const, viewport: { width: 390, height: 844 } }],
    ['light, on a phone on its side', { scheme: 'light' as const, viewport: { width: 844, height: 390 } }],
  ])('can be read by everybody: %s', { timeout: 60_000 }, async (look, options) => {
    const { url } = await opened(integration)
    const page = await (await openBrowser(options)).newPage()
    const complaints: string[] = []
    page.on('console', (message) => {
      if (!message.location().url.endsWith('/favicon.ico')) complaints.push(message.text())
    })
    onTestFinished(() => expect(complaints).toEqual([]))
    await page.goto(`${url}/docs`)
    for (const { name, title } of [{ name: 'docs', title: 'Documentation' }, ...pages]) {
      if (name !== 'docs') await page.goto(`${url}/docs/${name}`)
      expect(await heading(page).innerText()).toBe(title)
      await page.screenshot({
        path: `test-output/screenshots/docs-${integration.split(' ')[0]}-${name}-${look}.png`,
        fullPage: name !== 'troubleshooting' && name !== 'crm',
      })
      if (look !== 'light, on a phone on its side')
        expect((await findViolations(page)).map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
    }
  })
})

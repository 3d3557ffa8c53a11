import { expect } from 'vitest'
import type { LogLine } from '../stage/watch-log'

/** A page as a person without script sees it. */
export type Seen = {
  url: string
  status: number
  headers: Headers
  source: string
  title: string
  text: string
}

export type Fields = [string, string][]

/** Opens an address as a browser does, redirects included. */
export async function visit(url: string, init: RequestInit = {}): Promise<Seen> {
  const answer = await fetch(url, { redirect: 'manual', ...init })
  const location = answer.headers.get('location')
  if (!url.includes('/oauth/')) expectSafe(answer.headers)
  if (location !== null) return visit(new URL(location, url).href)
  const source = await answer.text()
  sources.push(source)
  return {
    url,
    status: answer.status,
    headers: answer.headers,
    source,
    title: textOf(/<h1>(.*?)<\/h1>/s.exec(source)?.[1] ?? ''),
    text: textOf(/<main>(.*?)<\/main>/s.exec(source)?.[1] ?? ''),
  }
}

/** Every page of the running test. */
const sources: string[] = []

/** What each of our answers carries, redirects too. */
function expectSafe(headers: Headers): void {
  expect(headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'sha256-[\w+/]+=*'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
  )
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('x-bp-disable-interstitial')).toBe('true')
}

/** Nothing that gives access to anything may stand in a page of this test, nor script. */
export function expectNothingSecret(secrets: readonly unknown[]): void {
  for (const source of sources) {
    for (const secret of secrets) expect(source).not.toContain(secret)
    expect(source).not.toMatch(/<script|\son\w+=|\sstyle=|javascript:/i)
  }
}

/** Forgets the pages of the test before. */
export function startVisiting(): void {
  sources.length = 0
}

const textOf = (source: string) =>
  decode(source.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()
const decode = (text: string) => text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
const attribute = (tag: string, name: string) => decode(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '')

/** Where a link with this text leads. */
export function linkOn({ source, text }: Seen, label: RegExp): string {
  for (const [, tag = '', content = ''] of source.matchAll(/(<a\s[^>]*>)(.*?)<\/a>/gs)) {
    if (label.test(textOf(content))) return attribute(tag, 'href')
  }
  throw new Error(`No link ${label} on the page: ${text}`)
}

export const click = (page: Seen, label: RegExp): Promise<Seen> => visit(linkOn(page, label))

/** What the page's form holds that a person cannot change. */
export function formOn({ source, url, text }: Seen): { action: string; hidden: Fields } {
  const form = /<form\s[^>]*>/.exec(source)?.[0]
  if (form === undefined) throw new Error(`No form on the page: ${text}`)
  const inputs = [...source.matchAll(/<input type="hidden"[^>]*>/g)].map(([tag]) => tag)
  return {
    action: new URL(attribute(form, 'action'), url).href,
    hidden: inputs.map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')]),
  }
}

export function submit(page: Seen, fields: Fields = []): Promise<Seen> {
  const { action, hidden } = formOn(page)
  return post(action, [...hidden, ...fields])
}

export const post = (url: string, fields: Fields): Promise<Seen> =>
  visit(url, { method: 'POST', body: new URLSearchParams(fields) })

/** The newest link to the connect page in the bot's log. */
export function linkInLog({ logs }: { logs: LogLine[] }): string {
  const links = logs.flatMap(({ text }) => /https?:\S+\/connect\?t=\S+/.exec(text)?.[0] ?? [])
  const link = links.at(-1)
  if (link === undefined) throw new Error('There is no link to the connect page in the log')
  return link
}

/** Loads the progress page until it is the last one, as the page does by itself. */
export async function waitFor(page: Seen, title: RegExp, loads = 200): Promise<Seen> {
  let current = page
  for (let load = 0; load < loads && !title.test(current.title); load += 1) {
    const refresh = /http-equiv="refresh" content="\d+; url=([^"]*)"/.exec(current.source)?.[1]
    if (refresh === undefined) throw new Error(`The page does not go on by itself: ${current.text}`)
    current = await visit(decode(refresh))
  }
  if (!title.test(current.title)) throw new Error(`Still at: ${current.text}`)
  return current
}

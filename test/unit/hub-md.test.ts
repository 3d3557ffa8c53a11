import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { documentations } from '../../scripts/docs/pages'
import { hubspot, salesiq, sentences, texts } from './sentences'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

/** Whether a documented phrase, with `…` for what differs, stands in a text. */
function quotes(phrase: string, text: string): boolean {
  let from = 0
  return phrase
    .split('…')
    .map((piece) => piece.trim())
    .every((piece) => {
      const at = text.indexOf(piece, from)
      from = at + piece.length
      return at >= 0
    })
}

const codeIn = (markdown: string) => [...markdown.matchAll(/`([^`\n]+)`/g)].flatMap(([, code]) => code ?? [])
const isPhrase = (code: string) => code.replaceAll('…', '').trim().split(/\s+/).length >= 3

/** All that an integration serves for bot builders. */
const served = (name: string) =>
  documentations
    .filter(({ integration }) => integration === name)
    .flatMap(({ sources }) => sources.map(({ path }) => path))

/** What the first column of the troubleshooting tables quotes. */
const quotedIn = (page: string) =>
  page
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .flatMap((line) => codeIn(line.split(' | ')[0] ?? ''))

describe.each([
  { page: 'docs/troubleshooting.md', all: served('HubSpot Inbox HITL'), source: hubspot, atLeast: 40 },
  { page: 'docs/salesiq/troubleshooting.md', all: served('Zoho SalesIQ HITL'), source: salesiq, atLeast: 40 },
])('the troubleshooting in $page', ({ page, all, source, atLeast }) => {
  const quoted = quotedIn(read(page))
  const phrases = codeIn(all.map(read).join('\n')).filter(isPhrase)

  test('is about texts that there are', () => {
    expect(quoted.length).toBeGreaterThan(atLeast)
    const shown = texts(source)
    const stale = quoted.filter((phrase) => !shown.some(({ text }) => quotes(phrase, text)))
    expect(stale).toEqual([])
  })

  test.each(sentences(source))('knows what "$text" in $file means', ({ text }) => {
    expect(phrases.some((phrase) => quotes(phrase, text))).toBe(true)
  })
})

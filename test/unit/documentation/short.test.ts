import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { wordsIn } from './words'

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')

test.each([
  ['hub.md', 1_800],
  ['integrations/zoho-salesiq/hub.md', 1_800],
  ['README.md', 1_200],
  ['CONTRIBUTING.md', 600],
  ['docs/architecture.md', 700],
  ['docs/crm.md', 6_000],
])('%s is short enough to be read: %i words', (path, most) => {
  expect(wordsIn(read(path))).toBeLessThanOrEqual(most)
})

test('words are counted as people read them', () => {
  expect(wordsIn('| One | two |\n| --- | --- |\n| *three* | – |\n\n```sh\nnpm ci\n```\n\nFour **five**.')).toBe(5)
})

const stepsOf = (path: string) => {
  const text = read(path)
  const steps = text.slice(text.indexOf('\n## Set-up'), text.indexOf('\n## The card'))
  return [...steps.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number))
}

test.each([['hub.md'], ['integrations/zoho-salesiq/hub.md']])('the set-up in %s takes twelve steps at most', (path) => {
  const steps = stepsOf(path)
  expect(steps).toEqual(steps.map((_, index) => index + 1))
  expect(steps.length).toBeGreaterThan(8)
  expect(steps.length).toBeLessThanOrEqual(12)
})

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { expect, test } from 'vitest'
import { documentations } from '../../../scripts/docs/pages'
import { slugs } from '../../../scripts/docs/slug'

const root = new URL('../../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')
const markdownIn = (folder: string) =>
  readdirSync(new URL(folder, root))
    .filter((name) => name.endsWith('.md'))
    .map((name) => posix.join(folder, name))

const pages = ['./', 'docs/', 'docs/salesiq/', 'hubspot-app/', 'integrations/zoho-salesiq/'].flatMap(markdownIn)
/** For developers; everything else in docs/ is for bot builders, and served. */
const forDevelopers = ['docs/architecture.md', 'docs/faults.md', 'docs/measurements.md', 'docs/testing.md']

const withoutFences = (markdown: string) => markdown.replace(/^```[\s\S]*?^```$/gm, '')

function anchorsOf(path: string): string[] {
  const slug = slugs()
  const headings = [...withoutFences(read(path)).matchAll(/^#+ (.+)$/gm)]
  return headings.map(([, heading = '']) => slug(heading.replace(/[`*]/g, '')))
}

function linksOf(path: string): string[] {
  const text = withoutFences(read(path)).replace(/`[^`\n]*`/g, '')
  const inMarkdown = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
  const inMarkup = [...text.matchAll(/\s(?:src|srcset)="([^"]+)"/g)]
  return [...inMarkdown, ...inMarkup].map(([, target = '']) => target).filter((target) => !/^https:/.test(target))
}

test.each(pages)('%s has no link that leads nowhere', (path) => {
  const dead = linksOf(path).filter((target) => {
    const [relative = '', anchor] = target.split('#')
    const file = relative === '' ? path : posix.join(posix.dirname(path), relative)
    if (!existsSync(new URL(file, root))) return true
    return anchor !== undefined && !anchorsOf(file).includes(anchor)
  })
  expect(dead).toEqual([])
})

test('there are links to follow', () => {
  expect(pages.flatMap(linksOf).length).toBeGreaterThan(60)
})

test('every document for bot builders is served', () => {
  const served = documentations.flatMap(({ sources }) => sources.map(({ path }) => path))
  const documents = ['docs/', 'docs/salesiq/'].flatMap(markdownIn).filter((path) => !forDevelopers.includes(path))
  expect(documents.filter((path) => !served.includes(path))).toEqual([])
})

test.each(documentations)(
  'the list of documents in the hub.md of $integration names all that are served',
  ({ sources }) => {
    const [guide, ...others] = sources
    if (guide === undefined) throw new Error('Nothing is served')
    const linked = linksOf(guide.path).map((target) =>
      posix.join(posix.dirname(guide.path), target.split('#')[0] ?? ''),
    )
    expect(others.map(({ path }) => path).filter((path) => !linked.includes(path))).toEqual([])
  },
)

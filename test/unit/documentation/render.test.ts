import { describe, expect, test } from 'vitest'
import { renderPage } from '../../../scripts/docs/render'

const source = { name: 'one', path: 'docs/one.md', about: 'One.' }
const sources = [source, { name: 'guide', path: 'hub.md', about: 'The way in.' }]
const rendered = (text: string) => renderPage(source, `# One\n\n${text}\n`, sources)
const content = (text: string) => rendered(text).content.trim()

describe('a link', () => {
  test.each([
    ['to a page that is served', '[it](../hub.md)', '<p><a href="guide">it</a></p>'],
    ['to a place on such a page', '[it](../hub.md#limits)', '<p><a href="guide#limits">it</a></p>'],
    ['to a place on the page itself', '[it](#limits)', '<p><a href="#limits">it</a></p>'],
    ['out into the world', '[it](https://shop.example/)', '<p><a href="https://shop.example/">it</a></p>'],
    [
      'to a file that is not served',
      '[the **map**](../README.md) of it',
      '<p>the <strong>map</strong> (README.md in the source) of it</p>',
    ],
    ['to such a file by its name', '[`docs/two.md`](two.md)', '<p><code>docs/two.md</code> (in the source)</p>'],
    ['to where a script would run', '[it](javascript:alert)', '<p>[it](javascript:alert)</p>'],
  ])('%s', (_, markdown, expected) => {
    expect(content(markdown)).toBe(expected)
  })
})

test('a link without encryption is refused', () => {
  expect(() => rendered('[it](http://shop.example/)')).toThrow('http://shop.example/')
})

describe('headings', () => {
  const page = rendered('## What it costs\n\n### What `it` costs\n\n## What it costs\n\n## "Yes", & no')

  test('bear the ids that GitHub gives them, each once', () => {
    const ids = [...page.content.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
    expect(ids).toEqual(['what-it-costs', 'what-it-costs-1', 'what-it-costs-2', 'yes--no'])
  })
})

test('the title stands apart', () => {
  expect(rendered('Text.')).toMatchObject({ title: 'One', content: '<p>Text.</p>\n' })
})

test('a file without a title is refused by its path', () => {
  expect(() => renderPage(source, 'Text.', sources)).toThrow('docs/one.md')
})

test('a table can be reached and scrolled with the keyboard, and is called by its heading', () => {
  const table = content('## "Limits"\n\n| What | Limit |\n| --- | --- |\n| a | b |')
  expect(table).toContain('<div class="table" tabindex="0" role="group" aria-label="Table: &quot;Limits&quot;"><table>')
  expect(table).toContain('<th scope="col">What')
  expect(table).toMatch(/<\/table><\/div>$/)
})

test('a column of numbers is aligned without a style of its own', () => {
  const table = content('| What | Times |\n| --- | ---: |\n| a | 1 |')
  expect(table).toContain('<td class="number">1')
  expect(table).not.toContain('style=')
})

test('a picture is told in words, since pages load nothing', () => {
  expect(content('![A thread in the inbox](inbox.png)')).toBe('<p>(Picture: A thread in the inbox)</p>')
})

test('HTML is text', () => {
  expect(content('<script>alert(1)</script>')).toBe('<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>')
})

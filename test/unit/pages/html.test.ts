import { describe, expect, test } from 'vitest'
import { html } from '../../../core/pages/html'
import { switchPage } from '../../../src/connect/pages/switch'
import { show } from '../../../src/connect/product'
import fc from '../../property'

describe('html', () => {
  test('escapes values in text and in attributes', () => {
    const value = `<b title="x">&'`
    expect(html`<a href="${value}">${value}</a>`.toString()).toBe(
      '<a href="&#60;b title=&#34;x&#34;&#62;&#38;&#39;">&#60;b title=&#34;x&#34;&#62;&#38;&#39;</a>',
    )
  })

  test('takes in its own pieces as they are, and lists of them', () => {
    expect(html`<ul>${['a', '<'].map((item) => html`<li>${item}</li>`)}</ul>`.toString()).toBe(
      '<ul><li>a</li><li>&#60;</li></ul>',
    )
  })

  test('leaves out what is undefined or false, and keeps 0', () => {
    expect(html`${undefined}${false}${0}`.toString()).toBe('0')
  })

  test('lets no text through that would be markup', () => {
    fc.assert(fc.property(fc.string(), (text) => !/[<>"']/.test(html`${text}`.toString())))
  })
})

test('a page with hostile names stays a page', () => {
  const hostile = '</dd><script>alert(1)</script><img src=x onerror=alert(1)>'
  const page = switchPage({
    from: { portalId: '1', name: hostile },
    to: { portalId: '2', name: '"><meta http-equiv=refresh content=0>' },
    url: 'https://bot.example/connect/switch?t=1',
    token: '"><script>',
    againUrl: 'https://bot.example/connect?t=1',
  })
  const { body = '' } = show(page)
  expect(body.match(/<script|<img|<meta http-equiv=refresh/g)).toBeNull()
  expect(body).toContain('&#60;script&#62;alert(1)')
})

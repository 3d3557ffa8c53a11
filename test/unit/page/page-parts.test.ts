import { describe, expect, it } from 'vitest'
import { sampleClip } from '../../../playground/page/files/sample-clip'
import { linkTarget } from '../../../playground/page/html/link-target'
import { markdownToHtml } from '../../../playground/page/html/markdown'
import { urlWithin } from '../../../playground/page/html/url-within'
import { nextIndex } from '../../../playground/page/parts/next-index'

describe('an address on this page', () => {
  it.each([
    ['http://127.0.0.1:4400/files/1?x=2#y', '/files/1?x=2#y'],
    ['http://localhost:4400/files/1', '/files/1'],
    ['/files/1', '/files/1'],
    ['http://127.0.0.1:4401/files/1', undefined],
    ['https://127.0.0.1:4400/files/1', undefined],
    ['https://cdn.example/dana.png', undefined],
    ['//cdn.example/dana.png', undefined],
    ['javascript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['http://', undefined],
  ])('%s is %s', (url, path) => {
    expect(urlWithin(url, 'http://127.0.0.1:4400/')).toBe(path)
  })
})

describe('where a link leads', () => {
  it.each([
    ['https://lamps.example/all', 'https://lamps.example/all'],
    [' HTTP://lamps.example ', 'HTTP://lamps.example'],
    ['lamps.example/all', 'https://lamps.example/all'],
    ['//lamps.example', 'https://lamps.example'],
    ['localhost:4400/x', 'https://localhost:4400/x'],
    ['dana@lamps.example', 'mailto:dana@lamps.example'],
    ['mailto:dana@lamps.example', 'mailto:dana@lamps.example'],
    ['tel:+12025550100', 'tel:+12025550100'],
    ['javascript:alert(1)', undefined],
    ['JavaScript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['file:///etc/passwd', undefined],
    ['https://', undefined],
    ['two words', undefined],
    ['', undefined],
  ])('%o is %s', (typed, url) => {
    expect(linkTarget(typed)).toBe(url)
  })
})

describe('Markdown', () => {
  it('becomes HTML, with line breaks where the writer made them', () => {
    expect(markdownToHtml('**Hello**\nyou').trim()).toBe('<p><strong>Hello</strong><br>you</p>')
  })
})

describe('the arrow keys', () => {
  it('go round a list, and to its ends', () => {
    expect(nextIndex('ArrowRight', 2, 3)).toBe(0)
    expect(nextIndex('ArrowUp', 0, 3)).toBe(2)
    expect(nextIndex('ArrowUp', -1, 3)).toBe(2)
    expect(nextIndex('ArrowDown', -1, 3)).toBe(0)
    expect(nextIndex('Home', 2, 3)).toBe(0)
    expect(nextIndex('End', 0, 3)).toBe(2)
  })

  it('leave other keys and empty lists alone', () => {
    expect(nextIndex('a', 1, 3)).toBe(-1)
    expect(nextIndex('Home', 0, 0)).toBe(-1)
  })
})

describe('the sample clip', () => {
  const clip = sampleClip()
  const view = new DataView(clip.buffer)
  const text = (from: number, to: number) => new TextDecoder().decode(clip.slice(from, to))

  it('is a WAV file whose header tells the truth', () => {
    expect([text(0, 4), text(8, 12), text(36, 40)]).toEqual(['RIFF', 'WAVE', 'data'])
    expect(view.getUint32(4, true)).toBe(clip.length - 8)
    expect(view.getUint32(40, true)).toBe(clip.length - 44)
  })

  it('can be heard, and is short', () => {
    const samples = Array.from({ length: (clip.length - 44) / 2 }, (_, index) => view.getInt16(44 + index * 2, true))
    expect(Math.max(...samples)).toBeGreaterThan(5000)
    expect(samples.length / view.getUint32(24, true)).toBeLessThan(2)
  })
})

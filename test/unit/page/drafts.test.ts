import { describe, expect, it } from 'vitest'
import { type Draft, giveBack } from '../../../playground/page/agent/draft'

const draft = (change: Partial<Draft> = {}): Draft => ({
  mode: 'reply',
  html: '',
  hasWords: false,
  files: [],
  ...change,
})
const written = (html: string, change: Partial<Draft> = {}) => draft({ html, hasWords: true, ...change })
const file = (name: string) => ({ name, contentType: 'text/plain', base64: '' })

describe('what an agent could not send', () => {
  it('is in the box again, with its files', () => {
    const sent = written('<p>one</p>', { files: [file('a')] })
    expect(giveBack(draft(), sent)).toEqual(sent)
  })

  it('stands before what was written since', () => {
    const sent = written('<p>one</p>', { files: [file('a')] })
    const now = written('<p>two</p>', { files: [file('b')] })
    expect(giveBack(now, sent)).toEqual(written('<p>one</p><p>two</p>', { files: [file('a'), file('b')] }))
  })

  it.each([
    ['comment', 'reply'],
    ['reply', 'comment'],
  ] as const)('is no reply when a %s and a %s come together', (first, then) => {
    const back = giveBack(written('<p>two</p>', { mode: then }), written('<p>one</p>', { mode: first }))
    expect(back).toEqual(written('<p>one</p><p>two</p>', { mode: 'comment' }))
  })

  it('is an internal comment again when it was one', () => {
    const sent = written('<p>one</p>', { mode: 'comment' })
    expect(giveBack(draft({ mode: 'reply' }), sent)).toEqual(sent)
  })
})

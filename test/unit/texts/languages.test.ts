import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { textFields } from '../../../core/definitions'
import { en } from '../../../core/texts/en'
import { languages } from '../../../core/texts/languages'
import { gapsIn, textMax } from '../../../core/texts/read-texts'

const names = Object.keys(en).filter((name): name is keyof typeof en => name in en)

/** Texts that are the same in another language as in English. */
const sameAsInEnglish: Record<string, string[]> = {
  Spanish: ['audio', 'bot', 'east', 'north', 'south'],
  French: [
    'agent',
    'audio',
    'bot',
    'east',
    'image',
    'message',
    'minutes',
    'minutesOne',
    'namedAgent',
    'north',
    'participant',
    'south',
  ],
  German: ['agent', 'bot', 'north', 'south', 'west'],
  Italian: ['audio', 'bot', 'east', 'file', 'north', 'south', 'video'],
  Portuguese: ['bot', 'item', 'north', 'south'],
}

test('the configuration offers every language that there is, and no other', () => {
  expect(textFields.language.unwrap().options).toEqual(Object.keys(languages))
})

describe.each(Object.entries(languages))('%s', (language, texts) => {
  test('has every text, and no other', () => {
    expect(Object.keys(texts).toSorted()).toEqual([...names, 'locale'].toSorted())
  })

  test.each(names)('fills "%s" in with the same', (name) => {
    expect(gapsIn(texts[name])).toEqual(gapsIn(en[name]))
  })

  test.each(names)('could be configured as it has "%s"', (name) => {
    const text = texts[name]
    expect(text).toBe(text.trim())
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}]|^$/u)
    expect(text.length).toBeLessThanOrEqual(textMax.sentence)
  })

  test('says nothing in English by mistake', () => {
    const same = names.filter((name) => texts[name] === en[name])
    if (language !== 'English') expect(same.toSorted()).toEqual(sameAsInEnglish[language])
  })

  test('labels chats in letters that no system changes', () => {
    expect(texts.chatLabel).toMatch(/^[A-Za-z -]+$/)
  })

  test('says each thing in words of its own, so that none passes for another', () => {
    const sentences = names.map((name) => texts[name]).filter((text) => text.length > 60)
    expect(new Set(sentences).size).toBe(sentences.length)
    const prefixes = sentences.filter((one) => sentences.some((other) => one !== other && other.startsWith(one)))
    expect(prefixes).toEqual([])
  })

  test('writes dates in a locale that this machine knows', () => {
    expect(Intl.DateTimeFormat.supportedLocalesOf(texts.locale)).toEqual([texts.locale])
  })
})

test('docs/texts.md has every text with its English words, in their order, and what it says of lengths is so', () => {
  const docs = readFileSync(new URL('../../../docs/texts.md', import.meta.url), 'utf8')
  const rows = [...docs.matchAll(/^\| `(\w+)` \| `(.+?)` \| (.+) \| (agents|end users|both|timeline) \|$/gm)]
  expect(rows.map(([, name, text]) => [name, text])).toEqual(Object.entries(en))
  expect(docs).toContain(`at most ${textMax.sentence} characters; at most ${textMax.words} where`)
  const words = docs.slice(0, docs.indexOf('\n### ')).split(/\s+/)
  expect(words.length).toBeLessThanOrEqual(600)
})

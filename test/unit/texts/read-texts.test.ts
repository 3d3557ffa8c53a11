import { RuntimeError } from '@botpress/sdk'
import { describe, expect, test } from 'vitest'
import { en } from '../../../core/texts/en'
import { languages } from '../../../core/texts/languages'
import { gapsIn, readTexts } from '../../../core/texts/read-texts'
import { counted, formsOf, say } from '../../../core/texts/say'
import fc from '../../property'

const complaint = (given: string): string => {
  try {
    readTexts('English', given)
  } catch (error) {
    if (error instanceof RuntimeError) return error.message
    throw error
  }
  return ''
}

describe('texts of the configuration', () => {
  test.each([undefined, '', ' \n'])('are those of the language where none are given (%j)', (given) => {
    expect(readTexts('French', given)).toBe(languages.French)
    expect(readTexts(undefined, given)).toBe(languages.English)
  })

  test('take the place of single ones, and leave the others', () => {
    const texts = readTexts('Spanish', '{"bot": " Luna ", "leftOut": "(y {count} más)"}')
    expect(texts).toEqual({ ...languages.Spanish, bot: 'Luna', leftOut: '(y {count} más)' })
    expect(languages.Spanish.bot).toBe('Bot')
  })

  test('are read once, however often they are asked for', () => {
    expect(readTexts('German', '{"bot": "Luna"}')).toBe(readTexts('German', '{"bot": "Luna"}'))
    expect(readTexts('German', '{"bot": "Luna"}')).not.toBe(readTexts('Spanish', '{"bot": "Luna"}'))
  })

  test.each([
    ['{"opening": "{name} ha entrado"', 'is no JSON object'],
    ['["opening"]', 'is no JSON object'],
    ['"opening"', 'is no JSON object'],
    ['null', 'is no JSON object'],
    [`{"opening": "${'x'.repeat(40_000)}"}`, 'longer than 30000 characters'],
    ['{"openning": "x"}', 'there is no text called "openning". There are: opening, noteFollows,'],
    ['{"__proto__": "x"}', 'there is no text called "__proto__"'],
    ['{"constructor": "x"}', 'there is no text called "constructor"'],
    ['{"locale": "de"}', 'there is no text called "locale"'],
    ['{"chatLabel": "Chat"}', 'there is no text called "chatLabel"'],
    ['{"opening": 7}', '"opening" is no text'],
    ['{"opening": {"text": "{name}"}}', '"opening" is no text'],
    ['{"opening": "Somebody needs help."}', '"opening" has to hold {name}, and no other name between braces'],
    ['{"opening": "{customer} needs help."}', '"opening" has to hold {name}, and no other'],
    ['{"opening": "{name} and {email} need help."}', '"opening" has to hold {name}, and no other'],
    ['{"noteFollows": "Note on {name}:"}', '"noteFollows" has to hold nothing to fill in, and no other'],
    [
      '{"chattedFor": "{user}: {others}"}',
      '"chattedFor" has to hold {day} and {length} and {others} and {time} and {user}',
    ],
    [`{"sessionOver": "${'x'.repeat(501)}"}`, '"sessionOver" is longer than 500 characters'],
    [`{"bot": "${'x'.repeat(101)}"}`, '"bot" is longer than 100 characters'],
    ['{"bot": "Lu\\nna"}', '"bot" holds a line break'],
    ['{"bot": "Lu\\u202ena"}', '"bot" holds a line break, or a sign that cannot be seen'],
    ['{"bot": " "}', '"bot" says nothing'],
    ['{"namedAgent": "{name}"}', '"namedAgent" says nothing'],
  ])('are refused with the field and the text named: %s', (given, told) => {
    const message = complaint(given)
    expect(message).toContain('"Texts"')
    expect(message).toContain(told)
    expect(message.length).toBeLessThan(2_500)
  })

  test('of whatever form are taken, or refused in words', () => {
    const name = fc.oneof(fc.constantFrom(...Object.keys(en)), fc.string())
    const value = fc.oneof(fc.string(), fc.constantFrom(...Object.values(en)), fc.jsonValue())
    const given = fc.oneof(
      fc.string(),
      fc.json(),
      fc.dictionary(name, value).map((texts) => JSON.stringify(texts)),
    )
    fc.assert(
      fc.property(given, (text) => {
        if (complaint(text) !== '') return
        const texts = readTexts('English', text)
        expect(Object.keys(texts).toSorted()).toEqual(Object.keys(languages.English).toSorted())
        for (const [name, english] of Object.entries(en)) {
          const shown = new Map(Object.entries(texts)).get(name) ?? ''
          expect(gapsIn(shown)).toEqual(gapsIn(english))
          expect(shown).not.toMatch(/[\p{Cc}\u2028\u2029]/u)
        }
      }),
    )
  })
})

describe('a text', () => {
  test('is filled in once: what is put in stays as it is', () => {
    expect(say(languages.English, 'attachmentLost', { name: '{name} $& {count}' })).toBe(
      '(An attachment could not be delivered: {name} $& {count})',
    )
  })

  test.each([
    [0, '(0 earlier messages were left out)'],
    [1, '(1 earlier message was left out)'],
    [2, '(2 earlier messages were left out)'],
  ])('about %i is in the right number', (count, text) => {
    expect(counted(languages.English, 'leftOut', count)).toBe(text)
  })

  test('is known in every language, and in the own words of an installation', () => {
    const forms = formsOf(readTexts('German', '{"sessionOver": "Vorbei."}'), 'sessionOver')
    expect(forms).toEqual(['Vorbei.', ...Object.values(languages).map(({ sessionOver }) => sessionOver)])
  })
})

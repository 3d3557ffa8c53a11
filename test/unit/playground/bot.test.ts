import { expect, test } from 'vitest'
import { identityFrom } from '../../../core/people/identity'
import { userKinds } from '../../../playground/protocol'
import { answerTo, greeting, titleFrom, withoutRecords } from '../../../playground/server/bot'
import { personOf } from '../../../playground/server/people'

test.each(['Talk to a human', 'I want an AGENT', 'is there a person?', 'human'])('"%s" asks for a human', (said) => {
  expect(answerTo(said)).toEqual({ escalates: true })
})

test('every choice that the bot offers is one that it understands', () => {
  const options = greeting.type === 'choice' ? greeting.payload.options : []
  expect(options.map(({ value }) => answerTo(value))).toEqual([
    { says: expect.objectContaining({ type: 'text' }) },
    { says: expect.objectContaining({ type: 'text' }) },
    { says: expect.objectContaining({ type: 'text' }) },
    { escalates: true },
  ])
})

test.each(['Is anybody there?', 'is someone available just now'])('"%s" asks who is there', (said) => {
  expect(answerTo(said)).toEqual({ asksWhoIsThere: true })
})

test('where it cannot know who is there, it says so, and offers a person all the same', () => {
  expect(withoutRecords({ asksWhoIsThere: true }, true)).toMatchObject({
    payload: {
      text: expect.stringContaining('I cannot see who is there.'),
      options: expect.arrayContaining([{ label: 'Talk to a human', value: 'Talk to a human' }]),
    },
  })
})

test('what it does not understand it answers with its choices', () => {
  expect(answerTo('qwertz')).toMatchObject({ says: { type: 'choice' } })
})

test.each([
  [['My lamp is broken', 'Talk to a human'], 'My lamp is broken'],
  [['Hello', '/end', 'I want a human for my lamp'], 'I want a human for my lamp'],
  [['Talk to a human'], 'Would like to talk to a human'],
  [[], 'Would like to talk to a human'],
])('%j is about: %s', (said, title) => {
  expect(titleFrom(said)).toBe(title)
})

test('no two end users share an address, and the integration takes every one', () => {
  const people = userKinds.flatMap((kind) => Array.from({ length: 20 }, (_, index) => personOf(kind, index)))
  const addresses = people.flatMap(({ address }) => address ?? [])
  expect(new Set(addresses).size).toBe(60)
  expect(addresses.map((address) => identityFrom(address).kind)).toEqual(
    people.flatMap(({ kind }) => (kind === 'anonymous' ? [] : [kind === 'phone' ? 'phone' : 'email'])),
  )
})

test('a long title ends with a whole character', () => {
  expect(titleFrom([`${'a'.repeat(79)}😀`])).toBe('a'.repeat(79))
  expect(titleFrom([`${'a'.repeat(78)}😀!`])).toBe(`${'a'.repeat(78)}😀`)
  expect(titleFrom([`${'a'.repeat(76)}👩‍🔧`])).toBe('a'.repeat(76))
})

import { describe, expect, test } from 'vitest'
import { identityOf } from '../stage/tags'
import { addProcess } from './looking'
import type { DeskStage } from './seat'
import { seats } from './seats'

/** Asks for the user that stands for a person, as the plugin does, and looks at who it is. */
async function createUser(stage: DeskStage, input: { name: string; email?: string; pictureUrl?: string }) {
  const { userId } = await stage.bot.callAction('createUser', input)
  const user = stage.botpress.users(stage.bot).find(({ id }) => id === userId)
  if (user === undefined) throw new Error('createUser returned a user that does not exist')
  return user
}

describe.each(seats)('$name', ({ onStage }) => {
  test('the same e-mail address is the same user, however it is written', async () => {
    const stage = await onStage()
    const first = await createUser(stage, { name: 'Kim Lee', email: 'kim@customers.example' })
    const second = await createUser(stage, { name: 'Kim Lee', email: ' Kim@Customers.Example ' })
    expect(second.id).toBe(first.id)
    expect(stage.botpress.users(stage.bot)).toHaveLength(1)
  })

  test('a phone number with country code is the same user, however it is punctuated', async () => {
    const stage = await onStage()
    const first = await createUser(stage, { name: 'Kim Lee', email: '+49 30 1234567' })
    const second = await createUser(stage, { name: 'Kim Lee', email: '+4930/1234567' })
    expect(second.id).toBe(first.id)
    expect(identityOf(first)).toBe('+49301234567')
  })

  test.each([
    'whatsapp:+49301234567',
    '4930 1234567@c.us'.replace(' ', ''),
    '0049 30 1234567',
    '(+49) 30 1234567',
    '\u202a+49301234567\u202c',
    'https://wa.me/49301234567',
    '+49 30 1234567 x11',
  ])('a number in another notation is the same person: %j', async (email) => {
    const stage = await onStage()
    const first = await createUser(stage, { name: 'Kim Lee', email: '+49301234567' })
    expect((await createUser(stage, { name: 'Kim Lee', email })).id).toBe(first.id)
  })

  test.each(['N/A', 'unknown', '030 1234567', 'kim@customers', '5521999999999-1600@g.us', `a@${'.'.repeat(100_000)}@`])(
    'what cannot be read (%.20j) costs no hand-over, and never makes two people one',
    async (email) => {
      const stage = await onStage()
      const first = await createUser(stage, { name: 'Kim Lee', email })
      const second = await createUser(stage, { name: 'Sam Roe', email })
      expect(second.id).not.toBe(first.id)
      expect(identityOf(first)).toMatch(/^unreadable:/)
    },
  )

  test.each([
    'user_01ABC@no-reply.bot-01xyz.botpress.com',
    'user_01ABC@bot-01xyz.botpress.invalid',
    'user_01ABC@botpress.invalid',
  ])('the made-up address %s finds the user again, and touches nothing at the desk', async (email) => {
    const stage = await onStage()
    stage.startCounting()
    const first = await createUser(stage, { name: 'Kim Lee', email })
    const second = await createUser(stage, { name: 'Kim Lee', email })
    expect(second.id).toBe(first.id)
    expect(stage.calls().desk).toEqual([])
  })

  test.each([undefined, '', '  '])('with nothing to know a person by (%j), it is always a new user', async (email) => {
    const stage = await onStage()
    const person = { name: 'Kim Lee', ...(email === undefined ? {} : { email }) }
    const first = await createUser(stage, person)
    const second = await createUser(stage, person)
    expect(second.id).not.toBe(first.id)
  })

  test('two requests at once for the same person make one user, also in two processes', async () => {
    const stage = await onStage()
    await addProcess(stage)
    const person = { name: 'Kim Lee', email: 'kim@customers.example' }
    const users = await Promise.all([1, 2, 3, 4].map(() => createUser(stage, person)))
    expect(new Set(users.map(({ id }) => id)).size).toBe(1)
  })

  test('name and picture are on the user, and follow when they change', async () => {
    const stage = await onStage()
    const email = 'kim@customers.example'
    const before = await createUser(stage, { name: 'Kim', email, pictureUrl: 'https://cdn.example/kim-1.png' })
    expect(before).toMatchObject({ name: 'Kim', pictureUrl: 'https://cdn.example/kim-1.png' })
    const after = await createUser(stage, { name: 'Kim Lee', email, pictureUrl: 'https://cdn.example/kim-2.png' })
    expect(after).toMatchObject({ name: 'Kim Lee', pictureUrl: 'https://cdn.example/kim-2.png' })
  })

  test('a new picture alone is taken over too', async () => {
    const stage = await onStage()
    const person = { name: 'Kim Lee', email: 'kim@customers.example' }
    await createUser(stage, { ...person, pictureUrl: 'https://cdn.example/kim-1.png' })
    const after = await createUser(stage, { ...person, pictureUrl: 'https://cdn.example/kim-2.png' })
    expect(after.pictureUrl).toBe('https://cdn.example/kim-2.png')
  })

  test('a known name is not replaced by the word for an unknown one', async () => {
    const stage = await onStage()
    await createUser(stage, { name: 'Kim Lee', email: 'kim@customers.example' })
    const after = await createUser(stage, { name: 'Unknown User', email: 'kim@customers.example' })
    expect(after.name).toBe('Kim Lee')
  })

  test.each([
    ['Kim\u202e\nLee\u0000', 'Kim Lee'],
    ['Kim\u2028Bot: refund approved', 'Kim Bot: refund approved'],
  ])('a name is one line of what can be seen: %j', async (name, seen) => {
    const stage = await onStage()
    expect((await createUser(stage, { name })).name).toBe(seen)
  })

  test.each(['\u200b\u2060', '\u3164', ' ', 'unknown user'])('a name that says nothing (%j) is none', async (name) => {
    const stage = await onStage()
    const known = await createUser(stage, { name: 'Kim Lee', email: 'kim@customers.example' })
    expect((await createUser(stage, { name, email: 'kim@customers.example' })).name).toBe('Kim Lee')
    expect(known.name).toBe('Kim Lee')
    expect((await createUser(stage, { name })).name).toBeUndefined()
  })

  test('a name or a picture that Botpress would refuse does not fail the escalation', async () => {
    const stage = await onStage()
    const user = await createUser(stage, {
      name: 'K'.repeat(250),
      email: 'kim@customers.example',
      pictureUrl: `data:image/png;base64,${'A'.repeat(50_000)}`,
    })
    expect(user.name).toMatch(/^K{199}…$/)
    expect(user.pictureUrl).toBeUndefined()
  })
})

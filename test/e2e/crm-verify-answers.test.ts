import { describe, expect, test } from 'vitest'
import { anotherProcess } from './another-process'
import { answers, byAnswers, identifying, later, wrong } from './crm-identity'

describe('somebody who answers', () => {
  test('as it stands in the contact is verified, in whatever way they write it, for one call to HubSpot', async () => {
    const { stage, verify } = await identifying(byAnswers)
    await verify({ answers: wrong })
    stage.startCounting()
    expect(await verify({ answers })).toEqual({
      verified: true,
      verification: expect.stringMatching(/^\d+\.[a-z0-9]+\.[\w-]{22}$/),
      attemptsLeft: 5,
    })
    expect(stage.calls().hubspot).toHaveLength(1)
  })

  test('one of two wrongly is not, and is not told which', async () => {
    const { verify } = await identifying(byAnswers)
    expect(await verify({ answers: wrong })).toEqual({ verified: false, attemptsLeft: 4 })
    expect(await verify({ answers: { ...answers, 'Postal Code': 'N1 1AA' } })).toEqual({
      verified: false,
      attemptsLeft: 3,
    })
  })

  test('fewer than are needed is not, nor with an answer about something else', async () => {
    const { verify } = await identifying(byAnswers)
    expect(await verify({ answers: { zip: answers['Postal Code'] } })).toMatchObject({ verified: false })
    expect(await verify({ answers: { zip: answers['Postal Code'], firstname: 'Kim', lastname: 'Lee' } })).toMatchObject(
      {
        verified: false,
      },
    )
    // The same property twice is one.
    expect(await verify({ answers: { zip: 'SW1A 1AA', 'Postal Code': 'SW1A 1AA' } })).toMatchObject({ verified: false })
  })

  test('as many rightly as the configuration asks for is, whatever else they say', async () => {
    const three = { ...byAnswers, identityFields: ['date_of_birth', 'zip', 'jobtitle'] }
    const { verify } = await identifying(three)
    expect(await verify({ answers: { ...answers, jobtitle: 'Baker' } })).toMatchObject({ verified: true })
    const strict = await identifying({ ...three, identityMatches: 3 })
    // Nothing stands there, so nothing is right.
    expect(await strict.verify({ answers: { ...answers, jobtitle: 'Baker' } })).toMatchObject({ verified: false })
  })

  test('about one who is not there gets what a wrong try gets', async () => {
    const { verify, crm } = await identifying(byAnswers)
    const gone = crm.add('contacts', { email: 'gone@example.com', date_of_birth: '1990-04-03', zip: 'SW1A 1AA' })
    crm.archive('contacts', gone.id)
    for (const contactId of [gone.id, '999999', '9'.repeat(20)]) {
      for (const attemptsLeft of [4, 3, 2, 1, 0, 0]) {
        expect(await verify({ contactId, answers })).toEqual({ verified: false, attemptsLeft })
      }
    }
  })

  test('about one who was merged is verified as the one who is left, and has their tries', async () => {
    const { verify, crm, kim } = await identifying(byAnswers)
    const other = crm.add('contacts', { email: 'kim.two@example.com' })
    crm.merge('contacts', kim.id, other.id)
    expect(await verify({ contactId: other.id, answers: wrong })).toMatchObject({ attemptsLeft: 4 })
    expect(await verify({ answers: wrong })).toMatchObject({ attemptsLeft: 3 })
    const { verification = '' } = await verify({ contactId: other.id, answers })
    expect(verification.split('.')[0]).toBe(kim.id)
    for (let at = 0; at < 5; at += 1) await verify({ answers: wrong })
    // Whoever tries on does not lengthen the time for which she is locked.
    const again = { contactId: other.id, answers }
    expect(await later(840_000, () => verify(again))).toEqual({ verified: false, attemptsLeft: 0 })
    expect(await later(901_000, () => verify(again))).toMatchObject({ verified: true })
  })
})

describe('after wrong tries', () => {
  test('a right one clears the count', async () => {
    const { verify } = await identifying(byAnswers)
    for (const attemptsLeft of [4, 3, 2, 1]) expect(await verify({ answers: wrong })).toMatchObject({ attemptsLeft })
    expect(await verify({ answers })).toMatchObject({ verified: true, attemptsLeft: 5 })
    expect(await verify({ answers: wrong })).toMatchObject({ attemptsLeft: 4 })
  })

  test('five of them lock the contact for 15 minutes, in every conversation and process, and nobody else', async () => {
    const { stage, crm, verify } = await identifying(byAnswers)
    const sam = crm.add('contacts', { email: 'sam@example.com', date_of_birth: '1991-05-04', zip: 'N1 1AA' })
    for (let at = 0; at < 5; at += 1) await verify({ answers: wrong })
    expect(await verify({ answers })).toEqual({ verified: false, attemptsLeft: 0 })
    stage.bot.integrationUrls = [(await anotherProcess(stage)).url]
    expect(await verify({ answers, conversationId: 'conv_other' })).toEqual({ verified: false, attemptsLeft: 0 })
    const his = { contactId: sam.id, answers: { date_of_birth: '1991-05-04', zip: 'n11aa' } }
    expect(await verify(his)).toMatchObject({ verified: true })
    expect(await later(840_000, () => verify({ answers }))).toMatchObject({ verified: false, attemptsLeft: 0 })
    expect(await later(901_000, () => verify({ answers }))).toMatchObject({ verified: true })
  })

  test('twenty at once on three processes are five', { timeout: 60_000 }, async () => {
    const { stage, verify } = await identifying(byAnswers)
    const [first = ''] = stage.bot.integrationUrls
    const [second, third] = [await anotherProcess(stage), await anotherProcess(stage)]
    stage.bot.integrationUrls = [first, second.url, third.url]
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => verify({ answers: wrong })))
    // A slow machine may not count one in time; then it is not compared either.
    const uncounted = tries.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []))
    for (const words of uncounted) expect(words).toMatch(/could not be done now/)
    const told = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    expect(told.every(({ verified }) => !verified)).toBe(true)
    const compared = told.map(({ attemptsLeft }) => attemptsLeft).filter((left) => left > 0)
    expect(new Set(compared).size).toBe(compared.length)
    while ((await verify({ answers: wrong })).attemptsLeft > 0);
    expect(await verify({ answers })).toEqual({ verified: false, attemptsLeft: 0 })
  })

  test('somebody who is right is verified, though their wrong tries cannot be forgotten', async () => {
    const { stage, verify } = await identifying(byAnswers)
    await verify({ answers: wrong })
    const write = { method: 'POST', path: /\/states\/integration\/.*\/keyed\d+$/, status: 403 }
    stage.botpress.faults.add({ ...write, skip: 1, times: 1 })
    expect(await verify({ answers })).toMatchObject({ verified: true })
    expect(await verify({ answers: wrong })).toMatchObject({ attemptsLeft: 2 })
  })

  test('a try that cannot be counted is not compared', async () => {
    const { stage, verify } = await identifying(byAnswers)
    stage.botpress.faults.add({ method: 'POST', path: /\/states\/integration\/.*\/keyed\d+$/, status: 500, times: 50 })
    await expect(verify({ answers })).rejects.toThrow(/could not be done now.*Try once more/)
  })
})

describe('what cannot be compared throws, names the field, and costs no try', () => {
  test.each<[string, Record<string, unknown>, RegExp]>([
    ['no answers', {}, /"answers" says nothing about any of these: Postal Code, Date of birth\./],
    ['blank answers', { answers: { zip: ' ', date_of_birth: '' } }, /"answers" says nothing/],
    ['answers about something else', { answers: { firstname: 'Kim' } }, /"answers" says nothing/],
    ['two answers to one', { answers: { zip: '1', 'Postal Code': '2' } }, /"answers" holds two answers to Postal Code/],
    ['a code', { answers, code: '123456', challenge: 'x' }, /"code" is not what this bot checks/],
    ['no conversation', { answers, conversationId: ' ' }, /"conversationId" is missing.*\{\{ event.conversationId }}/],
    ['no contact', { answers, contactId: '' }, /"contactId" is missing.*findContact/],
    ['a contact by name', { answers, contactId: 'Kim' }, /"contactId" is no ID/],
  ])('%s', async (_, input, words) => {
    const { verify } = await identifying(byAnswers)
    await expect(verify(input)).rejects.toThrow(words)
    expect(await verify({ answers: wrong })).toMatchObject({ attemptsLeft: 4 })
  })

  test.each<[string, Record<string, unknown>, RegExp]>([
    ['by default', {}, /no way to check who somebody is.*Do not try again.*"Identity check"/],
    ['where nothing is asked', { identityCheck: 'answers' }, /"Identity fields".*is empty/],
    [
      'where the fields are not there',
      { identityCheck: 'answers', identityFields: ['zip', 'nonsense'] },
      /"Identity fields".*fewer than 2 properties/,
    ],
  ])('nobody is verified %s, and the owner reads what to do', async (_, configuration, words) => {
    const { verify } = await identifying(configuration)
    await expect(verify({ answers })).rejects.toThrow(words)
  })
})

test('nothing of it is logged, nor kept in clear', async () => {
  const { stage, verify } = await identifying(byAnswers)
  await verify({ answers })
  await verify({ answers: wrong })
  const words = /1990|3 April|sw1a|kim\.lee/i
  expect(stage.logs.filter(({ text }) => words.test(text))).toEqual([])
  expect(JSON.stringify(stage.botpress.states())).not.toMatch(/3 April|sw1a|kim\.lee/i)
})

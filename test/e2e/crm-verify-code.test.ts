import { describe, expect, test } from 'vitest'
import { anotherProcess } from './another-process'
import { answers, byAnswers, byCode, conversationId, identifying, later, wrong } from './crm-identity'

/** Another code of six digits. */
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

describe('a code', () => {
  test('leaves in an event alone, and whoever repeats it is verified', async () => {
    const { stage, kim, verify, createCode, events } = await identifying(byCode)
    const answer = await createCode()
    expect(answer).toEqual({ maskedSendTo: 'k•••@e•••.com', challenge: expect.stringMatching(/^[\w-]{12}$/) })
    const [sent] = events()
    expect(sent).toEqual({
      ...{ conversationId, contactId: kim.id, via: 'email', sendTo: 'kim.lee@example.com' },
      ...{ code: expect.stringMatching(/^\d{6}$/), challenge: answer.challenge },
    })
    // The hitl plugin would keep it back, were it an event of the conversation.
    expect(stage.botpress.events(stage.bot).map((event) => event.conversationId)).toEqual([undefined])
    const { challenge } = answer
    const said = sent?.code.replace(/^(\d{3})/, '$1 ')
    expect(await verify({ challenge, code: said })).toEqual({
      verified: true,
      verification: expect.any(String),
      attemptsLeft: 5,
    })
  })

  test('goes to the mobile number with its country, or else to the phone number', async () => {
    const { crm, kim, createCode, sent } = await identifying(byCode)
    expect(await createCode({ via: 'sms' })).toMatchObject({ maskedSendTo: '••• 42' })
    expect(sent()).toMatchObject({ via: 'sms', sendTo: '+12125550142' })
    crm.update('contacts', kim.id, { mobilephone: 'ask reception', phone: '+49 30 901820' })
    await createCode({ via: 'sms' })
    expect(sent().sendTo).toBe('+4930901820')
  })

  test('is good once, however often and wherever it is given at once', async () => {
    const { stage, verify, createCode, sent } = await identifying(byCode)
    const { challenge } = await createCode()
    stage.bot.integrationUrls = [...stage.bot.integrationUrls, (await anotherProcess(stage)).url]
    const { code } = sent()
    const verdicts = await Promise.all([1, 2, 3, 4].map(() => verify({ challenge, code })))
    expect(verdicts.filter(({ verified }) => verified)).toHaveLength(1)
    expect(await verify({ challenge, code })).toMatchObject({ verified: false })
  })

  test('is still good after a try that broke off: it is compared last, once that was counted', async () => {
    const { stage, verify, createCode, sent } = await identifying(byCode)
    const { challenge } = await createCode()
    const { code } = sent()
    const write = { method: 'POST', path: /\/states\/integration\/.*\/keyed\d+$/, status: 403, times: 1 }
    for (const skip of [0, 1]) {
      stage.botpress.faults.add({ ...write, skip })
      await expect(verify({ challenge, code })).rejects.toThrow(/could not be done now/)
      stage.botpress.faults.clear()
    }
    expect(await verify({ challenge, code: other(code) })).toMatchObject({ attemptsLeft: 3 })
    expect(await verify({ challenge, code })).toMatchObject({ verified: true })
  })

  test('is good for ten minutes', async () => {
    const { verify, createCode, sent } = await identifying(byCode)
    const { challenge } = await createCode()
    const { code } = sent()
    expect(await later(601_000, () => verify({ challenge, code }))).toMatchObject({ verified: false })
    expect(await later(599_000, () => verify({ challenge, code }))).toMatchObject({ verified: true })
  })

  test('is good for its contact, conversation and challenge alone', async () => {
    const { crm, verify, createCode, sent } = await identifying(byCode)
    const sam = crm.add('contacts', { email: 'sam@example.com' })
    const { challenge } = await createCode()
    const { code } = sent()
    const second = await createCode()
    expect(await verify({ contactId: sam.id, challenge, code })).toMatchObject({ verified: false })
    expect(await verify({ conversationId: 'conv_other', challenge, code })).toMatchObject({ verified: false })
    if (sent().code !== code) {
      expect(await verify({ challenge: second.challenge, code })).toMatchObject({ verified: false })
    }
    expect(await verify({ challenge: 'made up', code })).toMatchObject({ verified: false })
    expect(await verify({ challenge, code })).toMatchObject({ verified: true })
  })

  test('is another one each time', async () => {
    const { createCode, events } = await identifying(byCode)
    for (let at = 0; at < 3; at += 1) await createCode()
    expect(new Set(events().map(({ challenge }) => challenge)).size).toBe(3)
    expect(new Set(events().map(({ code }) => code)).size).toBeGreaterThan(1)
  })

  test('stands in no answer, log, state or call to HubSpot, nor does the address', async () => {
    const { stage, verify, createCode, sent } = await identifying(byCode)
    const answer = await createCode()
    const { code } = sent()
    await verify({ challenge: answer.challenge, code: other(code) })
    await verify({ challenge: answer.challenge, code })
    const words = new RegExp(`${code}|kim\\.lee`)
    expect(JSON.stringify(answer)).not.toMatch(words)
    expect(stage.logs.filter(({ text }) => words.test(text))).toEqual([])
    expect(JSON.stringify(stage.botpress.states())).not.toMatch(words)
    expect(stage.hubspot.log.calls.filter(({ path }) => words.test(path))).toEqual([])
  })

  test.each([
    ['refused', 400, /did not take the event.*What the owner of the bot can do/],
    ['failed', 500, /could not be handed on.*Try once more/],
  ])('whose event was %s throws, and does not repeat it', async (_, status, words) => {
    const { stage, createCode } = await identifying(byCode)
    stage.botpress.faults.add({
      ...{ method: 'POST', path: /\/events$/, times: 100, status },
      body: {
        id: 'err',
        code: status,
        type: status === 400 ? 'InvalidPayload' : 'Internal',
        message: 'kim.lee@example.com 123456',
      },
    })
    const thrown = await createCode().then(
      () => '',
      (error: unknown) => String(error),
    )
    expect(thrown).toMatch(words)
    expect(thrown).not.toMatch(/kim\.lee|\d{6}/)
  })
})

describe('wrong codes', () => {
  test('count, five of them lock the contact, and then there is no further code either', async () => {
    const { verify, createCode, events, sent } = await identifying(byCode)
    const { challenge } = await createCode()
    const { code } = sent()
    for (const attemptsLeft of [4, 3, 2, 1, 0]) {
      expect(await verify({ challenge, code: other(code) })).toEqual({ verified: false, attemptsLeft })
    }
    expect(await verify({ challenge, code })).toEqual({ verified: false, attemptsLeft: 0 })
    await expect(createCode()).rejects.toThrow(/too many wrong tries.*15 minutes/)
    expect(events()).toHaveLength(1)
    await later(901_000, createCode)
    expect(await later(902_000, () => verify(sent()))).toMatchObject({ verified: true })
  })

  test('and wrong answers count together', async () => {
    const { stage, verify, createCode, sent } = await identifying(byCode)
    const { challenge } = await createCode()
    const code = other(sent().code)
    for (let at = 0; at < 3; at += 1) await verify({ challenge, code })
    stage.bot.configuration = { ...stage.bot.configuration, ...byAnswers }
    expect(await verify({ answers: wrong })).toEqual({ verified: false, attemptsLeft: 1 })
    expect(await verify({ answers: wrong })).toEqual({ verified: false, attemptsLeft: 0 })
    expect(await verify({ answers })).toEqual({ verified: false, attemptsLeft: 0 })
  })
})

describe('so many codes', () => {
  test('are made for a contact in 15 minutes, and no more, over all processes', async () => {
    const { stage, createCode, events } = await identifying(byCode)
    stage.bot.integrationUrls = [...stage.bot.integrationUrls, (await anotherProcess(stage)).url]
    const outcomes = await Promise.allSettled(Array.from({ length: 7 }, () => createCode()))
    for (const one of outcomes.filter((outcome) => outcome.status === 'rejected')) {
      expect(String(one.reason)).toMatch(/five codes|Try once more/)
    }
    while (events().length < 5) await createCode()
    await expect(createCode()).rejects.toThrow(/five codes for this contact lately.*last one/)
    expect(events()).toHaveLength(5)
    await later(901_000, createCode)
    expect(events()).toHaveLength(6)
  })
})

describe('no code is made', () => {
  test.each<[string, Record<string, unknown>, RegExp]>([
    [
      'without an address',
      { contactId: 'bare', via: 'email' },
      /"via" is email, and HubSpot has no e-mail address.*Try once with sms/,
    ],
    [
      'without a number',
      { contactId: 'bare', via: 'sms' },
      /"via" is sms, and HubSpot has no phone number.*Try once with email/,
    ],
    // As if there were one who has none.
    ['for nobody', { contactId: '999999', via: 'email' }, /"via" is email, and HubSpot has no e-mail address/],
    ['without a conversation', { conversationId: '' }, /"conversationId" is missing.*\{\{ event.conversationId }}/],
    ['without a contact', { contactId: ' ' }, /"contactId" is missing/],
  ])('%s', async (_, input, words) => {
    const { crm, createCode, events } = await identifying(byCode)
    const bare = crm.add('contacts', { firstname: 'Bare', mobilephone: 'none' })
    await expect(createCode(input.contactId === 'bare' ? { ...input, contactId: bare.id } : input)).rejects.toThrow(
      words,
    )
    expect(events()).toEqual([])
  })

  test.each(['off', 'answers'])('where the identity check is %s', async (identityCheck) => {
    const { createCode } = await identifying({ identityCheck, identityFields: ['zip', 'date_of_birth'] })
    await expect(createCode()).rejects.toThrow(/checks nobody by codes.*"Identity check".*to code/)
  })

  test('of an address that the configuration hides more is shown than that there is one', async () => {
    const { createCode, sent } = await identifying({ ...byCode, crmHiddenFields: ['contacts.email'] })
    expect(await createCode()).toMatchObject({ maskedSendTo: '•••' })
    expect(sent().sendTo).toBe('kim.lee@example.com')
  })
})

test.each<[string, Record<string, unknown>, RegExp]>([
  ['no code', { challenge: 'x' }, /"code" is missing/],
  ['no challenge', { code: '123456' }, /"challenge" is missing.*createVerificationCode/],
  ['answers', { answers }, /"answers" is not what this bot checks.*createVerificationCode/],
])('%s throws, and costs no try', async (_, input, words) => {
  const { verify, createCode, sent } = await identifying(byCode)
  await expect(verify(input)).rejects.toThrow(words)
  const { challenge } = await createCode()
  expect(await verify({ challenge, code: other(sent().code) })).toMatchObject({ attemptsLeft: 4 })
})

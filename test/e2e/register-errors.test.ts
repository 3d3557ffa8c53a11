import { describe, expect, test } from 'vitest'
import { inboxes, scopes } from '../../sim/hubspot-stage'
import { stored } from '../stage/stored'
import { developer } from './developer'
import { onStage, type TestStage } from './on-stage'

/** What register throws at the bot builder. */
async function complaint(stage: TestStage): Promise<string> {
  const error: unknown = await stage.bot.register().then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Error)) throw new Error('The registration was accepted')
  return error.message
}

const configured = (configuration: Record<string, unknown>) => onStage({ registered: false, configuration })

describe('a wrong value', () => {
  test.each([
    [
      'refresh token',
      { refreshToken: 'refresh-that-was-never-issued' },
      /does not accept the refresh token.*Install the app again.*"Refresh token"/,
    ],
    ['client ID', { clientId: 'somebody-else' }, /"Client ID" or "Client secret".*Auth tab/],
    ['client secret', { clientSecret: 'not-the-secret' }, /"Client ID" or "Client secret".*Auth tab/],
    ['app ID', { appId: '99' }, /"HubSpot app ID" is not the ID of the app.*Take app ID/],
    ['developer key', { developerApiKey: 'wrong-key-of-nobody' }, /"Developer API key".*Development > Keys/],
    ['inbox', { inboxId: '4711' }, /"Inbox or help desk ID": there is no inbox 4711\./],
    ['additional inbox', { additionalInboxIds: ['4712'] }, /"Additional inbox IDs": there is no inbox 4712\./],
  ])('of the %s is refused with the field and the fix', async (_field, configuration, text) => {
    const stage = await configured(configuration)
    const message = await complaint(stage)
    expect(message).toMatch(text)
    for (const secret of Object.values({ ...stage.bot.configuration, ...configuration })) {
      if (typeof secret === 'string' && /secret|key|refresh/.test(secret)) expect(message).not.toContain(secret)
    }
    expect(stage.bot.scheduleRegisterCall).toBeUndefined()
    expect(stage.hubspot.accounts(stage.portalId)).toEqual([])
  })

  test.each([
    ['inbox', { inboxId: '4711' }],
    ['missing inbox', { inboxId: undefined }],
    ['blank inbox', { inboxId: '  ' }],
    ['additional inbox', { additionalInboxIds: ['4712'] }],
  ])('of the %s: the error lists the inboxes there are', async (_field, configuration) => {
    const message = await complaint(await configured(configuration))
    for (const { id, name, type } of inboxes) expect(message).toContain(`${id} (${name}, ${type})`)
  })

  test("of the developer key, another developer's: both fields are named", async () => {
    const stage = await onStage({ registered: false })
    const credentials = {
      clientId: 'other-client',
      clientSecret: 'other',
      developerApiKey: 'a-key-of-another-developer',
    }
    stage.hubspot.addApp({ appId: 77, ...credentials })
    stage.bot.configuration = { ...stage.bot.configuration, developerApiKey: credentials.developerApiKey }
    expect(await complaint(stage)).toMatch(/"HubSpot app ID".*"Developer API key".*same developer account/)
  })

  test.each([['clientId'], ['clientSecret']])('of %s is noticed although a valid token is stored', async (field) => {
    const stage = await onStage()
    stage.bot.configuration = { ...stage.bot.configuration, [field]: 'mistyped' }
    expect(await complaint(stage)).toMatch(/"Client ID" or "Client secret".*Auth tab/)
  })

  test('of the refresh token is noticed although another one is stored', async () => {
    const stage = await onStage()
    stage.bot.configuration = { ...stage.bot.configuration, refreshToken: 'refresh-mistyped' }
    expect(await complaint(stage)).toMatch(/does not accept the refresh token/)
  })
})

describe('a blank or missing value', () => {
  test.each([
    ['developerApiKey', 'Developer API key'],
    ['clientId', 'Client ID'],
    ['clientSecret', 'Client secret'],
    ['inboxId', 'Inbox or help desk ID'],
  ])('of %s is named by its title', async (field, title) => {
    expect(await complaint(await configured({ [field]: undefined }))).toMatch(new RegExp(`"${title}" is missing`))
    expect(await complaint(await configured({ [field]: ' \t' }))).toMatch(new RegExp(`"${title}" is missing`))
  })
})

describe('a missing scope', () => {
  const needed = scopes.required.filter((scope) => scope !== 'oauth')

  test.each(needed)('%s is named, with what to do', async (scope) => {
    const granted = [...scopes.required, ...scopes.contacts].filter((candidate) => candidate !== scope)
    const message = await complaint(await onStage({ registered: false, scopes: granted }))
    expect(message).toMatch(/lacks scopes.*Add them to the app, install it again.*"Refresh token"/)
    expect(needed.filter((candidate) => message.includes(candidate))).toEqual([scope])
  })

  test.each([
    ['crm.objects.contacts.read', 'anonymous'],
    ['crm.objects.contacts.write', 'findOnly or anonymous'],
  ])('%s under findOrCreate names the ways out', async (scope, instead) => {
    const granted = [...scopes.required, ...scopes.contacts].filter((candidate) => candidate !== scope)
    const message = await complaint(await onStage({ registered: false, scopes: granted }))
    expect(message).toContain(`"Contacts" is set to findOrCreate, for which the HubSpot app has no scope ${scope}.`)
    expect(message).toMatch(new RegExp(`add what is missing.*set "Contacts" to ${instead}\\.`))
  })

  test('to read contacts under findOnly names the ways out', async () => {
    const stage = await onStage({
      registered: false,
      scopes: scopes.required,
      configuration: { contactPolicy: 'findOnly' },
    })
    expect(await complaint(stage)).toMatch(
      /"Contacts" is set to findOnly.*add what is missing.*set "Contacts" to anonymous/,
    )
  })
})

describe('HubSpot', () => {
  test('is down at the first registration: it says so, and that trying again may help', async () => {
    const stage = await onStage({ registered: false })
    stage.hubspot.faults.add({ path: /inboxes/, status: 502 })
    expect(await complaint(stage)).toMatch(/HubSpot answered 502 when asked to list the inboxes.*Try again/)
    expect(stored(stage, 'channel')).toBeUndefined()
  })

  test('allows no more channels: the error says that, and to delete some', async () => {
    const stage = await onStage({ registered: false, hubspot: { maxChannels: 1 } })
    await developer(stage).createChannel('https://left-over.example/webhook')
    expect(await complaint(stage)).toMatch(/channel.*delete/is)
  })

  test('gives a reference number, which the error passes on', async () => {
    const stage = await configured({ developerApiKey: 'wrong-key-of-nobody' })
    expect(await complaint(stage)).toMatch(/correlation ID [0-9a-f-]{36}/)
  })
})

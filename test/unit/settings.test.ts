import { RuntimeError } from '@botpress/sdk'
import { describe, expect, test } from 'vitest'
import { languages } from '../../core/texts/languages'
import { readSettings } from '../../src/installation/settings'

const least = { appId: '1', developerApiKey: 'k', clientId: 'c', clientSecret: 's' }

describe('the configuration', () => {
  test('with no more than is needed gets the defaults', () => {
    expect(readSettings(least)).toEqual({
      app: least,
      refreshToken: undefined,
      defaultInboxId: undefined,
      inboxIds: [],
      channelName: 'Botpress',
      contactPolicy: 'findOrCreate',
      historyDelivery: 'internalComment',
      defaultCountry: undefined,
      crmWrites: 'confirm',
      defaultPlaces: {
        tickets: { pipeline: undefined, stage: undefined },
        deals: { pipeline: undefined, stage: undefined },
      },
      defaultOwner: undefined,
      crm: { objects: undefined, hiddenFields: [] },
      identity: { way: 'off', fields: [], matches: 2 },
      crmAuthoring: false,
      texts: languages.English,
      log: { mode: 'off', onNoMatch: 'skip', summaryWith: 'facts' },
    })
  })

  test('in full is taken as it is', () => {
    const settings = readSettings({
      ...least,
      refreshToken: 'na1',
      inboxId: '1001',
      additionalInboxIds: ['1003', '1002'],
      channelName: 'Shop chat',
      contactPolicy: 'findOnly',
      historyDelivery: 'off',
      defaultCountry: 'de',
      language: 'German',
      texts: ' {"bot": "Luna"}\n',
      crmWrites: 'direct',
      defaultTicketPipeline: ' Support ',
      defaultTicketStage: 'New',
      defaultDealPipeline: 'Sales',
      defaultDealStage: ' ',
      defaultOwner: 'dana@agents.example',
      crmObjects: [' Contacts', 'contacts', '2-77', ' '],
      crmHiddenFields: ['Contacts.Date_of_birth '],
      identityCheck: 'answers',
      identityFields: ['Date_of_birth ', 'zip', 'ZIP', ' '],
      identityMatches: 1,
      crmAuthoring: true,
      interactionLog: 'summaryAndTranscript',
      interactionLogNoMatch: 'create',
      summaryWith: 'model',
    })
    expect(settings).toEqual({
      app: least,
      refreshToken: 'na1',
      defaultInboxId: '1001',
      inboxIds: ['1001', '1003', '1002'],
      channelName: 'Shop chat',
      contactPolicy: 'findOnly',
      historyDelivery: 'off',
      defaultCountry: 'DE',
      crmWrites: 'direct',
      defaultPlaces: {
        tickets: { pipeline: 'Support', stage: 'New' },
        deals: { pipeline: 'Sales', stage: undefined },
      },
      defaultOwner: 'dana@agents.example',
      crm: { objects: ['contacts', '2-77'], hiddenFields: [{ object: 'contacts', field: 'date_of_birth' }] },
      identity: { way: 'answers', fields: ['date_of_birth', 'zip'], matches: 1 },
      crmAuthoring: true,
      texts: { ...languages.German, bot: 'Luna' },
      log: { mode: 'summaryAndTranscript', onNoMatch: 'create', summaryWith: 'model' },
    })
  })

  test('loses the blanks that copying leaves behind', () => {
    const settings = readSettings({
      appId: ' 1\n',
      developerApiKey: '\tk ',
      clientId: ' c',
      clientSecret: 's ',
      refreshToken: ' na1\n',
      inboxId: ' 1001 ',
      channelName: ' Shop ',
    })
    expect(settings).toMatchObject({ app: least, refreshToken: 'na1', defaultInboxId: '1001', channelName: 'Shop' })
  })

  test('treats blank fields as empty', () => {
    const settings = readSettings({
      ...least,
      refreshToken: ' ',
      inboxId: '',
      additionalInboxIds: [' '],
      channelName: ' ',
    })
    expect(settings).toEqual(readSettings(least))
  })

  test('names each inbox once, the default one first', () => {
    const settings = readSettings({ ...least, inboxId: '2', additionalInboxIds: ['3', '2 ', ' 3', '', '1'] })
    expect(settings.inboxIds).toEqual(['2', '3', '1'])
  })

  test.each([
    ['developerApiKey', 'Developer API key'],
    ['clientId', 'Client ID'],
    ['clientSecret', 'Client secret'],
  ])('without %s is refused, naming the field as the Studio does', (field, title) => {
    expect(() => readSettings({ ...least, [field]: ' ' })).toThrow(RuntimeError)
    expect(() => readSettings({ ...least, [field]: ' ' })).toThrow(`"${title}" is missing`)
  })

  test.each([
    [{}, true],
    [{ clientId: ' ', channelName: 'Shop', inboxId: '1' }, true],
    [{ appId: '1' }, false],
    [{ refreshToken: 'r' }, false],
    [{ ...least, clientSecret: '' }, false],
  ])('without a way to HubSpot says whether anything of it is there: %j', (configuration, isEmpty) => {
    try {
      readSettings(configuration)
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({ isEmpty })
    }
  })

  test('needs no app ID, which HubSpot names', () => {
    expect(readSettings({ ...least, appId: undefined }).app).toEqual({ ...least, appId: undefined })
  })

  test.each([
    [{ crmObjects: ['tickets', ' Meetings'] }, '"CRM objects" names "meetings"'],
    [{ crmObjects: ['0-115'] }, '"CRM objects" names "0-115"'],
    [{ crmHiddenFields: ['email'] }, '"Hidden CRM fields" holds "email"'],
    [{ crmHiddenFields: ['.email'] }, '"Hidden CRM fields" holds ".email"'],
  ])('that narrows the CRM by what it cannot mean is refused: %j', (wrong, says) => {
    expect(() => readSettings({ ...least, ...wrong })).toThrow(RuntimeError)
    expect(() => readSettings({ ...least, ...wrong })).toThrow(says)
  })

  test.each([
    ...['firstname', 'LastName', 'email', 'phone', 'mobilephone', 'company'],
    ...['hs_calculated_phone_number', 'hs_searchable_calculated_international_mobile_number', 'hs_object_id'],
  ])('that asks users about %s, which everybody is shown, is refused', (field) => {
    const asking = { ...least, identityCheck: 'answers' as const, identityFields: ['date_of_birth', 'zip', field] }
    expect(() => readSettings(asking)).toThrow(`"Identity fields" names "${field.toLowerCase()}"`)
    expect(readSettings({ ...asking, identityCheck: 'code' }).identity.way).toBe('code')
  })

  test.each([0, -1, 1.5, Number.NaN, 3])('that asks for %d right answers to two questions is refused', (count) => {
    const asking = { ...least, identityCheck: 'answers' as const, identityFields: ['date_of_birth', 'zip'] }
    expect(() => readSettings({ ...asking, identityMatches: count })).toThrow('"Identity matches"')
    expect(readSettings({ ...asking, identityCheck: 'off', identityMatches: count }).identity.way).toBe('off')
  })

  test('that asks users and does not say about what yet is taken, however many answers it wants', () => {
    const asking = { ...least, identityCheck: 'answers' as const, identityFields: [' '] }
    expect(readSettings(asking).identity).toEqual({ way: 'answers', fields: [], matches: 2 })
    expect(readSettings({ ...asking, identityMatches: 7 }).identity.matches).toBe(7)
  })
})

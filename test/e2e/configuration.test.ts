import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { configuration as definition } from '../../definitions/configuration'
import { inboxes } from '../../sim/hubspot-stage'
import { comments, fromUser } from './looking'
import { escalated, onStage, type TestStage } from './on-stage'

type Field = keyof typeof definition.schema.shape
type Value = (stage: TestStage) => unknown

/**
 * What register says to a value: `refused` with the title of the field, or of the field beside it that tells of the
 * mistake; else what is to be true then.
 */
type Outcome = { refused: Field[] } | { works: (stage: TestStage) => void | Promise<void> }
type Row = [what: string, value: Value, outcome: Outcome]

const refused = (...fields: Field[]): Outcome => ({ refused: fields })
const works = (check: (stage: TestStage) => void | Promise<void> = isConnected): Outcome => ({ works: check })

const accounts = (stage: TestStage) =>
  stage.hubspot.accounts(stage.portalId).filter(({ archivedAt }) => archivedAt === undefined)
const connected = (...inboxIds: string[]) =>
  works((stage) => expect(accounts(stage).map(({ inboxId }) => inboxId)).toEqual(inboxIds))
const named = (name: string) =>
  works((stage) => expect(stage.hubspot.channels(stage.appId).map((channel) => channel.name)).toEqual([name]))

function isConnected(stage: TestStage): void {
  expect(accounts(stage).length).toBeGreaterThan(0)
}

/** The link to the connect page is offered, and nothing is set up yet. */
const offersLink = works((stage) => {
  expect(accounts(stage)).toEqual([])
  expect(stage.logs.map(({ text }) => text).join('\n')).toMatch(/connect/i)
})

const createsContact = (count: number) =>
  works(async (stage) => {
    await escalated(stage, { email: 'kim@customers.example' }, { userEmail: 'kim@customers.example' })
    expect(stage.hubspot.contacts(stage.portalId)).toHaveLength(count)
  })
const givesHistory = (count: number) =>
  works(async (stage) => {
    const { thread } = await escalated(stage)
    expect(comments(stage, thread.id)).toHaveLength(count)
  })

const opens = (words: string) =>
  works(async (stage) => {
    const { thread } = await escalated(stage)
    expect(fromUser(stage, thread.id)[0]?.text).toContain(words)
  })

const missing = (outcome: Outcome): Row => ['missing', () => undefined, outcome]
const empty = (outcome: Outcome): Row => ['empty', () => '', outcome]
const blank = (outcome: Outcome): Row => ['blank', () => ' \t\n', outcome]
const padded = (field: Field, outcome: Outcome = works()): Row => [
  'padded with spaces',
  ({ bot }) => ` \t${String(bot.configuration[field])}\n `,
  outcome,
]

/** Another app, installed in another HubSpot account: its credentials are good, but not with ours. */
function anotherAccount({ hubspot }: TestStage) {
  const app = { appId: 99_001, clientId: 'client-99001', clientSecret: 'of-99001', developerApiKey: 'key-99001' }
  hubspot.addApp(app)
  hubspot.addPortal({ portalId: 7_900_001, inboxes: [{ id: '9001', name: 'Theirs', type: 'INBOX' }], agents: [] })
  const { refreshToken } = hubspot.install({ appId: app.appId, portalId: 7_900_001, scopes: ['oauth'] })
  return { ...app, appId: String(app.appId), refreshToken, inboxId: '9001' }
}
const theirs =
  (field: keyof ReturnType<typeof anotherAccount>): Value =>
  (stage) =>
    anotherAccount(stage)[field]

const needed = (field: Field): Row[] => [
  missing(refused(field)),
  empty(refused(field)),
  blank(refused(field)),
  padded(field),
]

/** A value, where users are asked about these properties. */
const byAnswers =
  (value: unknown, identityFields?: string[]): Value =>
  ({ bot }) => {
    bot.configuration = {
      ...bot.configuration,
      identityCheck: 'answers',
      ...(identityFields ? { identityFields } : {}),
    }
    return value
  }

const optional: Row[] = [missing(works()), empty(works()), blank(works())]

/** Every field there is: leaving one out does not compile. */
const table: Record<Field, Row[]> = {
  appId: [
    ...[missing(works()), empty(works()), blank(works()), padded('appId')],
    ['of another account', theirs('appId'), refused('appId')],
  ],
  developerApiKey: [
    ...needed('developerApiKey'),
    ['of another account', theirs('developerApiKey'), refused('developerApiKey', 'appId')],
  ],
  clientId: [...needed('clientId'), ['of another account', theirs('clientId'), refused('clientId', 'clientSecret')]],
  clientSecret: [
    ...needed('clientSecret'),
    ['of another account', theirs('clientSecret'), refused('clientId', 'clientSecret')],
  ],
  refreshToken: [
    missing(offersLink),
    empty(offersLink),
    blank(offersLink),
    padded('refreshToken'),
    ['of another account', theirs('refreshToken'), refused('refreshToken')],
    [
      'of our app in another account',
      ({ hubspot, appId }) => {
        hubspot.addPortal({ portalId: 7_900_002, inboxes: [{ id: '9001', name: 'Theirs', type: 'INBOX' }], agents: [] })
        const scopes = ['oauth', 'conversations.read', 'conversations.write', 'conversations.custom_channels.read']
        const more = ['conversations.custom_channels.write', 'crm.objects.contacts.read', 'crm.objects.contacts.write']
        return hubspot.install({ appId, portalId: 7_900_002, scopes: [...scopes, ...more] }).refreshToken
      },
      refused('inboxId'),
    ],
  ],
  inboxId: [
    missing(refused('inboxId')),
    empty(refused('inboxId')),
    blank(refused('inboxId')),
    padded('inboxId', connected(inboxes[0].id, inboxes[2].id)),
    ['of another account', theirs('inboxId'), refused('inboxId')],
  ],
  additionalInboxIds: [
    missing(connected(inboxes[0].id)),
    ['empty', () => [], connected(inboxes[0].id)],
    ['blank', () => ['', ' \t\n'], connected(inboxes[0].id)],
    [
      'padded with spaces',
      () => [` ${inboxes[1].id}\n`, ` ${inboxes[0].id} `],
      connected(inboxes[0].id, inboxes[1].id),
    ],
    ['of another account', (stage) => [anotherAccount(stage).inboxId], refused('additionalInboxIds')],
  ],
  channelName: [
    missing(named('Botpress')),
    empty(named('Botpress')),
    blank(named('Botpress')),
    ['padded with spaces', () => ' Shop bot\n', named('Shop bot')],
  ],
  language: [
    missing(opens('Kim Lee asks to talk to a person.')),
    ['English', () => 'English', opens('Kim Lee asks to talk to a person.')],
    ['Spanish', () => 'Spanish', opens('Kim Lee pide hablar con una persona.')],
  ],
  texts: [
    missing(opens('Kim Lee asks to talk to a person.')),
    empty(works()),
    blank(works()),
    ['with one text', () => '{"opening": "{name} needs help."}', opens('Kim Lee needs help.')],
    ['no JSON', () => 'opening: help', refused('texts')],
    ['with a text that there is not', () => '{"openning": "{name} needs help."}', refused('texts')],
  ],
  defaultCountry: [
    missing(works()),
    empty(works()),
    blank(works()),
    ['in small letters, padded', () => ' de ', works()],
    ['no code of a country', () => 'XQ', refused('defaultCountry')],
  ],
  contactPolicy: [
    missing(createsContact(1)),
    ['findOrCreate', () => 'findOrCreate', createsContact(1)],
    ['findOnly', () => 'findOnly', createsContact(0)],
    ['anonymous', () => 'anonymous', createsContact(0)],
  ],
  historyDelivery: [
    missing(givesHistory(1)),
    ['internalComment', () => 'internalComment', givesHistory(1)],
    ['firstMessage', () => 'firstMessage', givesHistory(0)],
    ['off', () => 'off', givesHistory(0)],
  ],
  crmWrites: [
    missing(works()),
    ['confirm', () => 'confirm', works()],
    ['direct', () => 'direct', works()],
    ['off', () => 'off', works()],
  ],
  // What these name may change in the account at any time: a wrong one is told by the action that needs it.
  defaultTicketPipeline: optional,
  defaultTicketStage: optional,
  defaultDealPipeline: optional,
  defaultDealStage: optional,
  defaultOwner: optional,
  crmObjects: [
    missing(works()),
    ['empty', () => [], works()],
    ['with blanks', () => [' Contacts ', '', ' '], works()],
    ['naming what no action reads', () => ['contacts', 'Notes'], refused('crmObjects')],
  ],
  crmHiddenFields: [
    missing(works()),
    ['empty', () => [], works()],
    ['object and field', () => [' contacts.date_of_birth '], works()],
    ['a field without its object', () => ['date_of_birth'], refused('crmHiddenFields')],
    ['an object without a field', () => ['contacts.'], refused('crmHiddenFields')],
  ],
  identityCheck: [
    missing(works()),
    ['off', () => 'off', works()],
    // Without fields only the check itself cannot be made.
    ['answers', () => 'answers', works()],
    ['code', () => 'code', works()],
  ],
  identityFields: [
    missing(works()),
    ['empty', () => [], works()],
    ['with blanks', byAnswers([' Date_of_birth', 'zip', ' ']), works()],
    ['of what everybody is shown', byAnswers(['date_of_birth', 'email']), refused('identityFields')],
    ['of what everybody is shown, where nobody is asked', () => ['email'], works()],
    ['by their labels', byAnswers(['Date of birth', 'zip']), refused('identityFields')],
    ['fewer than have to be answered', byAnswers(['zip']), refused('identityMatches', 'identityFields')],
  ],
  identityMatches: [
    missing(works()),
    ['as many as there are fields', byAnswers(2, ['zip', 'date_of_birth']), works()],
    ['more than there are fields', byAnswers(3, ['zip', 'date_of_birth']), refused('identityMatches')],
    ['none', byAnswers(0, ['zip']), refused('identityMatches')],
    ['half of one', byAnswers(0.5, ['zip']), refused('identityMatches')],
    ['more than there are fields, where nobody is asked', () => 3, works()],
  ],
  crmAuthoring: [missing(works()), ['on', () => true, works()]],
  interactionLog: [
    missing(works()),
    ['off', () => 'off', works()],
    ['summary', () => 'summary', works()],
    ['summaryAndTranscript', () => 'summaryAndTranscript', works()],
  ],
  interactionLogNoMatch: [missing(works()), ['skip', () => 'skip', works()], ['create', () => 'create', works()]],
  summaryWith: [missing(works()), ['facts', () => 'facts', works()], ['model', () => 'model', works()]],
}

/** As the Studio shows it. */
const titles = z
  .object({ properties: z.record(z.string(), z.object({ 'x-zui': z.object({ title: z.string() }) })) })
  .parse(definition.schema.toJSONSchema()).properties
const title = (field: Field) => titles[field]?.['x-zui'].title

describe.each(Object.entries(table))('%s', (field, rows) => {
  test.each(rows)('%s', async (_what, value, outcome) => {
    const stage = await onStage({ registered: false })
    const given = value(stage)
    stage.bot.configuration = { ...stage.bot.configuration, [field]: given }
    const complaint = await stage.bot.register().then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : 'something else was thrown'),
    )
    await stage.settled()
    if ('refused' in outcome) {
      for (const named of outcome.refused) expect(complaint).toContain(`"${title(named)}"`)
      expect(accounts(stage)).toEqual([])
    } else {
      expect(complaint).toBeUndefined()
      await outcome.works(stage)
    }
  })
})

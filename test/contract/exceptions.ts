import type { CheckedCall, Finding, Validator } from './openapi'

/** A place where HubSpot's published documents are known to be wrong or silent, and why we think so. */
export type SpecException = { reason: string } & (
  | {
      /** These findings about these operations are expected. */
      kind: 'difference'
      operations: string[]
      where: Finding['where']
      problem: Finding['problem']
      fields: string[]
    }
  /** Calls whose method and path match are described at another path; `as` may name what was caught, as `$1`. */
  | { kind: 'describedElsewhere'; call: RegExp; as: string }
  /** No document describes these calls; `call` is matched against method and path. */
  | { kind: 'undescribed'; call: RegExp }
)

const CHANNELS = '/conversations/custom-channels/2026-09'
const ASSOCIATIONS = '/crm/associations'
const PAIR = '/{fromObjectType}/{toObjectType}'
const UNLABELLED =
  'Declared as a text; the association as such has no label, which is null in the examples of the guides.'
const RECORDS = '/crm/objects/2026-09/{objectType}'

/** The one list of what the documents published in March 2026 get wrong about version 2026-09. */
export const EXCEPTIONS: SpecException[] = [
  {
    kind: 'difference',
    operations: ['GET', 'POST']
      .map((method) => `${method} ${CHANNELS}`)
      .concat(['GET', 'PATCH', 'DELETE'].map((method) => `${method} ${CHANNELS}/{channelId}`)),
    where: 'query',
    problem: 'undeclared',
    fields: ['hapikey', 'appId'],
    reason:
      "The channel itself is managed with the developer key (a security scheme in the document) and the app's id.",
  },
  {
    kind: 'difference',
    operations: ['settings', 'subscriptions'].map((what) => `GET /app-webhooks/2026-09/{appId}/${what}`),
    where: 'query',
    problem: 'undeclared',
    fields: ['hapikey'],
    reason: "An app's webhook settings are read with the developer key (a security scheme in the document).",
  },
  {
    kind: 'difference',
    operations: [`PATCH ${CHANNELS}/{channelId}`],
    where: 'body',
    problem: 'missing',
    fields: [
      '/name',
      '/capabilities',
      '/webhookUrl',
      '/channelDescription',
      '/channelLogoUrl',
      '/channelAccountConnectionRedirectUrl',
    ],
    reason: 'Every field is marked as required, though a PATCH with only what changes is accepted.',
  },
  {
    kind: 'difference',
    operations: [`POST ${RECORDS}/search`],
    where: 'body',
    problem: 'missing',
    fields: ['/after', '/filterGroups', '/limit', '/properties', '/sorts'],
    reason: 'Every field is marked as required; HubSpot documents defaults, and an empty body works.',
  },
  {
    kind: 'difference',
    operations: [`POST ${RECORDS}/search`],
    where: 'body',
    problem: 'invalid',
    fields: ['/sorts/*'],
    reason: 'Declared as texts; the guides write objects of a property and a direction, and both work.',
  },
  {
    kind: 'difference',
    operations: [`GET ${ASSOCIATIONS}/2026-09${PAIR}/labels`],
    where: 'response',
    problem: 'invalid',
    fields: ['/results/*/label'],
    reason: UNLABELLED,
  },
  {
    kind: 'difference',
    operations: [`POST ${ASSOCIATIONS}/2026-03${PAIR}/batch/read`],
    where: 'response',
    problem: 'invalid',
    fields: ['/results/*/to/*/associationTypes/*/label'],
    reason: UNLABELLED,
  },
  {
    kind: 'difference',
    operations: ['GET /crm/objects/2026-03/{objectType}/{objectId}/associations/{toObjectType}'],
    where: 'response',
    problem: 'invalid',
    fields: ['/results/*/associationTypes/*/label'],
    reason: UNLABELLED,
  },
  {
    kind: 'describedElsewhere',
    call: /^GET \/crm\/objects\/2026-09\/([^/]+\/[^/]+\/associations\/[^/]+)$/,
    as: '/crm/objects/2026-03/$1',
    reason: 'To read associations is missing in the March document for 2026-09, and was seen to work there.',
  },
  {
    kind: 'describedElsewhere',
    call: /^POST \/crm\/associations\/2026-09\/([^/]+\/[^/]+\/batch\/read)$/,
    as: '/crm/associations/2026-03/$1',
    reason: 'The 207 for records without associations is in the later document only.',
  },
  {
    kind: 'describedElsewhere',
    call: /^POST \/crm\/objects\/2026-09\/[^/]+\/batch\/read$/,
    as: '/crm/objects/2026-09-beta/contacts/batch/read',
    reason: 'The 207 for records that are missing is in the later document only, which there is for contacts.',
  },
  {
    kind: 'difference',
    operations: ['POST /crm/objects/2026-09-beta/contacts/batch/read'],
    where: 'response',
    problem: 'invalid',
    fields: ['/results/*/properties/**'],
    reason: 'Values are declared as texts there; empty ones come as null, as the document of 2026-09 declares.',
  },
  {
    kind: 'difference',
    operations: [`POST ${RECORDS}`],
    where: 'body',
    problem: 'missing',
    fields: ['/associations'],
    reason: 'Marked as required, though a contact without associations is created without it.',
  },
  {
    kind: 'difference',
    operations: ['POST /oauth/2026-09/token', 'POST /oauth/2026-09/token/revoke'],
    where: 'response',
    problem: 'undeclared',
    fields: [''],
    reason: 'The document declares no successful answer at all.',
  },
  {
    kind: 'difference',
    operations: ['POST /oauth/2026-09/token/introspect'],
    where: 'response',
    problem: 'undeclared',
    fields: [
      '/token',
      '/token_type',
      '/token_use',
      '/hub_id',
      '/hub_domain',
      '/user_id',
      '/user',
      '/app_id',
      '/client_id',
      '/scopes',
      '/expires_in',
      '/is_private_distribution',
      '/signed_access_token',
    ],
    reason: 'Only `active` is declared; the answer for a live token holds more, as the version of 2026-03 declares.',
  },
  {
    kind: 'describedElsewhere',
    call: /^[A-Z]+ \/files\/2026-09\/(.*)$/,
    as: '/files/2026-03/$1',
    reason: 'Upload, reading and signed URLs are missing in the March document for 2026-09, and are as in 2026-03.',
  },
  {
    kind: 'undescribed',
    call: /^GET \/files\/2026-09\/files\/\d+\/download$/,
    reason: 'Documented by HubSpot, in none of the published documents; answers with the bytes of the file.',
  },
  {
    kind: 'undescribed',
    call: /^GET \/account-info\/2026-09\/details$/,
    reason: "The account API's document is not among those at hand.",
  },
  {
    kind: 'undescribed',
    call: /^(GET|POST) \/(oauth\/authorize|favicon\.ico)$/,
    reason:
      "HubSpot's consent pages, and what a browser asks for beside them: on app.hubspot.com, and no part of the API.",
  },
  {
    kind: 'undescribed',
    call: /^GET \/hubfs\//,
    reason: "A file's own address: a web server's, in reality on another host, and no part of the API.",
  },
]

/** What is wrong with a call after all the exceptions. */
export function checkCall(validator: Validator, call: CheckedCall, exceptions = EXCEPTIONS): Finding[] {
  if (isUndescribed(call, exceptions)) return []
  const described = { ...call, path: describedPath(call, exceptions) }
  const operation = validator.operationOf(described.method, described.path)
  const expected = exceptions.flatMap((it) =>
    it.kind === 'difference' && operation !== undefined && it.operations.includes(operation) ? [it] : [],
  )
  return validator
    .check(described)
    .filter(
      ({ where, problem, field }) =>
        !expected.some(
          (it) => it.where === where && it.problem === problem && it.fields.some((one) => covers(one, field)),
        ),
    )
}

/** `**` at the end is any name. */
const covers = (one: string, field: string) =>
  one === field || (one.endsWith('/**') && field.startsWith(one.slice(0, -2)))

/** The operation that a call was made to, or for what is in no document the method and path with `*` for each number. */
export function operationName(validator: Validator, call: CheckedCall, exceptions = EXCEPTIONS): string {
  const operation = validator.operationOf(call.method, describedPath(call, exceptions))
  return operation ?? `${call.method} ${call.path.replaceAll(/\/\d+(?=\/|$)/g, '/*')}`
}

function isUndescribed(call: CheckedCall, exceptions: SpecException[]): boolean {
  return exceptions.some((it) => it.kind === 'undescribed' && it.call.test(`${call.method} ${call.path}`))
}

function describedPath({ method, path }: CheckedCall, exceptions: SpecException[]): string {
  for (const it of exceptions) {
    const match = it.kind === 'describedElsewhere' ? it.call.exec(`${method} ${path}`) : null
    if (match !== null && it.kind === 'describedElsewhere') return it.as.replace('$1', match[1] ?? '')
  }
  return path
}

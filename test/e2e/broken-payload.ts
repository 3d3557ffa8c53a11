import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import type { Named } from './called-for'

const names = [
  'reply',
  'reply-with-files',
  'assigned',
  'unassigned',
  'closed',
  'reopened',
  'restored',
  'deleted',
  'deleted-for-privacy',
  'account-created',
  'account-switched-off',
  'account-purged',
  'several',
] as const

/** Where a real payload is to be at home. */
export type Home = {
  portalId: number
  appId: number
  session: Named
  accountId: string
  channelId: string
  /** Of a file that may be fetched. */
  fileUrl: string
  /** Names one message. */
  messageId: string
  /** IDs of others, which a mutation may put anywhere. */
  foreign: readonly (string | number)[]
}

/** What is done to one place of a payload; the place is counted through, so that any number names one. */
export type Mutation = { place: number } & (
  | { kind: 'remove' }
  | { kind: 'json'; value: unknown }
  | { kind: 'likewise'; text: string; number: number }
  | { kind: 'foreign'; which: number }
)

export type Broken = {
  name: (typeof names)[number]
  mutations: Mutation[]
  shape: 'as it is' | 'twice' | 'in a list' | 'in a list of lists' | 'in an object'
}

const place = fc.nat(200)
const number = fc.oneof(
  fc.integer(),
  fc.nat(2_000_000_000_000),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -1, 8.64e15, 8.64e15 + 1, 1e300),
)
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    ' ',
    '.',
    '..',
    '../..',
    '%2e%2e',
    '\u0000',
    '\ud800',
    '__proto__',
    '0',
    '1e300',
    'x'.repeat(600),
  ),
  fc.constantFrom(
    '+275760-09-13T00:00:00.000Z',
    '-271821-04-20T00:00:00.000Z',
    'NOT_TRUNCATED',
    'TRUNCATED',
    'OUTGOING',
  ),
)
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constant('remove' as const), place }),
  fc.record({ kind: fc.constant('json' as const), place, value: fc.jsonValue() }),
  fc.record({ kind: fc.constant('likewise' as const), place, text, number }),
  fc.record({ kind: fc.constant('foreign' as const), place, which: fc.nat(50) }),
)

/** A real payload that something was done to. */
export const broken: fc.Arbitrary<Broken> = fc.record({
  name: fc.constantFrom(...names),
  mutations: fc.array(mutation, { minLength: 1, maxLength: 3 }),
  shape: fc.oneof(
    { weight: 6, arbitrary: fc.constant('as it is' as const) },
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        'twice' as const,
        'in a list' as const,
        'in a list of lists' as const,
        'in an object' as const,
      ),
    },
  ),
})

/** The body that such a description stands for, of a session that is there. */
export function bodyOf({ name, mutations, shape }: Broken, home: Home): unknown {
  const whole = mutations.reduce((body, one) => mutate(body, one, home), real(name, home))
  switch (shape) {
    case 'as it is':
      return whole
    case 'twice':
      return [whole, whole].flat()
    case 'in a list':
      return [whole].flat()
    case 'in a list of lists':
      return [[whole]]
    case 'in an object':
      return { events: whole, event: whole }
  }
}

/** A real payload in full, at home in the stand-ins, and of now. */
export function real(name: Broken['name'], home: Home): unknown {
  const at = Date.now()
  const text = readFileSync(new URL(`../fixtures/webhooks/${name}.json`, import.meta.url), 'utf8')
    .replaceAll('7000001', String(home.portalId))
    .replaceAll('40001', String(home.appId))
    .replaceAll('7c9e6679-7425-40de-944b-e07fc1f90ae7', home.session.integrationThreadId)
    .replaceAll('9876543210', home.session.threadId)
    .replaceAll('"300"', `"${home.channelId}"`)
    .replaceAll('"400"', `"${home.accountId}"`)
    .replaceAll('https://files.example/lamp.png?signature=1', home.fileUrl)
    .replaceAll(/3f6d1d8c4b2e4c0f9a1[bc]/g, home.messageId)
    .replaceAll(/2026-11-20T10:[\d:.]+Z/g, new Date(at).toISOString())
    .replaceAll(/17636337\d{5}/g, String(at))
  return JSON.parse(text)
}

type Path = (string | number)[]

function mutate(body: unknown, mutation: Mutation, { foreign }: Home): unknown {
  const paths = pathsOf(body)
  const path = paths[mutation.place % paths.length]
  if (path === undefined) return body
  return changedAt(body, path, mutated)

  function mutated(old: unknown): unknown {
    switch (mutation.kind) {
      case 'remove':
        return undefined
      case 'json':
        return mutation.value
      case 'likewise':
        return typeof old === 'number' ? mutation.number : mutation.text
      case 'foreign': {
        const id = foreign[mutation.which % foreign.length]
        return typeof old === 'number' ? Number(id) : String(id)
      }
    }
  }
}

/** Every place below the top, the lists and objects among them included. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  const inside = Object.entries(value).flatMap(([key, part]) =>
    pathsOf(part, [...path, Array.isArray(value) ? Number(key) : key]),
  )
  return path.length === 0 ? inside : [path, ...inside]
}

function changedAt(value: unknown, [key, ...rest]: Path, change: (old: unknown) => unknown): unknown {
  if (key === undefined) return change(value)
  if (Array.isArray(value)) {
    return value.flatMap((part, index) => {
      const now = index === key ? changedAt(part, rest, change) : part
      return now === undefined ? [] : [now]
    })
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => {
      const now = name === key ? changedAt(part, rest, change) : part
      return now === undefined ? [] : [[name, now]]
    }),
  )
}

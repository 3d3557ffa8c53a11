import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import * as ts from 'typescript'
import { describe, expect, test } from 'vitest'

/*
 * The walls between the parts: what may import what, types included. A part is a folder, or a file that stands beside
 * folders; `core/` stands for all of the core.
 */

const salesiqFolder = 'integrations/zoho-salesiq'

const contract = ['core/desk.ts', 'core/installation.ts', 'core/botpress.ts', 'core/timing.ts', 'core/texts']
const base = ['core/', 'src/bp.ts', 'src/timing.ts', 'definitions']
const connection = [...base, 'src/hubspot', 'src/installation']
const salesiq = [...base, 'src/salesiq', 'src/installation']

type Table = Record<string, string[]>

/** A table of parts below a folder; the core and the interfaces are not of it. */
const below = (folder: string, table: Table): Table =>
  Object.fromEntries(
    Object.entries(table).map(([part, others]) => [
      `${folder}/${part}`,
      others.map((other) => (/^(core|interfaces)/.test(other) ? other : `${folder}/${other}`)),
    ]),
  )

const mayImport: Table = {
  interfaces: [],
  definitions: ['core/definitions.ts'],
  'integration.definition.ts': ['interfaces', 'definitions'],
  // They play the worlds around the integrations, and must not know how these are made.
  sim: [
    ...['integration.definition.ts', 'definitions'],
    ...[`${salesiqFolder}/integration.definition.ts`, `${salesiqFolder}/definitions`],
  ],

  'core/timing.ts': [],
  'core/definitions.ts': [],
  'core/botpress.ts': ['interfaces', 'core/definitions.ts'],
  'core/desk.ts': ['core/botpress.ts', 'core/messages', 'core/people', 'core/session', 'core/texts'],
  'core/installation.ts': ['core/botpress.ts', 'core/desk.ts', 'core/texts'],
  'core/explain.ts': ['core/desk.ts', 'core/platform'],
  'core/texts': [],
  'core/messages': ['core/texts'],
  'core/platform': ['core/botpress.ts', 'core/definitions.ts', 'core/timing.ts'],
  'core/pages': [...contract, 'core/platform', 'core/self-test'],
  'core/documentation': ['core/pages', 'core/platform'],
  'core/doctor': [...contract, 'core/platform', 'core/pages'],
  'core/session': [...contract, 'core/platform'],
  'core/people': [...contract, 'core/platform', 'core/messages', 'core/session'],
  'core/self-test': [...contract, 'core/platform', 'core/messages', 'core/session', 'core/people'],
  'core/events': [...contract, ...['core/platform', 'core/messages', 'core/session', 'core/people', 'core/self-test']],
  'core/actions': [
    ...[...contract, 'core/explain.ts'],
    ...['core/platform', 'core/messages', 'core/session', 'core/people', 'core/events'],
  ],
  'core/channels': [
    ...[...contract, 'core/explain.ts'],
    ...['core/platform', 'core/messages', 'core/session', 'core/people', 'core/events'],
  ],

  'src/timing.ts': ['core/timing.ts'],
  'src/bp.ts': ['interfaces', 'definitions', 'core/botpress.ts'],
  'src/hubspot': ['core/', 'src/timing.ts'],
  'src/installation': [...base, 'src/hubspot'],
  'src/desk': [...connection, 'src/crm', 'src/interaction-log'],
  'src/documentation': [],
  'src/setup': connection,
  'src/hubspot-app': [...base, 'src/setup'],
  'src/doctor': [...connection, 'src/setup', 'src/crm'],
  'src/connect': [...connection, 'src/setup', 'src/hubspot-app', 'src/doctor', 'src/desk'],
  'src/register': [...connection, 'src/setup', 'src/connect', 'src/desk', 'src/interaction-log'],
  'src/webhook': [
    ...[...connection, 'src/setup', 'src/connect', 'src/documentation'],
    ...['src/desk', 'src/interaction-log'],
  ],
  'src/crm': [...connection, 'src/setup'],
  'src/interaction-log': [...connection, 'src/setup', 'src/crm'],
  'src/actions': [...base, 'src/desk', 'src/crm', 'src/interaction-log'],
  'src/channels': [...base, 'src/desk'],
  'src/index.ts': ['src/bp.ts', 'src/actions', 'src/channels', 'src/register', 'src/webhook'],

  ...below(salesiqFolder, {
    definitions: ['core/definitions.ts'],
    'integration.definition.ts': ['interfaces', 'definitions'],
    'src/timing.ts': ['core/timing.ts'],
    'src/bp.ts': ['interfaces', 'definitions', 'core/botpress.ts'],
    'src/salesiq': ['core/', 'src/timing.ts'],
    'src/installation': [...base, 'src/salesiq'],
    'src/desk': salesiq,
    'src/documentation': [],
    'src/setup': salesiq,
    'src/doctor': [...salesiq, 'src/setup'],
    'src/connect': [...salesiq, 'src/setup', 'src/doctor', 'src/desk'],
    'src/register': [...salesiq, 'src/setup', 'src/connect'],
    'src/webhook': [...salesiq, 'src/setup', 'src/connect', 'src/documentation', 'src/desk'],
    'src/actions': [...base, 'src/desk'],
    'src/channels': [...base, 'src/desk'],
    'src/index.ts': ['src/bp.ts', 'src/actions', 'src/channels', 'src/register', 'src/webhook'],
  }),
}

const root = new URL('../../', import.meta.url)
const read = (file: string) => readFileSync(new URL(file, root), 'utf8')
const sourcesIn = (folder: string) =>
  readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)

const coreFiles = sourcesIn('core')
const folders = ['src', 'definitions', 'interfaces', 'sim', 'integrations'].flatMap(sourcesIn)
const files = new Set([...coreFiles, ...folders, 'integration.definition.ts'])

/** The files that a file imports; what leads nowhere that is known here keeps the path that it has. */
function importsOf(file: string): string[] {
  const paths = ts.preProcessFile(read(file)).importedFiles.map(({ fileName }) => fileName)
  return paths
    .filter((path) => path.startsWith('.'))
    .map((path) => posix.join(posix.dirname(file), path))
    .map((path) => [`${path}.ts`, `${path}/index.ts`].find((name) => files.has(name)) ?? path)
}

const imports = new Map([...files].map((file) => [file, importsOf(file)]))

/** The folder of the integration that a file or a part belongs to, with its slash; empty at the root. */
const folderOf = (path: string): string => /^integrations\/[^/]+\//.exec(path)?.[0] ?? ''

/** The part that a file belongs to. */
function partOf(file: string): string {
  const folder = folderOf(file)
  const [top = '', second, third] = file.slice(folder.length).split('/')
  if (top !== 'core' && top !== 'src') return folder + top
  return third === undefined ? file : `${folder}${top}/${second}`
}

const isAllowed = (from: string, to: string) =>
  from === to || (mayImport[from] ?? []).some((part) => part === to || (part.endsWith('/') && to.startsWith(part)))

/** One way around, if there is any. */
function cycleIn(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>()
  const from = (node: string, way: string[]): string[] => {
    if (way.includes(node)) return [...way.slice(way.indexOf(node)), node]
    if (done.has(node)) return []
    for (const next of graph.get(node) ?? []) {
      const found = from(next, [...way, node])
      if (found.length > 0) return found
    }
    done.add(node)
    return []
  }
  for (const node of graph.keys()) {
    const found = from(node, [])
    if (found.length > 0) return found
  }
  return []
}

describe('no wall is broken', () => {
  test.each([...new Set([...files].map(partOf))])('by %s', (part) => {
    expect(Object.keys(mayImport)).toContain(part)
    const broken = [...imports]
      .filter(([file]) => partOf(file) === part)
      .flatMap(([file, targets]) => targets.map((target) => ({ file, target })))
      .filter(({ target }) => !isAllowed(part, partOf(target)))
    expect(broken).toEqual([])
  })

  test('by the table, which is of parts that there are', () => {
    expect(Object.keys(mayImport).toSorted()).toEqual([...new Set([...files].map(partOf))].toSorted())
  })

  test('by the table, which lets no integration import another', () => {
    const isOfOne = (part: string) =>
      /^(src\/|definitions$|integration\.definition)/.test(part.slice(folderOf(part).length))
    const across = Object.entries(mayImport).flatMap(([from, parts]) =>
      isOfOne(from) ? parts.filter((to) => isOfOne(to) && folderOf(to) !== folderOf(from)) : [],
    )
    expect(across).toEqual([])
  })
})

describe('there is no way around', () => {
  test('from a file to itself', () => {
    expect(cycleIn(imports)).toEqual([])
  })

  test('from a folder to itself', () => {
    const isFolder = (part: string) => !part.endsWith('.ts')
    const folders = new Map<string, string[]>()
    for (const [file, targets] of imports) {
      const part = partOf(file)
      const others = targets.map(partOf).filter((other) => other !== part && isFolder(other))
      if (isFolder(part)) folders.set(part, [...(folders.get(part) ?? []), ...others])
    }
    expect(cycleIn(folders)).toEqual([])
  })

  test('is what a ring of three would be told as', () => {
    const ring = new Map([
      ['a', ['b']],
      ['b', ['x', 'c']],
      ['c', ['b']],
    ])
    expect(cycleIn(ring)).toEqual(['b', 'c', 'b'])
  })
})

test.each(coreFiles)('%s speaks of no particular desk', (file) => {
  expect(read(file)).not.toMatch(/hubspot|portal ?id|inbox|zoho|salesiq|screen ?name/i)
})

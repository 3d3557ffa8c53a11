import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import * as z from 'zod'
import { takeArguments } from './arguments'

const definitionFile = 'integration.definition.ts'

const command = {
  name: 'npm run build',
  does: 'Bundles an integration into dist/index.cjs of its folder, and prints what the bundle weighs.',
  operand: {
    name: 'folder',
    says: `The integration's, where its ${definitionFile} is. Default: the root of the project.`,
    objection: (folder: string) => {
      if (folder.trim() === '') return 'A folder needs a name.'
      if (existsSync(resolve(folder, definitionFile))) return undefined
      return `There is no ${definitionFile} in ${folder}. Name the folder of an integration, or none for the one at the root.`
    },
  },
  options: {},
}

/**
 * `npm run build [-- <folder>]`: checks an integration's definition by loading it, bundles `<folder>/src/index` into
 * `<folder>/dist/index.cjs`, and prints what the bundle weighs. The Botpress CLI is not needed.
 */
async function build(): Promise<void> {
  const given = takeArguments(command)
  if (!given) return
  const folder = given.operand === undefined ? fileURLToPath(new URL('..', import.meta.url)) : resolve(given.operand)
  const { bundle } = await import('./bundle')
  const { name, version } = await checkedDefinition(folder)
  const outfile = resolve(folder, 'dist/index.cjs')
  const { bytes, parts } = await bundle(outfile, resolve(folder, 'src/index'))
  console.log(`${name} ${version}: ${outfile}, ${kilobytes(bytes)}`)
  for (const part of parts.filter((one) => one.bytes >= 1_000)) {
    console.log(`  ${kilobytes(part.bytes).padStart(10)}  ${part.name}`)
  }
}

const identity = z.object({ name: z.string(), version: z.string() })
const definitionModule = z.object({
  default: identity.extend({ icon: z.string().optional(), readme: z.string().optional() }),
})

/** Throws when the definition does not agree with package.json, or names no icon or readme that is there. */
async function checkedDefinition(folder: string): Promise<z.infer<typeof identity>> {
  const loaded: unknown = await import(pathToFileURL(resolve(folder, definitionFile)).href)
  const { name, version, icon, readme } = definitionModule.parse(loaded).default
  const manifest = identity.parse(JSON.parse(readFileSync(resolve(folder, 'package.json'), 'utf8')))
  // In a workspace, the definition's name has the workspace's handle before it.
  if (name.split('/').at(-1) !== manifest.name || version !== manifest.version) {
    throw new Error(`The definition is of ${name} ${version}, package.json of ${manifest.name} ${manifest.version}`)
  }
  for (const [what, file] of Object.entries({ icon, readme })) {
    const path = file === undefined ? undefined : resolve(folder, file)
    if (path === undefined || !existsSync(path) || readFileSync(path, 'utf8').trim() === '') {
      throw new Error(`The definition needs an icon and a readme; this is missing or empty: ${file ?? what}`)
    }
  }
  return { name, version }
}

const kilobytes = (bytes: number) => `${(bytes / 1_000).toFixed(1)} kB`

build().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})

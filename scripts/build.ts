import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { takeArguments } from './arguments'

const command = {
  name: 'npm run build',
  does: 'Bundles the integration into <folder>/index.cjs, and prints what the bundle weighs.',
  operand: {
    name: 'folder',
    says: 'Where the bundle goes; made where there is none. Default: dist.',
    objection: (folder: string) => (folder.trim() === '' ? 'A folder needs a name.' : undefined),
  },
  options: {},
}

/**
 * `npm run build [-- <folder>]`: bundles the integration into `<folder>/index.cjs` (default: dist), checks the definition
 * by loading it, and prints what the bundle weighs. The Botpress CLI is not needed.
 */
async function build(): Promise<void> {
  const given = takeArguments(command)
  if (!given) return
  const { bundle } = await import('./bundle')
  const { name, version, icon, readme } = (await import('../integration.definition')).default
  const manifest: { version?: string } = JSON.parse(readFileSync('package.json', 'utf8'))
  if (manifest.version !== version) {
    throw new Error(`The definition has version ${version}, package.json ${manifest.version}`)
  }
  for (const file of [icon, readme]) {
    if (file === undefined || readFileSync(file, 'utf8').trim() === '') {
      throw new Error(`The definition needs an icon and a readme; this one is missing or empty: ${file}`)
    }
  }
  const outfile = resolve(given.operand ?? 'dist', 'index.cjs')
  const { bytes, parts } = await bundle(outfile)
  console.log(`${name} ${version}: ${outfile}, ${kilobytes(bytes)}`)
  for (const part of parts.filter((one) => one.bytes >= 1_000)) {
    console.log(`  ${kilobytes(part.bytes).padStart(10)}  ${part.name}`)
  }
}

const kilobytes = (bytes: number) => `${(bytes / 1_000).toFixed(1)} kB`

build().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})

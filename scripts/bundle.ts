import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'

/** A bundle as written to disk; sizes in bytes. */
export type Bundle = {
  bytes: number
  /** What each package adds, largest first; our own code is `(src)`. */
  parts: { name: string; bytes: number }[]
}

const root = fileURLToPath(new URL('..', import.meta.url))

/** What the Botpress CLI wraps around an integration: it is loaded as `{ default, handler }`. */
const entry = (source: string) => `
import integration from ${JSON.stringify(source)}
export default integration
export const { handler } = integration
`

/**
 * Bundles an integration into one CommonJS file as the Botpress CLI does: for Node, minified, names kept, with every
 * dependency inside.
 *
 * @param source the module whose default export is the integration, absolute or relative to the root of the project.
 * @throws esbuild's BuildFailure; it has been printed then.
 */
export async function bundle(outfile: string, source = './src/index'): Promise<Bundle> {
  const { metafile } = await esbuild.build({
    stdin: { contents: entry(source), resolveDir: root, sourcefile: 'entry.ts', loader: 'ts' },
    absWorkingDir: root,
    outfile,
    bundle: true,
    platform: 'node',
    target: 'es2020',
    format: 'cjs',
    minify: true,
    keepNames: true,
    metafile: true,
    logLevel: 'warning',
  })
  const [output] = Object.values(metafile.outputs)
  const sizes = new Map<string, number>()
  for (const [path, { bytesInOutput }] of Object.entries(output?.inputs ?? {})) {
    const name = packageOf(path)
    sizes.set(name, (sizes.get(name) ?? 0) + bytesInOutput)
  }
  const parts = [...sizes].map(([name, bytes]) => ({ name, bytes })).sort((a, b) => b.bytes - a.bytes)
  return { bytes: output?.bytes ?? 0, parts }
}

/** The npm package that a bundled file belongs to. */
function packageOf(path: string): string {
  const inside = path.split('node_modules/').at(-1)
  if (inside === undefined || inside === path) return '(src)'
  return inside
    .split('/')
    .slice(0, inside.startsWith('@') ? 2 : 1)
    .join('/')
}

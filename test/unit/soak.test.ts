import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const chaosModule = (name: string) => `./test/chaos/${name}.ts`

test('what the soak loads of the chaos suite needs no test runner, which it has none of', async () => {
  const soak = readFileSync('scripts/soak.ts', 'utf8')
  const modules = [...soak.matchAll(/await import\('\.\.\/(test\/chaos\/[^']+)'\)/g)].map(([, path]) => `./${path}.ts`)
  expect(modules).toEqual(expect.arrayContaining(['theatre', 'hubspot/seat', 'salesiq/seat'].map(chaosModule)))
  const load = `Promise.all(${JSON.stringify(modules)}.map((path) => import(path)))`
  await expect(promisify(execFile)('npx', ['tsx', '-e', load])).resolves.toBeDefined()
})

import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { type Bundle, bundle } from '../../scripts/bundle'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))
const tsx = createRequire(import.meta.url).resolve('tsx/cli')

let folder: string
let outfile: string
let built: Bundle

beforeAll(async () => {
  // Outside of the project, so that nothing is found in its node_modules.
  folder = await mkdtemp(join(tmpdir(), 'bundle-'))
  outfile = join(folder, 'index.cjs')
  built = await bundle(outfile)
})

afterAll(() => rm(folder, { recursive: true, force: true }))

/** Runs code in a process of its own, with the bundle as `bundle`; what it returns comes back as JSON. */
async function inChild(code: string): Promise<unknown> {
  const script = `const bundle = require('./index.cjs'); (async () => { ${code} })().then((value) => console.log(JSON.stringify(value)))`
  const { stdout } = await run(process.execPath, ['-e', script], { cwd: folder })
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}

const request = (operation: string, body: unknown) => `({
  method: 'POST', path: '/', query: '',
  headers: {
    'x-bot-id': 'bot', 'x-bot-user-id': 'bot', 'x-integration-id': 'integration', 'x-integration-alias': 'alias',
    'x-webhook-id': 'webhook', 'x-bp-operation': '${operation}',
    'x-bp-configuration': '${Buffer.from('{"appId":"1","developerApiKey":"k","clientId":"c","clientSecret":"s"}').toString('base64')}',
  },
  body: ${JSON.stringify(JSON.stringify(body))},
})`

describe('the bundle', () => {
  test('exports the integration and its handler, as what the Botpress CLI makes', async () => {
    expect(
      await inChild(
        'return { keys: Object.keys(bundle).sort(), name: bundle.default.constructor.name, handler: typeof bundle.handler, same: bundle.handler === bundle.default.handler }',
      ),
    ).toEqual({ keys: ['default', 'handler'], name: 'Integration', handler: 'function', same: true })
  })

  test('answers a ping', async () => {
    expect(await inChild(`return bundle.handler(${request('ping', {})})`)).toMatchObject({ status: 200 })
  })

  test('answers a webhook: the status page to a browser, 401 to a stranger', async () => {
    const call = (method: string) =>
      request('webhook_received', { req: { method, path: '/', query: '', headers: {}, body: '{}' } })
    expect(await inChild(`return bundle.handler(${call('GET')})`)).toMatchObject({
      status: 200,
      body: expect.stringContaining('is running'),
    })
    expect(await inChild(`return bundle.handler(${call('POST')})`)).toMatchObject({ status: 401 })
  })

  test('keeps the names of errors, which logs and callers go by', async () => {
    const text = await readFile(outfile, 'utf8')
    for (const name of ['HubSpotError', 'OutOfTimeError', 'DownloadError']) expect(text).toContain(`"${name}"`)
  })

  test('knows what each package adds, and holds nothing that only tests need', () => {
    const names = built.parts.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['(src)', '@botpress/sdk', 'axios', 'zod']))
    for (const name of ['nock', 'vitest', 'ajv', 'fast-check', '@hubspot/api-client']) expect(names).not.toContain(name)
    expect(built.parts.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(built.bytes)
  })
})

describe('npm run build', () => {
  const build = (cwd: string, out: string) =>
    run(process.execPath, [tsx, join(root, 'scripts/build.ts'), out], { cwd }).then(
      ({ stdout }) => ({ code: 0, output: stdout }),
      (error: unknown) => failed.parse(error),
    )
  const failed = z
    .object({ code: z.number(), stderr: z.string() })
    .transform(({ code, stderr }) => ({ code, output: stderr }))

  test('writes the bundle and says what it weighs', async () => {
    const { code, output } = await build(root, join(folder, 'dist'))
    expect(output).toMatch(/^hubspot-inbox-hitl 1\.2\.0: .*index\.cjs, [\d.]+ kB\n/)
    expect(output).toMatch(/kB {2}libphonenumber-js/)
    expect(code).toBe(0)
    expect((await readFile(join(folder, 'dist/index.cjs'))).length).toBe(built.bytes)
  })

  test('fails when the definition and package.json do not agree', async () => {
    await writeFile(join(folder, 'package.json'), '{"version":"9.9.9"}')
    const { code, output } = await build(folder, join(folder, 'other'))
    expect(code).not.toBe(0)
    expect(output).toContain('9.9.9')
  })

  test('fails when the code cannot be bundled', async () => {
    await expect(bundle(join(folder, 'none.cjs'), './src/no-such-file')).rejects.toThrow('no-such-file')
  })
})

import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import * as z from 'zod'
import { type Bundle, bundle } from '../../scripts/bundle'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))
const tsx = createRequire(import.meta.url).resolve('tsx/cli')

const integrations = [
  {
    name: 'hubspot-inbox-hitl',
    source: './src/index',
    configuration: { appId: '1', developerApiKey: 'k', clientId: 'c', clientSecret: 's' },
    errors: ['HubSpotError', 'OutOfTimeError', 'DownloadError'],
    toStranger: 401,
    // Its CRM actions alone are a quarter of what an empty integration weighs.
    atMost: 2.06,
  },
  {
    name: 'zoho-salesiq-hitl',
    source: './integrations/zoho-salesiq/src/index',
    configuration: { clientId: 'c', clientSecret: 's' },
    errors: ['SalesIqError', 'OutOfTimeError', 'DownloadError'],
    // Who signs is known to Botpress alone, which nobody reaches here.
    toStranger: 503,
    atMost: 1.7,
  },
]

let folder: string
/** What was bundled of each integration, and of one that does nothing, by name. */
const built = new Map<string, Bundle>()
const fileOf = (name: string) => join(folder, `${name}.cjs`)
const bundleOf = (name: string): Bundle => {
  const found = built.get(name)
  if (found === undefined) throw new Error(`${name} was not bundled`)
  return found
}

beforeAll(async () => {
  // Outside of the project, so that nothing is found in its node_modules.
  folder = await mkdtemp(join(tmpdir(), 'bundle-'))
  for (const { name, source } of [...integrations, { name: 'empty', source: './bench/sources/empty' }]) {
    built.set(name, await bundle(fileOf(name), source))
  }
})

afterAll(() => rm(folder, { recursive: true, force: true }))

describe.each(integrations)('the bundle of $name', ({ name, configuration, errors, toStranger, atMost }) => {
  const env = { ...process.env, BP_API_URL: 'http://127.0.0.1:9', BP_TOKEN: 'none' }

  /** Runs code in a process of its own, with the bundle as `bundle`; what it returns comes back as JSON. */
  async function inChild(code: string): Promise<unknown> {
    const script = `const bundle = require('./${name}.cjs'); (async () => { ${code} })().then((value) => console.log(JSON.stringify(value)))`
    const { stdout } = await run(process.execPath, ['-e', script], { cwd: folder, env })
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
  }

  const request = (operation: string, body: unknown) => `({
    method: 'POST', path: '/', query: '',
    headers: {
      'x-bot-id': 'bot', 'x-bot-user-id': 'bot', 'x-integration-id': 'integration', 'x-integration-alias': 'alias',
      'x-webhook-id': 'webhook', 'x-bp-operation': '${operation}',
      'x-bp-configuration': '${Buffer.from(JSON.stringify(configuration)).toString('base64')}',
    },
    body: ${JSON.stringify(JSON.stringify(body))},
  })`

  const call = (method: string) =>
    request('webhook_received', {
      req: { method, path: '/', query: '', headers: {}, body: method === 'GET' ? '' : '{}' },
    })

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

  test('answers a webhook: the status page to a browser', async () => {
    const page = { status: 200, body: expect.stringContaining('is running') }
    expect(await inChild(`return bundle.handler(${call('GET')})`)).toMatchObject(page)
  })

  test('takes nothing of a stranger', async () => {
    expect(await inChild(`return bundle.handler(${call('POST')})`)).toMatchObject({ status: toStranger })
  })

  test('keeps the names of errors, which logs and callers go by', async () => {
    const text = await readFile(fileOf(name), 'utf8')
    for (const error of errors) expect(text).toContain(`"${error}"`)
  })

  test('holds one copy of axios, which is the one that the client of Botpress requires', () => {
    // Its whole weight twice would be 185 kB; the ES modules are as heavy as the file in CommonJS.
    const axios = bundleOf(name).parts.find((part) => part.name === 'axios')
    expect(axios?.bytes).toBeGreaterThan(50_000)
    expect(axios?.bytes).toBeLessThan(120_000)
  })

  test('knows what each package adds, and holds nothing that only tests need', () => {
    const { bytes, parts } = bundleOf(name)
    const names = parts.map((part) => part.name)
    expect(names).toEqual(expect.arrayContaining(['(src)', '@botpress/sdk', 'axios', 'axios-retry', 'zod']))
    for (const tool of ['nock', 'vitest', 'ajv', 'fast-check', '@hubspot/api-client']) expect(names).not.toContain(tool)
    expect(parts.reduce((sum, part) => sum + part.bytes, 0)).toBeLessThanOrEqual(bytes)
  })

  test(`weighs at most ${atMost} times what an integration weighs that does nothing`, () => {
    expect(bundleOf(name).bytes / bundleOf('empty').bytes).toBeLessThan(atMost)
  })
})

describe('npm run build', () => {
  const build = (args: string[]) =>
    run(process.execPath, [tsx, join(root, 'scripts/build.ts'), ...args], { cwd: folder }).then(
      ({ stdout }) => ({ code: 0, output: stdout }),
      (error: unknown) => failed.parse(error),
    )
  const failed = z
    .object({ code: z.number(), stderr: z.string() })
    .transform(({ code, stderr }) => ({ code, output: stderr }))

  /** Where a small integration is, in the project so that the SDK is found; what it says of itself can be replaced. */
  async function integration(told: { definition?: object; manifest?: object; files?: string[] }): Promise<string> {
    const parent = join(root, 'test-output')
    await mkdir(parent, { recursive: true })
    const own = await mkdtemp(join(parent, 'build-'))
    onTestFinished(() => rm(own, { recursive: true, force: true }))
    const definition = { name: 'small', version: '1.2.3', icon: 'icon.svg', readme: 'hub.md', ...told.definition }
    const write = (file: string, content: string) => writeFile(join(own, file), content)
    const definitionCode = `new IntegrationDefinition(${JSON.stringify(definition)})`
    await write('integration.definition.ts', exporting('IntegrationDefinition', definitionCode))
    await write('package.json', JSON.stringify({ name: 'small', version: '1.2.3', ...told.manifest }))
    for (const file of told.files ?? ['icon.svg', 'hub.md']) await write(file, 'Something.')
    await mkdir(join(own, 'src'))
    const parts =
      'register: async () => {}, unregister: async () => {}, actions: {}, channels: {}, handler: async () => {}'
    await write('src/index.ts', exporting('Integration', `new Integration({ ${parts} })`))
    return own
  }
  const exporting = (name: string, code: string) =>
    `import { ${name} } from '@botpress/sdk'\n\nexport default ${code}\n`

  test('bundles what is at the root when no folder is named, and says what it weighs', async () => {
    const { code, output } = await build([])
    expect(output).toMatch(/^hubspot-inbox-hitl \d+\.\d+\.\d+: .*dist\/index\.cjs, [\d.]+ kB\n/)
    expect(output).toMatch(/kB {2}libphonenumber-js/)
    expect(code).toBe(0)
    expect((await readFile(join(root, 'dist/index.cjs'))).length).toBe(bundleOf('hubspot-inbox-hitl').bytes)
  })

  test('bundles the SalesIQ integration into its own folder, on the packages of the root', async () => {
    const own = join(root, 'integrations/zoho-salesiq')
    const { code, output } = await build([own])
    expect(output).toMatch(/^zoho-salesiq-hitl \d+\.\d+\.\d+: .*zoho-salesiq\/dist\/index\.cjs, [\d.]+ kB\n/)
    expect(code).toBe(0)
    const { length } = await readFile(join(own, 'dist/index.cjs'))
    expect(length).toBe(bundleOf('zoho-salesiq-hitl').bytes)
  })

  test('bundles the integration of a folder into that folder', async () => {
    const own = await integration({})
    const { code, output } = await build([own])
    expect(output).toContain(`small 1.2.3: ${join(own, 'dist/index.cjs')}, `)
    expect(output).not.toContain('libphonenumber-js')
    expect(code).toBe(0)
    const { stdout } = await run(process.execPath, ['-p', 'typeof require("./dist/index.cjs").handler'], { cwd: own })
    expect(stdout.trim()).toBe('function')
  })

  test("takes a definition's name with the handle of a workspace before it", async () => {
    const { code, output } = await build([await integration({ definition: { name: 'acme/small' } })])
    expect(output).toMatch(/^acme\/small 1\.2\.3: /)
    expect(code).toBe(0)
  })

  test.each([
    ['the version', { manifest: { version: '9.9.9' } }, 'of small 1.2.3, package.json of small 9.9.9'],
    ['the name', { manifest: { name: 'other' } }, 'of small 1.2.3, package.json of other 1.2.3'],
    ['the icon', { definition: { icon: undefined } }, 'missing or empty: icon'],
    ["the icon's file", { files: ['hub.md'] }, 'missing or empty: icon.svg'],
    ["the readme's file", { files: ['icon.svg'] }, 'missing or empty: hub.md'],
  ])('fails when %s is not as it should be', async (_, told, why) => {
    const own = await integration(told)
    const { code, output } = await build([own])
    expect(output).toContain(why)
    expect(code).toBe(1)
    expect(await readdir(own)).not.toContain('dist')
  })

  test('fails when the code cannot be bundled', async () => {
    await expect(bundle(join(folder, 'none.cjs'), './src/no-such-file')).rejects.toThrow('no-such-file')
  })
})

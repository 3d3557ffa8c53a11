import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { withoutSecrets } from '../../core/doctor/without-secrets'
import { examine as examineBy } from '../../scripts/doctor/hubspot/examine'
import { settingsOf } from '../../scripts/doctor/hubspot/settings-of'
import { asJson, asText } from '../../scripts/doctor/report'
import { examine, find, healthy } from './doctor-rig'
import { onStage } from './on-stage'

describe('what cannot be checked', () => {
  test("webhooks of a project's app: it says where they are declared", async () => {
    const checks = await examine(await onStage())
    expect(find(checks, 'webhook-target')).toMatchObject({ ok: undefined, detail: expect.stringContaining('project') })
  })

  test('without a refresh token: it says that the connect page keeps it in Botpress', async () => {
    const checks = await examine(await healthy(), { refreshToken: '' })
    const text = asText(checks, 'HubSpot')
    expect(text.match(/^–/gm)).toHaveLength(2)
    expect(text).toMatch(/^– Not checked for want of what is said above: app, portal, scopes, inboxes, accounts$/m)
    expect(find(checks, 'token')).toMatchObject({ ok: undefined, detail: expect.stringContaining('connect page') })
    expect(find(checks, 'developer-key')).toMatchObject({ ok: true })
  })

  test('while HubSpot is down: it asks to be run again, and blames nobody', async () => {
    const stage = await healthy()
    stage.hubspot.faults.add({ path: /\/inboxes$/, status: 429, body: { policyName: 'DAILY' } })
    const checks = await examine(stage)
    expect(find(checks, 'inboxes')).toMatchObject({ ok: undefined, fix: expect.stringContaining('again') })
    expect(JSON.parse(asJson(checks))).toMatchObject({ ok: null })
    expect(asText(checks, 'HubSpot')).toContain('HubSpot did not answer every question, so run the doctor again.')
  })
})

describe('the report', () => {
  test('has a mark per check, the fix below what fails, and a verdict', async () => {
    const text = asText(await examine(await healthy(), { inboxId: '77' }), 'HubSpot')
    expect(text).toMatch(/^✓ The values of the app are filled in$/m)
    expect(text).toMatch(/^✗ The configured inbox 77 is there\n {4}→ Use one of those there are/m)
    expect(text).toMatch(/Conversations cannot be handed over until/)
  })

  test('as JSON can be read by machines', async () => {
    const checks = await examine(await healthy())
    expect(JSON.parse(asJson(checks))).toMatchObject({ ok: true, checks: checks.map(({ id, ok }) => ({ id, ok })) })
  })

  test('holds no secret, even if HubSpot repeated one', async () => {
    const stage = await healthy()
    const settings = settingsOf(stage.bot)
    const secrets = [settings.clientSecret, settings.developerApiKey, settings.refreshToken]
    for (const inboxId of ['77', settings.clientSecret]) {
      const text = withoutSecrets(asText(await examine(stage, { inboxId }), 'HubSpot'), secrets)
      for (const secret of secrets) {
        expect(text).not.toContain(secret)
      }
    }
  })
})

describe('npm run doctor', () => {
  test('with --sim shows a healthy installation and exits with 0', async () => {
    const { code, output } = await run('--sim', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(output)).toMatchObject({ ok: true })
  })

  test('goes by its .env, addresses included, and exits with 2 when HubSpot does not answer', {
    timeout: 60_000,
  }, async () => {
    const { url, close } = await silent()
    const file = join(await mkdtemp(join(tmpdir(), 'doctor-')), '.env')
    const values = [
      'APP_ID=1',
      'DEVELOPER_API_KEY=key-1',
      'CLIENT_ID=client-1',
      'CLIENT_SECRET=secret-1',
      `API_URL=${url}`,
    ]
    await writeFile(
      file,
      [...values.map((line) => `HUBSPOT_${line}`), 'BOTPRESS_WEBHOOK_URL=https://bot.example/1'].join('\n'),
    )
    const { code, output } = await run('--json', '--env', file)
    expect(JSON.parse(output)).toMatchObject({ ok: null })
    expect(code).toBe(2)
    await close()
  })

  test('without a .env says so first, what to do, and what it can never see; nothing is listed unchecked', async () => {
    const { code, output } = await run('--env', 'no-such-file')
    expect(code).toBe(1)
    const [first, second] = output.split('\n')
    expect(first).toBe(
      '✗ The file no-such-file is there, with the values of the installation to look at (there is no such file)',
    )
    expect(second).toContain('Copy .env.example to .env')
    expect(output).toContain('missing: HUBSPOT_APP_ID')
    expect(output).toMatch(
      /^– .*connect page is stored in Botpress, .*without HUBSPOT_REFRESH_TOKEN in \.env it can check nothing/m,
    )
    expect(output.match(/^–/gm)).toHaveLength(2)
    expect(output).toMatch(/^– Not checked for want of what is said above: client, .*webhook-target$/m)
    expect(output).toContain('the doctor cannot say whether conversations are handed over')
    const { checks } = report.parse(JSON.parse((await run('--json', '--env', 'no-such-file')).output))
    expect(checks[0]).toMatchObject({ id: 'env-file', ok: false })
    expect(checks.filter(({ ok }) => ok === null).length).toBeGreaterThan(10)
  })

  test('does not miss a .env where the environment says it all', async () => {
    const stage = await healthy()
    const settings = settingsOf(stage.bot)
    const checks = await examineBy(settings, new Date(), '.env')
    expect(checks.map(({ id }) => id)).not.toContain('env-file')
    const without = await examineBy({ ...settings, clientSecret: '' }, new Date(), '.env')
    expect(without[0]).toMatchObject({ id: 'env-file', ok: false })
  })
})

test('register warns about the webhooks of an app that may read them, and changes nothing there', async () => {
  const stage = await healthy()
  stage.hubspot.setWebhookTarget(stage.appId, 'https://other.example/1')
  stage.hubspot.app(stage.appId).subscriptions = ['conversation.deletion']
  stage.startCounting()
  await stage.bot.register()
  const warnings = stage.logs.filter(({ level }) => level === 'warn').map(({ text }) => text)
  expect(warnings).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/webhook target.*Set the target URL/),
      expect.stringMatching(/subscribed to conversation.propertyChange of status.*bot does not come back/),
    ]),
  )
  const touched = stage.calls().hubspot.filter((call) => call.includes('/app-webhooks/'))
  expect(touched.every((call) => call.startsWith('GET '))).toBe(true)
})

/** A HubSpot that cannot answer, in a way that is not worth a second try. */
async function silent(): Promise<{ url: string; close: () => Promise<unknown> }> {
  const server = createServer((_request, response) => response.writeHead(501).end())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not on a port')
  return { url: `http://127.0.0.1:${address.port}`, close: () => once(server.close(), 'close') }
}

const report = z.object({ checks: z.array(z.object({ id: z.string(), ok: z.boolean().nullable() })) })

function run(...args: string[]): Promise<{ code: number | null; output: string }> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('HUBSPOT_')))
  const child = spawn('npx', ['tsx', 'scripts/doctor.ts', ...args], { env })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })))
}

import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { markOf, projectFiles } from '../../src/hubspot-app/project'
import { stored } from '../stage/stored'
import { addProcess } from './another-process'
import { click, consent, linkInLog, linkOn, type Seen, submit, unconnected, visit, waitFor } from './connect-visitor'
import { escalated, type TestStage } from './on-stage'

/** The way in for somebody who has nothing yet: an empty configuration is saved first. */

type Values = Record<string, unknown>

/** A bot as it is installed, and the values that its owner is going to copy. */
async function fresh(options: Parameters<typeof unconnected>[0] = {}): Promise<{ stage: TestStage; values: Values }> {
  const stage = await unconnected({ ...options, registered: false })
  const { clientId, clientSecret, developerApiKey } = stage.bot.configuration
  stage.bot.configuration = {}
  await stage.bot.register()
  return { stage, values: { clientId, clientSecret, developerApiKey } }
}

const linksIn = ({ logs }: TestStage) => logs.filter(({ text }) => text.includes('/connect?t='))

/** The files of the zip that a page offers, by path. */
function download(page: Seen): { name: string; files: Record<string, unknown> } {
  const tag = /<a[^>]*download="([^"]*)"[^>]*>/.exec(page.source)
  const [head, base64 = ''] = linkOn(page, /Download the app project/).split(',')
  expect(head).toBe('data:application/zip;base64')
  const files = Object.entries(unzipSync(Buffer.from(base64, 'base64')))
  const parsed = files.map(([path, bytes]) => [path, JSON.parse(Buffer.from(bytes).toString('utf8'))])
  return { name: tag?.[1] ?? '', files: Object.fromEntries(parsed) }
}

async function complaint(stage: TestStage): Promise<string> {
  return stage.bot.register().then(
    () => '',
    (error: unknown) => (error instanceof Error ? error.message : 'something else was thrown'),
  )
}

describe('an empty configuration', () => {
  test.each([[{}], [{ clientId: '', clientSecret: ' ', developerApiKey: '\t', channelName: 'Shop' }]])(
    'is saved, and logs one line that begins with the link: %j',
    async (configuration) => {
      const { stage } = await fresh()
      stage.logs.length = 0
      stage.bot.configuration = configuration
      await stage.bot.register()
      expect(stage.logs).toEqual([
        { level: 'warn', text: `${linkInLog(stage)} connects this bot to HubSpot (valid for one hour).` },
      ])
      expect(linkInLog(stage).startsWith(`${stage.bot.webhookUrl}/connect?t=`)).toBe(true)
      expect(stage.bot.scheduleRegisterCall).toBe('daily')
      expect(stage.calls().hubspot).toEqual([])
    },
  )

  test('lets escalations fail with what to do, and takes no webhook for genuine', async () => {
    const { stage } = await fresh()
    await expect(escalated(stage)).rejects.toThrow(
      /"Client ID", .* are missing.*connect page.*its link is in the bot's/,
    )
    const answer = await fetch(stage.bot.webhookUrl, {
      method: 'POST',
      body: '[]',
      headers: { 'x-hubspot-signature-v3': `${'A'.repeat(43)}=`, 'x-hubspot-request-timestamp': String(Date.now()) },
    })
    expect(answer.status).toBe(401)
  })

  test('with one value of three is a mistake that names the others', async () => {
    const { stage, values } = await fresh()
    stage.bot.configuration = { clientId: values.clientId }
    expect(await complaint(stage)).toMatch(/"Client secret" and "Developer API key" are missing/)
  })
})

describe('the first step', () => {
  test("offers the bot's own app project, with its webhook URL and names, and no secret", async () => {
    const { stage } = await fresh()
    const page = await visit(linkInLog(stage))
    expect(page.title).toBe('Make your HubSpot app')
    expect(page.text).toContain('Step 1 of 4: Your HubSpot app')
    expect(page.text).toMatch(/Sales Hub or Service Hub, Professional or Enterprise/)
    expect(linkOn(page, new RegExp(stage.bot.botId))).toBe(`https://studio.botpress.cloud/${stage.bot.botId}`)
    const mark = markOf(stage.bot.webhookId)
    const { name, files } = download(page)
    expect(name).toBe(`botpress-inbox-hitl-${mark}.zip`)
    const expected = projectFiles(stage.bot.webhookUrl, mark)
    expect(files).toEqual(
      Object.fromEntries(expected.map(({ path, content }) => [`botpress-inbox-hitl-${mark}/${path}`, content])),
    )
  })

  test('offers the same from every process, and another to another bot', async () => {
    const { stage } = await fresh()
    const before = await visit(linkInLog(stage))
    stage.bot.integrationUrls = [await addProcess(stage)]
    expect(linkOn(await visit(linkInLog(stage)), /Download/)).toBe(linkOn(before, /Download/))
    await stage.bot.register()
    expect(linkOn(await visit(linkInLog(stage)), /Download/)).toBe(linkOn(before, /Download/))
    const other = await fresh()
    const uids = [before, await visit(linkInLog(other.stage))].map((page) =>
      Object.values(download(page).files).flatMap((file) => z.object({ uid: z.string().optional() }).parse(file).uid),
    )
    expect(uids[0]).toHaveLength(3)
    expect(uids.flat().filter((uid) => uid !== undefined && uids[0]?.includes(uid))).toHaveLength(2)
  })

  test('goes on by the same link once the values are saved, up to a bot that hands over', async () => {
    const { stage, values } = await fresh()
    const first = await visit(linkInLog(stage))
    const tooEarly = await click(first, /I have saved them/)
    expect(tooEarly.title).toBe('Make your HubSpot app')
    expect(tooEarly.text.match(/not filled in yet/g)).toHaveLength(3)
    stage.bot.configuration = values
    expect(await complaint(stage)).toBe('')
    const start = await click(tooEarly, /I have saved them/)
    expect(start.title).toBe('Connect your bot to HubSpot')
    expect(start.text).toContain('Step 2 of 4: Connect')
    expect(start.text).toMatch(/Sales Hub or Service Hub, Professional or Enterprise.*Continue to HubSpot/)
    const choice = await consent(stage, start)
    expect(choice.text).toContain('Step 3 of 4: Inboxes')
    const done = await waitFor(await submit(choice, [['default', '1001']]), /is connected/)
    expect(done.text).toContain('Step 4 of 4: Try it')
    expect(linkOn(done, /Back to your bot/)).toBe(`https://studio.botpress.cloud/${stage.bot.botId}`)
    expect(stored(stage, 'credentials')).toMatchObject({ appId: String(stage.appId) })
    expect((await escalated(stage)).thread.status).toBe('OPEN')
    stage.logs.length = 0
    await stage.bot.register()
    expect(linksIn(stage)).toHaveLength(1)
    expect(linksIn(stage)[0]?.text).toMatch(
      /^http\S+ changes the HubSpot connection to \S+ .*\(valid for one hour\)\.$/,
    )
  })

  test('can be seen again from the second', async () => {
    const stage = await unconnected()
    const page = await click(await visit(linkInLog(stage)), /Step 1/)
    expect(page.title).toBe('Make your HubSpot app')
    expect(page.text).not.toContain('not filled in yet')
    expect((await click(page, /I have saved them/)).title).toBe('Connect your bot to HubSpot')
  })

  test('shows nobody without the link anything', async () => {
    const { stage } = await fresh()
    const page = await visit(`${stage.bot.webhookUrl}/connect`)
    expect(page).toMatchObject({ status: 403, title: 'This link is not valid' })
    expect(page.source).not.toContain('data:')
  })
})

describe('a value that was copied wrong', () => {
  test.each([
    ['clientId', /"Client ID" or "Client secret"/],
    ['clientSecret', /"Client ID" or "Client secret"/],
    ['developerApiKey', /"Developer API key"/],
  ])('%s is named when it is saved', async (field, text) => {
    const { stage, values } = await fresh()
    stage.bot.configuration = { ...values, [field]: 'mistyped' }
    expect(await complaint(stage)).toMatch(text)
  })

  test("another account's developer key is named as soon as HubSpot has said which app it is", async () => {
    const { stage, values } = await fresh()
    stage.hubspot.addApp({ appId: 77, clientId: 'c77', clientSecret: 's77', developerApiKey: 'key-of-77' })
    stage.bot.configuration = { ...values, developerApiKey: 'key-of-77' }
    expect(await complaint(stage)).toBe('')
    const page = await consent(stage, await visit(linkInLog(stage)))
    expect(page).toMatchObject({ status: 409, title: 'HubSpot refused this step' })
    expect(page.text).toMatch(/"Developer API key"\. Take both from the same developer account/)
    expect(stored(stage, 'credentials')).toBeUndefined()
  })

  test('what HubSpot says of a key without an app blames it only where it plainly means the key', async () => {
    const { stage, values } = await fresh()
    stage.bot.configuration = values
    stage.hubspot.faults.add({ path: /custom-channels/, status: 401, body: { message: 'appId is required' } })
    expect(await complaint(stage)).toBe('')
  })

  test('an app that HubSpot does not name has to be filled in', async () => {
    const { stage, values } = await fresh()
    stage.bot.configuration = values
    await stage.bot.register()
    const body = { active: true, hub_id: stage.portalId, scopes: [] }
    stage.hubspot.faults.add({ path: /introspect$/, status: 200, body })
    const page = await consent(stage, await visit(linkInLog(stage)))
    expect(page.text).toMatch(/does not say which app.*Fill in "HubSpot app ID"/)
  })
})

test('a token that is typed in needs no app ID either', async () => {
  const stage = await unconnected({ registered: false })
  const granted = ['oauth', 'conversations.read', 'conversations.write', 'conversations.custom_channels.read']
  const scopes = [...granted, 'conversations.custom_channels.write']
  const { refreshToken } = stage.hubspot.install({ appId: stage.appId, portalId: stage.portalId, scopes })
  const { appId: _read, ...values } = stage.bot.configuration
  stage.bot.configuration = { ...values, refreshToken, inboxId: '1001', contactPolicy: 'anonymous' }
  expect(await complaint(stage)).toBe('')
  expect(stored(stage, 'credentials')).toMatchObject({ appId: String(stage.appId) })
  expect((await escalated(stage)).thread.status).toBe('OPEN')
})

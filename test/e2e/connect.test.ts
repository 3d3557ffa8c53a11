import { describe, expect, test } from 'vitest'
import { agents } from '../../sim/hubspot-stage'
import { seen } from '../stage/chat'
import { store, stored } from '../stage/stored'
import { until } from '../stage/until'
import { addProcess } from './another-process'
import { click, connect, consent, linkInLog, submit, unconnected, visit, waitFor } from './connect-visitor'
import { escalated, type TestStage } from './on-stage'

const liveInboxes = ({ hubspot, portalId }: TestStage) =>
  hubspot
    .accounts(portalId)
    .filter(({ archivedAt }) => archivedAt === undefined)
    .map(({ inboxId }) => inboxId)

const failure = (stage: TestStage) =>
  escalated(stage).then(
    () => 'no error',
    (error: unknown) => (error instanceof Error ? error.message : 'no error'),
  )

describe('without a refresh token', () => {
  test('registering succeeds and logs one link to the webhook URL', async () => {
    const stage = await unconnected()
    const lines = stage.logs.filter(({ text }) => text.includes('/connect'))
    const text = `${linkInLog(stage)} connects this bot to HubSpot (valid for one hour).`
    expect(lines).toEqual([{ level: 'warn', text }])
    expect(linkInLog(stage)).toMatch(new RegExp(`^${stage.bot.webhookUrl}/connect\\?t=`))
    expect(stage.bot.scheduleRegisterCall).toBe('daily')
    expect(stage.hubspot.channels(stage.appId)).toEqual([])
  })

  test('an escalation fails and says how to connect', async () => {
    expect(await failure(await unconnected())).toMatch(
      /not connected.*connect link in the bot's logs.*saving the integration's configuration logs a fresh one/,
    )
  })

  test.each([
    ['developerApiKey', /"Developer API key"/],
    ['appId', /"HubSpot app ID"/],
    ['clientId', /"Client ID" or "Client secret"/],
    ['clientSecret', /"Client ID" or "Client secret"/],
  ])('a wrong %s is told at once, not after the consent', async (field, text) => {
    const stage = await unconnected({ registered: false, configuration: { [field]: `9${field.length}` } })
    await expect(stage.bot.register()).rejects.toThrow(text)
  })
})

describe('the connect page', () => {
  test('leads from the link to a bot that escalates into the chosen inboxes', async () => {
    const stage = await unconnected()
    const start = await visit(linkInLog(stage))
    expect(start.title).toBe('Connect your bot to HubSpot')
    for (const scope of ['conversations.custom_channels.write', 'crm.objects.contacts.write', 'files.read']) {
      expect(start.text).toContain(scope)
    }
    const choice = await consent(stage, start)
    expect(choice.title).toBe('Where should conversations go?')
    for (const name of ['Customer care', 'Sales', 'Help desk']) expect(choice.text).toContain(name)
    expect(choice.url).not.toContain('code=')
    const setUp = await submit(choice, [
      ['default', '1003'],
      ['also', '1001'],
    ])
    const done = await waitFor(setUp, /is connected/)
    expect(done.text).toContain(`account ${stage.portalId}`)
    expect(done.text).toMatch(/Help desk 1003, the default.*Customer care 1001/)
    expect(done.text).toContain('Escalate to Human')
    expect(liveInboxes(stage)).toEqual(['1003', '1001'])
    const { thread } = await escalated(stage)
    expect(thread.inboxId).toBe('1003')
    expect((await escalated(stage, {}, { hitlSession: { inboxId: '1001' } })).thread.inboxId).toBe('1001')
  })

  test('changes nothing until the inboxes are chosen', async () => {
    const stage = await unconnected()
    await consent(stage, await visit(linkInLog(stage)))
    expect(stored(stage, 'credentials')).toBeUndefined()
    expect(stage.hubspot.channels(stage.appId)).toEqual([])
    expect(await failure(stage)).toMatch(/not connected/)
  })

  test('keeps what was granted for an hour, and not longer, when nobody goes on', async () => {
    const stage = await unconnected()
    const choice = await consent(stage, await visit(linkInLog(stage)))
    const waiting = stored(stage, 'connection')
    if (!hasGrant(waiting)) throw new Error('Nothing was kept')
    await stage.bot.register()
    expect(hasGrant(stored(stage, 'connection'))).toBe(true)
    await store(stage, 'connection', { ...waiting, grant: { ...waiting.grant, at: Date.now() - 3_700_000 } })
    await stage.bot.register()
    expect(hasGrant(stored(stage, 'connection'))).toBe(false)
    expect((await submit(choice, [['default', '1001']])).title).toBe('This step is over')
  })

  test('asks again when no default was chosen, and keeps what else was', async () => {
    const stage = await unconnected()
    const choice = await consent(stage, await visit(linkInLog(stage)))
    const again = await submit(choice, [['also', '1002']])
    expect(again.status).toBe(422)
    expect(again.text).toContain('Choose the inbox or help desk')
    expect(again.source).toMatch(/value="1002" checked/)
    expect(stored(stage, 'credentials')).toBeUndefined()
  })

  test('has the only inbox chosen already, and asks for no other', async () => {
    const stage = await unconnected()
    const only = { id: '1003', name: 'Help desk', type: 'HELP_DESK' }
    stage.hubspot.faults.add({ path: /\/inboxes$/, status: 200, body: { results: [only] }, times: 2 })
    const choice = await consent(stage, await visit(linkInLog(stage)))
    expect(choice.source).toMatch(/name="default" value="1003" required checked/)
    expect(choice.source).not.toContain('type="checkbox"')
  })

  test('does not tick the default among the others, though the configuration names it there', async () => {
    const stage = await unconnected()
    await connect(stage, ['1002', '1003'])
    stage.bot.configuration.additionalInboxIds = ['1002', '1001']
    await stage.bot.register()
    const choice = await click(await visit(linkInLog(stage)), /Choose other inboxes/)
    expect(choice.source).toMatch(/name="default" value="1002" required checked/)
    const ticked = [...choice.source.matchAll(/type="checkbox" name="also" value="(\d+)" checked/g)].map(([, id]) => id)
    expect(ticked).toEqual(['1001', '1003'])
  })

  test('shows the inboxes of the configuration, which win', async () => {
    const stage = await unconnected({ configuration: { inboxId: '1002', additionalInboxIds: ['1003'] } })
    const choice = await consent(stage, await visit(linkInLog(stage)))
    expect(choice.title).toBe('Connect these inboxes?')
    await waitFor(await submit(choice, [['default', '1001']]), /is connected/)
    expect(liveInboxes(stage)).toEqual(['1002', '1003'])
  })

  test('says what is missing of the optional scopes, and what that costs', async () => {
    const stage = await unconnected()
    stage.hubspot.app(stage.appId).withheldScopes.push('files.write')
    expect((await connect(stage)).text).toContain('files.write is missing: files of users reach agents as links')
  })
})

describe('a connection made on the page', () => {
  test('survives a restart, and saving the configuration again', async () => {
    const stage = await unconnected()
    await connect(stage, ['1002', '1003'])
    stage.bot.integrationUrls = [await addProcess(stage)]
    await stage.bot.register()
    expect(liveInboxes(stage)).toEqual(['1002', '1003'])
    expect((await escalated(stage)).thread.inboxId).toBe('1002')
  })

  test('follows a refresh token that HubSpot rotates', async () => {
    const stage = await unconnected({ hubspot: { rotateRefreshTokens: true } })
    await connect(stage)
    const before = stored(stage, 'credentials')
    await stage.bot.register()
    const after = stored(stage, 'credentials')
    expect(after).not.toMatchObject({
      refreshToken: before && typeof before === 'object' && 'refreshToken' in before ? before.refreshToken : '',
    })
    stage.hubspot.expireAccessTokens(stage.portalId)
    await stage.bot.register()
    expect((await escalated(stage)).thread.status).toBe('OPEN')
  })

  test('is replaced by a refresh token in the configuration', async () => {
    const stage = await unconnected()
    await connect(stage, ['1001'])
    const { refreshToken } = stage.hubspot.install({
      appId: stage.appId,
      portalId: stage.portalId,
      scopes: [
        ...['oauth', 'conversations.read', 'conversations.write'],
        ...['read', 'write'].map((way) => `conversations.custom_channels.${way}`),
      ],
    })
    stage.bot.configuration = { ...stage.bot.configuration, refreshToken, inboxId: '1003', contactPolicy: 'anonymous' }
    await stage.bot.register()
    expect(stored(stage, 'credentials')).toMatchObject({ refreshToken })
    expect((await escalated(stage)).thread.inboxId).toBe('1003')
  })

  test('that was revoked is told by the registration, with a new link to connect again', async () => {
    const stage = await unconnected()
    await connect(stage)
    const credentials = stored(stage, 'credentials')
    if (!credentials || typeof credentials !== 'object' || !('refreshToken' in credentials)) throw new Error('none')
    stage.hubspot.revoke(String(credentials.refreshToken))
    await stage.bot.register()
    expect(stage.logs.at(-1)).toEqual({
      level: 'warn',
      text: expect.stringMatching(/^http\S+\/connect\?t=.*not connected any more: .*revoked/),
    })
    await connect(stage)
    expect((await escalated(stage)).thread.status).toBe('OPEN')
  })

  test('whose inbox is gone asks for another one, on a new link', async () => {
    const stage = await unconnected()
    await connect(stage, ['1001'])
    const rest = { results: [{ id: '1003', name: 'Help desk', type: 'HELP_DESK' }] }
    stage.hubspot.faults.add({ path: /\/inboxes$/, status: 200, body: rest })
    await stage.bot.register()
    expect(stage.logs.at(-1)?.text).toMatch(/^http\S+\/connect\?t=.*not connected any more: no inbox is chosen/)
    const start = await visit(linkInLog(stage))
    const choice = await click(start, /inboxes of this account/)
    await waitFor(await submit(choice, [['default', '1003']]), /is connected/)
    expect((await escalated(stage)).thread.inboxId).toBe('1003')
  })

  test('lets the inboxes be changed without asking HubSpot for consent again', async () => {
    const stage = await unconnected()
    await connect(stage, ['1001'])
    await stage.bot.register()
    const start = await visit(linkInLog(stage))
    expect(start.text).toContain('Customer care')
    const choice = await click(start, /Choose other inboxes/)
    expect(choice.source).toMatch(/name="default" value="1001" required checked/)
    await waitFor(await submit(choice, [['default', '1002']]), /is connected/)
    expect((await escalated(stage)).thread.inboxId).toBe('1002')
  })

  test('brings replies of agents to the user', async () => {
    const stage = await unconnected()
    await connect(stage)
    const { user, thread } = await escalated(stage)
    stage.hubspot.ui.assign(thread.id, agents.dana.userId)
    stage.hubspot.ui.reply({ threadId: thread.id, agent: agents.dana.userId, text: 'Good morning.' })
    await until(() => seen(user).includes('agent: Good morning.'))
  })
})

const hasGrant = (state: unknown): state is { grant: Record<string, unknown> } =>
  typeof state === 'object' && state !== null && 'grant' in state

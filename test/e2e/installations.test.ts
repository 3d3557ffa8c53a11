import { describe, expect, test } from 'vitest'
import { agents, inboxes, installBot, scopes } from '../../sim/hubspot-stage'
import { seen } from '../stage/chat'
import { stored } from '../stage/stored'
import { until } from '../stage/until'
import { appEvent, knock } from './knock'
import { onStage, type TestStage } from './on-stage'

type Installed = ReturnType<typeof installBot>

/** Two bots with a HubSpot account and app each, served by one process. */
async function twoBots(): Promise<{ stage: TestStage; first: Installed; second: Installed }> {
  const stage = await onStage()
  const second = installBot(stage)
  await second.bot.register()
  await stage.settled()
  return { stage, first: stage, second }
}

async function escalate(stage: TestStage, { bot, portalId }: Installed, name: string) {
  const user = bot.plugin.startConversation({ name })
  await user.escalate({ title: `${name} needs help` })
  const thread = stage.hubspot.threads(portalId).at(-1)
  if (thread === undefined) throw new Error('The escalation opened no thread')
  return { user, thread }
}

/** The portals that each installation's calls went to, read off the bearer tokens. */
function portalsOfTokens(stage: TestStage): Map<string, string> {
  return new Map(
    stage.hubspot.log.calls
      .filter(({ path }) => path === '/oauth/2026-09/token')
      .map(({ responseBody }) => JSON.parse(JSON.stringify(responseBody)))
      .map(({ access_token, hub_id }) => [`Bearer ${access_token}`, String(hub_id)]),
  )
}

describe('two installations in one process', () => {
  test('have a channel, accounts and tokens each', async () => {
    const { stage, first, second } = await twoBots()
    for (const { bot, appId, portalId } of [first, second]) {
      expect(stage.hubspot.channels(appId)).toEqual([expect.objectContaining({ webhookUrl: bot.webhookUrl })])
      expect(stage.hubspot.accounts(portalId).map(({ inboxId }) => inboxId)).toEqual([inboxes[0].id, inboxes[2].id])
      expect(stored(stage, 'credentials', bot)).toMatchObject({
        portalId: String(portalId),
        refreshToken: bot.configuration.refreshToken,
      })
    }
  })

  test("never use each other's token or channel, not even when both are renewed at once", async () => {
    const { stage, first, second } = await twoBots()
    const kim = await escalate(stage, first, 'Kim')
    const sam = await escalate(stage, second, 'Sam')
    stage.hubspot.expireAccessTokens()
    const from = stage.hubspot.log.calls.length
    await Promise.all([kim.user.say('Words of Kim'), sam.user.say('Words of Sam')])
    const portals = portalsOfTokens(stage)
    const good = stage.hubspot.log.calls
      .slice(from)
      .filter(({ path, status }) => /\/messages$/.test(path) && status === 201)
    const routes = good.map(({ requestBody, path, headers }) => ({
      text: JSON.parse(JSON.stringify(requestBody)).text,
      channel: path.split('/').at(-2),
      portal: portals.get(headers.authorization ?? ''),
    }))
    expect(routes.sort((a, b) => (a.text < b.text ? -1 : 1))).toEqual([
      { text: 'Words of Kim', channel: kim.thread.channelId, portal: String(first.portalId) },
      { text: 'Words of Sam', channel: sam.thread.channelId, portal: String(second.portalId) },
    ])
  })

  test('bring each reply to its own end user', async () => {
    const { stage, first, second } = await twoBots()
    const kim = await escalate(stage, first, 'Kim')
    const sam = await escalate(stage, second, 'Sam')
    stage.hubspot.ui.reply({ threadId: kim.thread.id, agent: agents.dana.userId, text: 'To Kim' })
    stage.hubspot.ui.reply({ threadId: sam.thread.id, agent: agents.dana.userId, text: 'To Sam' })
    await until(() => seen(kim.user).includes('agent: To Kim') && seen(sam.user).includes('agent: To Sam'))
    expect(seen(kim.user)).not.toContain('agent: To Sam')
    expect(seen(sam.user)).not.toContain('agent: To Kim')
  })

  test("do not take webhooks that are signed with the other's secret", async () => {
    const { first, second } = await twoBots()
    const secret = String(first.bot.configuration.clientSecret)
    expect(await knock(second, { body: '[]', secret })).toMatchObject({ status: 401 })
  })

  test('do not touch a session of the other, whatever portal and thread an event names', async () => {
    const { stage, first, second } = await twoBots()
    const { user, thread } = await escalate(stage, first, 'Kim')
    for (const portalId of [first.portalId, second.portalId]) {
      const message = stage.hubspot.ui.reply({
        threadId: thread.id,
        agent: agents.dana.userId,
        text: 'Astray',
        deliver: false,
      })
      const channelIntegrationThreadIds = thread.integrationThreadIds
      const reply = { type: 'OUTGOING_CHANNEL_MESSAGE_CREATED', portalId, channelIntegrationThreadIds, message }
      expect(await knock(second, { body: [appEvent(second, thread.id, { portalId }), reply] })).toMatchObject({
        status: 200,
      })
    }
    await stage.settled()
    expect(stage.botpress.events()).toEqual([])
    expect(user.session?.active).toBe(true)
    expect(seen(user)).not.toContain('agent: Astray')
  })

  test('are removed one by one', async () => {
    const { stage, first, second } = await twoBots()
    await first.bot.unregister()
    expect(stage.hubspot.channels(first.appId)).toEqual([])
    expect(stage.hubspot.channels(second.appId)).toHaveLength(1)
    const { user } = await escalate(stage, second, 'Sam')
    expect(user.session?.active).toBe(true)
    expect(stored(stage, 'credentials', first.bot)).toBeUndefined()
  })

  test('may serve one HubSpot account with two apps: each has threads of its own', async () => {
    const { stage, first, second } = await twoBots()
    const { refreshToken } = stage.hubspot.install({
      appId: second.appId,
      portalId: first.portalId,
      scopes: [...scopes.required, ...scopes.contacts],
    })
    second.bot.configuration = { ...second.bot.configuration, refreshToken }
    await second.bot.register()
    const kim = await escalate(stage, first, 'Kim')
    const sam = await escalate(stage, { ...second, portalId: first.portalId }, 'Sam')
    stage.hubspot.ui.close(sam.thread.id)
    await until(() => sam.user.session?.active === false)
    await stage.settled()
    expect(kim.user.session?.active).toBe(true)
    expect(stage.botpress.events(first.bot)).toEqual([])
  })

  describe('with the very same configuration, so on one HubSpot app,', () => {
    async function twins() {
      const stage = await onStage()
      const { bot } = installBot(stage)
      bot.configuration = { ...stage.bot.configuration }
      await bot.register()
      await stage.bot.register()
      await stage.settled()
      return { stage, twin: { bot, portalId: stage.portalId, appId: stage.appId } }
    }

    test('are both told that each bot needs an app of its own', async () => {
      const { stage } = await twins()
      const warnings = stage.logs.filter(({ level }) => level === 'warn').map(({ text }) => text)
      expect(warnings).toEqual([
        expect.stringMatching(/each bot needs a HubSpot app of its own/),
        expect.stringMatching(/each bot needs a HubSpot app of its own/),
      ])
    })

    test('still have a channel each, and replies find their own end user', async () => {
      const { stage, twin } = await twins()
      const channels = stage.hubspot.channels(stage.appId)
      const kim = await escalate(stage, stage, 'Kim')
      const sam = await escalate(stage, twin, 'Sam')
      const channelFor = (url: string) => channels.find(({ webhookUrl }) => webhookUrl === url)?.id
      expect(kim.thread.channelId).toBe(channelFor(stage.bot.webhookUrl))
      expect(sam.thread.channelId).toBe(channelFor(twin.bot.webhookUrl))
      stage.hubspot.ui.reply({ threadId: sam.thread.id, agent: agents.dana.userId, text: 'To Sam' })
      await until(() => seen(sam.user).includes('agent: To Sam'))
      expect(seen(kim.user)).not.toContain('agent: To Sam')
    })
  })
})

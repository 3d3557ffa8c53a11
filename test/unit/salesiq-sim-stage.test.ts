import { expect, onTestFinished, test } from 'vitest'
import * as z from 'zod'
import { startFront } from '../../sim/http/front'
import { installSalesIqBot, operators, type SalesIqBot, setSalesIqStage } from '../../sim/salesiq-stage'

test('on a shared port, two bots have portals of their own, and hear of their own chats alone', async () => {
  const front = await startFront()
  onTestFinished(() => front.close())
  const heard: unknown[] = []
  const stage = await setSalesIqStage({
    front,
    handler: async ({ body, headers }) => {
      const { req } = z
        .object({ req: z.object({ method: z.string(), body: z.string().optional() }) })
        .parse(JSON.parse(body ?? ''))
      if (req.method === 'POST') heard.push([headers['x-webhook-id'], JSON.parse(req.body ?? '')])
      return { status: 200 }
    },
  })
  onTestFinished(() => stage.close())
  const { salesiq } = stage
  expect(salesiq.url).toBe(`${front.url}/salesiq`)
  const other = installSalesIqBot(stage)
  expect([stage.screenName, other.screenName]).toEqual(['example', expect.stringMatching(/^example-\d+$/)])

  const call = async ({ bot, screenName }: SalesIqBot, path: string, body: unknown) => {
    const { clientId, clientSecret, refreshToken } = z
      .looseObject({ clientId: z.string(), clientSecret: z.string(), refreshToken: z.string() })
      .parse(bot.configuration)
    const form = new URLSearchParams({
      ...{ grant_type: 'refresh_token', client_id: clientId },
      ...{ client_secret: clientSecret, refresh_token: refreshToken },
    })
    const tokens = await fetch(`${salesiq.url}/oauth/v2/token`, { method: 'POST', body: form })
    const { access_token } = z.looseObject({ access_token: z.string() }).parse(await tokens.json())
    const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' }
    const url = salesiq.url + path.replace('{screen}', screenName)
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
    return z.object({ data: z.looseObject({ id: z.string() }) }).parse(await answer.json()).data
  }
  for (const bot of [stage, other]) {
    await call(bot, '/api/v2/{screen}/webhooks', {
      ...{ type: 'data', url: bot.bot.webhookUrl, app_ids: [bot.appId], secured: true },
      events: ['conversation.attender.updated'],
    })
  }
  await call(other, '/api/visitor/v1/{screen}/conversations', {
    ...{ app_id: other.appId, department_id: other.departmentId, question: 'Hello' },
    visitor: { user_id: 'user_01' },
  })
  const [chat] = salesiq.chats(other.screenName)
  salesiq.ui.pickUp(chat?.conversationId ?? '', operators.dana.id)
  await salesiq.webhooks.settled()
  expect(heard).toMatchObject([
    [other.bot.webhookId, { app_id: other.appId, entity: { owner: { name: 'Dana Fields' } } }],
  ])
})

import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { agents, inboxes } from '../../../sim/hubspot-stage'
import { paths } from '../../../src/hubspot/versions'
import type { HubSpotPlace } from '../../desk/hubspot/place'
import { knock } from '../../e2e/knock'

const published = z.object({ conversationsThreadId: z.string() })
const granted = z.object({ access_token: z.string() })

/** A thread on our channel that no escalation made. */
export async function strangeThread({ hubspot, bot, portalId, appId }: HubSpotPlace): Promise<string> {
  const { clientId, clientSecret, refreshToken } = bot.configuration
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: String(clientId),
    client_secret: String(clientSecret),
    refresh_token: String(refreshToken),
  })
  const tokens = await fetch(hubspot.url + paths.token, { method: 'POST', body: form })
  const token = granted.parse(await tokens.json()).access_token
  const address = { type: 'CHANNEL_SPECIFIC_OPAQUE_ID', value: 'somebody-else' }
  const answer = await fetch(hubspot.url + paths.channelMessages(hubspot.channels(appId)[0]?.id ?? ''), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      channelAccountId: hubspot.accounts(portalId)[0]?.id,
      messageDirection: 'INCOMING',
      text: 'Not for this bot.',
      timestamp: new Date().toISOString(),
      senders: [{ deliveryIdentifier: address }],
      recipients: [{ deliveryIdentifier: address }],
      attachments: [],
      integrationThreadId: randomUUID(),
    }),
  })
  return published.parse(await answer.json()).conversationsThreadId
}

const happenings = [
  { subscriptionType: 'conversation.propertyChange', propertyName: 'assignedTo', propertyValue: 'A-501' },
  { subscriptionType: 'conversation.propertyChange', propertyName: 'status', propertyValue: 'CLOSED' },
  { subscriptionType: 'conversation.newMessage', messageId: 'f00d', messageType: 'MESSAGE', changeFlag: 'NEW_MESSAGE' },
]

/**
 * Things happen in a thread that is not ours and in one of another channel, and an array of 100 events comes about others,
 * in other accounts too.
 */
export async function strangersAct(place: HubSpotPlace, threadId: string): Promise<void> {
  const { hubspot, portalId, appId } = place
  hubspot.ui.assign(threadId, agents.robin.userId)
  hubspot.ui.reply({ threadId, agent: agents.robin.userId, text: 'Not for our end users.' })
  hubspot.ui.close(threadId)
  hubspot.ui.reopen(threadId)
  hubspot.ui.assign(threadId, null)
  const chat = hubspot.ui.writeInLiveChat({ portalId, inboxId: inboxes[0].id, text: 'Does anybody read this?' })
  hubspot.ui.reply({ threadId: chat, agent: agents.robin.userId, text: 'On the website.' })
  hubspot.ui.comment({ threadId: chat, agent: agents.robin.userId, text: 'Among us.' })
  hubspot.ui.close(chat)
  const events = Array.from({ length: 100 }, (_, index) => ({
    eventId: index,
    subscriptionId: 1003,
    portalId: index % 2 === 0 ? portalId : portalId + 500,
    appId,
    occurredAt: Date.now(),
    attemptNumber: 0,
    objectId: 9_000_000_000 + (index % 7),
    changeSource: 'CRM_UI',
    ...happenings[index % happenings.length],
  }))
  // Whether it is answered makes no difference: HubSpot's own is sent again, this one is not.
  await knock(place, { body: events }).catch(() => undefined)
}

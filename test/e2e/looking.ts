import { Client } from '@botpress/client'
import { notices } from '../../sim/botpress/hitl-plugin/notices'
import type { ChannelMessage, Comment } from '../../sim/hubspot'
import { anotherProcess } from './another-process'
import type { TestStage } from './on-stage'

/** What the hitl plugin tells the end user, as `seen` shows it. */
export const told = {
  handoff: `system: ${notices.handoff}`,
  joined: `system: ${notices.agentJoined}`,
  agentClosed: `system: ${notices.agentClosed}`,
  userEnded: `system: ${notices.userEnded}`,
  nobodyAvailable: `system: ${notices.nobodyAvailable}`,
} as const

/** What the agent reads of the end user, in the order in which HubSpot shows it. */
export function fromUser({ hubspot }: TestStage, threadId: string): ChannelMessage[] {
  return hubspot
    .messages(threadId)
    .flatMap((message) => (message.type === 'MESSAGE' && message.direction === 'INCOMING' ? [message] : []))
    .sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt))
}

/** The texts of what the agent reads of the end user, without the first message. */
export function textsFromUser(stage: TestStage, threadId: string): string[] {
  return fromUser(stage, threadId)
    .slice(1)
    .map(({ text }) => text)
}

/** The internal comments of a thread that the integration wrote. */
export function comments({ hubspot }: TestStage, threadId: string): Comment[] {
  return hubspot
    .messages(threadId)
    .flatMap((message) => (message.type === 'COMMENT' && message.client.clientType === 'INTEGRATION' ? [message] : []))
}

/** What HubSpot shows the agent beside a reply: its status, and the reason when it failed. */
export function statusOf({ hubspot }: TestStage, reply: ChannelMessage): string {
  const now = hubspot.messages(reply.conversationsThreadId).find(({ id }) => id === reply.id)
  if (now?.type !== 'MESSAGE') return 'gone'
  const { statusType, failureDetails } = now.status
  return failureDetails?.errorMessage === undefined ? statusType : `${statusType}: ${failureDetails.errorMessage}`
}

/** Adds a second process of the integration; from now on the two are called in turn. Returns its address. */
export async function addProcess(stage: TestStage): Promise<string> {
  const { url } = await anotherProcess(stage)
  stage.bot.integrationUrls = [...stage.bot.integrationUrls, url]
  return url
}

/** A client of Botpress' API in the name of the installation. */
export function clientOf({ botpress, bot }: TestStage): Client {
  return new Client({
    apiUrl: botpress.url,
    token: botpress.token,
    botId: bot.botId,
    integrationId: bot.integrationId,
    integrationAlias: bot.alias,
  })
}

/** Puts a file where webchat puts what end users upload; returns its public address. */
export async function onTheWeb(
  stage: TestStage,
  { name, content, contentType }: { name: string; content: Buffer; contentType: string },
): Promise<string> {
  const accessPolicies = ['public_content' as const]
  const { file } = await clientOf(stage).uploadFile({ key: name, content, contentType, accessPolicies })
  return file.url
}

/** Paths of HubSpot's API, for fault rules and call counts. */
export const hubspotPath = {
  publish: /custom-channels\/2026-09\/[^/]+\/messages$/,
  messageStatus: /custom-channels\/2026-09\/[^/]+\/messages\/[^/]+$/,
  comments: /threads\/[^/]+\/messages$/,
  thread: /threads\/[^/]+$/,
  actor: /\/actors\//,
  contacts: /\/contacts(\/|$)/,
  files: /\/files$/,
  signedUrl: /\/signed-url$/,
} as const

/** The same for Botpress' API. */
export const botpressPath = {
  /** Both calls that create an agent's message. */
  createMessage: /(\/messages\/get-or-create|\/initialize-incoming-message)$/,
  updateConversation: /\/conversations\/[^/]+$/,
  createConversation: /\/conversations\/get-or-create$/,
  events: /\/events$/,
} as const

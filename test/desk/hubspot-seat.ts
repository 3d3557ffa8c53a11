import type { ChannelMessage, HubSpotSim, StoredFile } from '../../sim/hubspot'
import { agents, inboxes } from '../../sim/hubspot-stage'
import { anotherProcess } from '../e2e/another-process'
import { channelEvent } from '../e2e/channel-event'
import { knock } from '../e2e/knock'
import { comments, fromUser, hubspotPath } from '../e2e/looking'
import { onStage, type TestStage } from '../e2e/on-stage'
import type { Fault, Part } from './fault'
import type { Kind, News } from './news'
import type { AgentName, Desk, DeskStage, Mark, Reply, Seat, SeatOptions, SeenFile, SeenThread } from './seat'

/** A seat at a HubSpot inbox, which lacks nothing. */
export const hubspotSeat: Seat = {
  name: 'HubSpot',
  lacks: new Set(),
  agents: { dana: agentOf('dana'), robin: agentOf('robin') },
  endings: ['close', 'deleteThread', 'archive', 'privacyDelete'],
  sending: /^POST .*custom-channels.*\/messages$/,
  onStage: async (options = {}) => deskStage(await onStage(stageOptions(options))),
}

function agentOf(name: AgentName) {
  const { userId, name: called, ...more } = agents[name]
  return { name: called, picture: 'avatar' in more ? more.avatar : undefined, key: `A-${userId}` }
}

function stageOptions(options: SeatOptions): Parameters<typeof onStage>[0] {
  const { botpress, registered, clockAheadMs, textMax, fileMax, redeliveryDelaysMs, patienceMs } = options
  return {
    ...(botpress === undefined ? {} : { botpress }),
    ...(registered === undefined ? {} : { registered }),
    hubspot: {
      ...(clockAheadMs === undefined ? {} : { clockAheadMs }),
      ...(textMax === undefined ? {} : { maxTextLength: textMax }),
      ...(fileMax === undefined ? {} : { maxFileBytes: fileMax }),
      ...(redeliveryDelaysMs === undefined ? {} : { redeliveryDelaysMs }),
      ...(patienceMs === undefined ? {} : { webhookTimeoutMs: patienceMs }),
    },
  }
}

/** HubSpot's own test stage as seen from the seat. */
export function deskStage(stage: TestStage): DeskStage {
  const { botpress, bot, logs, settled, startCounting } = stage
  return {
    botpress,
    bot,
    logs,
    settled,
    startCounting,
    calls: () => {
      const { hubspot, botpress } = stage.calls()
      return { desk: hubspot, botpress }
    },
    startProcess: async () => (await anotherProcess(stage)).url,
    desk: deskOf(stage),
  }
}

function deskOf(stage: TestStage): Desk {
  const { hubspot, portalId } = stage
  const { ui } = hubspot
  const replies = new Map<string, ChannelMessage>()
  const commentsIn = (threadId: string) => comments(stage, threadId).map(({ text }) => ({ text }))
  const ways: Record<string, typeof ui.close> = {
    close: ui.close,
    deleteThread: ui.deleteThread,
    archive: ui.archive,
    privacyDelete: ui.privacyDelete,
  }
  return {
    lacks: hubspotSeat.lacks,
    url: hubspot.url,
    threads: () => hubspot.threads(portalId).map(seenThread),
    thread: (id) => seenThread(hubspot.thread(id)),
    fromUser: (threadId) => {
      const kept = hubspot.files(portalId)
      return fromUser(stage, threadId).map(({ text, senders, createdAt, attachments }) => ({
        text,
        name: senders[0]?.name,
        at: Date.parse(createdAt),
        files: attachments.flatMap(({ fileId }) => kept.filter(({ id }) => id === fileId).map(seenFile)),
      }))
    },
    notes: (threadId) => commentsIn(threadId).filter(({ text }) => !isHistory(text)),
    history: (threadId) =>
      commentsIn(threadId).flatMap(({ text }) => (isHistory(text) ? [text.split('\n').slice(1)] : [])),
    files: () => hubspot.files(portalId).map(seenFile),
    markOf: (reply) => markOf(hubspot, reply),
    reply: ({ agent = 'dana', files, at, unheard = false, ...input }) => {
      const message = ui.reply({
        ...input,
        agent: agents[agent].userId,
        deliver: !unheard,
        ...(files === undefined ? {} : { attachments: files }),
        ...(at === undefined ? {} : { createdAt: at }),
      })
      replies.set(message.id, message)
      return { id: message.id, threadId: input.threadId }
    },
    inlineImage: (picture) => ui.inlineImage(portalId, picture),
    comment: ({ agent, ...input }) => void ui.comment({ ...input, agent: agents[agent].userId }),
    assign: (id, agent, when) => ui.assign(id, agent === null ? null : agents[agent].userId, when),
    end: (id, way, when) => ways[way]?.(id, when),
    close: (id, when) => ui.close(id, when),
    reopen: (id, when) => ui.reopen(id, when),
    delete: (id) => ui.deleteThread(id),
    restore: (id) => ui.restore(id),
    autoAssign: (agent) => hubspot.autoAssign(portalId, inboxes[0].id, agents[agent].userId),
    rename: (agent, name) => {
      const body = { id: `A-${agents[agent].userId}`, type: 'AGENT', name }
      hubspot.faults.add({ path: new RegExp(`/actors/${body.id}$`), status: 200, body })
    },
    staysClosed: () => {
      hubspot.settings.reopenOnIncoming = false
    },
    news: newsOf(stage, replies),
    break: (part, { says, ...fault }) => {
      const body = says === undefined ? {} : { body: errorBody(fault, says) }
      return hubspot.faults.add({ ...fault, ...body, ...parts[part] })
    },
  }
}

function seenThread({ id, archived, status, assignedTo }: ReturnType<HubSpotSim['thread']>): SeenThread {
  const [name] = (['dana', 'robin'] as const).filter((agent) => assignedTo === `A-${agents[agent].userId}`)
  return { id, state: archived ? 'deleted' : status === 'OPEN' ? 'open' : 'closed', agent: name }
}

const seenFile = ({ name, extension, contentType, content }: StoredFile): SeenFile => ({
  name: `${name}.${extension}`,
  contentType,
  content,
})

/** A reply is SENT from the start; it becomes FAILED, and SENT again, by what the integration says of it. */
function markOf(hubspot: HubSpotSim, { id, threadId }: Reply): Mark {
  const message = hubspot.messages(threadId).find((one) => one.id === id)
  if (message?.type !== 'MESSAGE') return { state: 'unknown' }
  const { statusType, failureDetails } = message.status
  if (statusType !== 'FAILED') return { state: 'delivered' }
  return { state: 'undelivered', reason: failureDetails?.errorMessage ?? '' }
}

/** The history is a comment under a heading of its own. */
const isHistory = (text: string) => text.startsWith('Conversation before the handover\n')

const kinds: Record<Kind, 'channel' | 'app'> = { replies: 'channel', changes: 'app' }

function newsOf(stage: TestStage, replies: Map<string, ChannelMessage>): News {
  const { hubspot, bot, appId } = stage
  const { webhooks } = hubspot
  return {
    hold: () => webhooks.hold(),
    release: (options) => webhooks.release(options),
    duplicate: (count) => webhooks.duplicate(count),
    delay: (kind, ms) => webhooks.delay(kinds[kind], ms),
    silence: () => {
      hubspot.setWebhookTarget(appId, undefined)
      return () => hubspot.setWebhookTarget(appId, bot.webhookUrl)
    },
    settled: () => webhooks.settled(),
    deliver: async ({ id, threadId }) => {
      const body = channelEvent(stage, hubspot.thread(threadId).integrationThreadIds, { ...replies.get(id) })
      return (await knock(stage, { body })).status
    },
    answers: () => hubspot.webhookLog.calls.map(({ status }) => status),
  }
}

const publishing = { method: 'POST', path: hubspotPath.publish }
const parts: Record<Part, { method?: string; path: RegExp }> = {
  open: publishing,
  send: publishing,
  note: { method: 'POST', path: hubspotPath.comments },
  close: { method: 'PATCH', path: hubspotPath.thread },
  look: { method: 'GET', path: hubspotPath.thread },
  replies: { method: 'GET', path: hubspotPath.comments },
  mark: { method: 'PATCH', path: hubspotPath.messageStatus },
  agent: { path: hubspotPath.actor },
  upload: { method: 'POST', path: hubspotPath.files },
  locate: { path: hubspotPath.signedUrl },
  content: { method: 'GET', path: /^\/hubfs\// },
  all: { path: /./ },
}

function errorBody({ status }: Fault, message: string) {
  return { status: 'error', category: status === 409 ? 'CONFLICT' : 'VALIDATION_ERROR', message }
}

import type { ChannelMessage, HubSpotSim, StoredFile } from '../../../sim/hubspot'
import { agents, inboxes } from '../../../sim/hubspot-stage'
import { comments, fromUser } from '../../e2e/looking'
import type { Agent, AgentName, Desk, Mark, Reply, SeenFile, SeenThread } from '../seat'
import { inventoryOf } from './inventory'
import { hubspotLacks } from './lacks'
import { newsOf } from './news'
import { breakPart } from './parts'
import type { HubSpotPlace } from './place'

export const hubspotAgents: Readonly<Record<AgentName, Agent>> = { dana: agentOf('dana'), robin: agentOf('robin') }

function agentOf(name: AgentName): Agent {
  const { userId, name: called, ...more } = agents[name]
  return { name: called, picture: 'avatar' in more ? more.avatar : undefined, key: `A-${userId}` }
}

/** HubSpot's inboxes as the tests of every desk see and use them. */
export function deskOf(place: HubSpotPlace): Desk {
  const { hubspot, portalId } = place
  const { ui } = hubspot
  const replies = new Map<string, ChannelMessage>()
  const commentsIn = (threadId: string) => comments(place, threadId).map(({ text }) => ({ text }))
  const ways: Record<string, typeof ui.close> = {
    close: ui.close,
    deleteThread: ui.deleteThread,
    archive: ui.archive,
    privacyDelete: ui.privacyDelete,
  }
  const news = newsOf(place, replies)
  return {
    lacks: hubspotLacks,
    url: hubspot.url,
    threads: () => hubspot.threads(portalId).map(seenThread),
    thread: (id) => seenThread(hubspot.thread(id)),
    fromUser: (threadId) => {
      const kept = hubspot.files(portalId)
      return fromUser(place, threadId).map(({ text, senders, createdAt, attachments }) => ({
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
    inventory: () => inventoryOf(place),
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
    news,
    break: (part, fault) => breakPart(hubspot, part, fault),
    calm: async () => {
      hubspot.faults.clear()
      hubspot.settings.batchAppEvents = false
      await news.calm()
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

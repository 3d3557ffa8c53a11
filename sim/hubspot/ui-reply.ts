import { attachmentObjection } from './capabilities'
import { emitOutgoingMessage } from './events'
import { fileUrl, fullName, signedUrl, storeFile, usage } from './file-store'
import { htmlToPlain, plainToHtml } from './html'
import type { Attachment, ChannelMessage, Comment } from './message-model'
import type { Portal, StoredFile, Thread } from './model'
import { newComment } from './thread-messages'
import { addMessage } from './threads'
import { iso, mustGet, newMessageId, portalOf, type World } from './world'

/** A file that an agent attaches. */
export type AgentFile = { name: string; content: Buffer; contentType: string }

export type ReplyInput = {
  threadId: string
  /** User id, or a whole actor id such as `L-7`. */
  agent: string
  /** Default: the rich text without its tags. */
  text?: string
  /** HTML of HubSpot's editor; default: the text as paragraphs. */
  richText?: string
  /** Files to attach, or attachments exactly as the webhook is to show them. */
  attachments?: (AgentFile | Attachment)[]
  /** Epoch ms; default now. */
  createdAt?: number
  /** False: HubSpot's webhooks about it never go out. `app`: the channel's does not, the app's do. */
  deliver?: boolean | 'app'
}

/** For how long the URL of an agent's file is good. */
const fileUrlLifeMs = 24 * 60 * 60 * 1000

export const agentActor = (agent: string): string => (agent.includes('-') ? agent : `A-${agent}`)

/** An agent's answer to the end user; throws where HubSpot's composer would not let the agent send it. */
export function reply(world: World, input: ReplyInput): ChannelMessage {
  const thread = mustGet(world.threads, input.threadId, 'thread')
  const portal = portalOf(world, thread)
  const files = (input.attachments ?? []).filter(isAgentFile)
  checkComposer(world, thread, files)
  const actorId = agentActor(input.agent)
  const whole = content(world, input)
  const shortened = shorten(world, whole)
  const message: ChannelMessage = {
    type: 'MESSAGE',
    id: newMessageId(),
    conversationsThreadId: thread.id,
    channelId: thread.channelId,
    channelAccountId: thread.accountId,
    createdAt: iso(input.createdAt ?? world.now()),
    createdBy: actorId,
    client: { clientType: 'HUBSPOT' },
    direction: 'OUTGOING',
    // Without a name, as seen in production: the name has to be looked up.
    senders: [{ actorId }],
    recipients: [{ actorId: `V-${thread.visitorId}`, ...thread.endUser }],
    ...shortened,
    attachments: attach(world, portal, input),
    status: { statusType: 'SENT' },
    archived: false,
  }
  const { deliver = true } = input
  if (shortened.truncationStatus === 'TRUNCATED') world.originalContents.set(message.id, whole)
  addMessage(world, thread, message, { silent: deliver === false })
  if (deliver === true) emitOutgoingMessage(world, thread, message)
  return structuredClone(message)
}

/** An agent's internal comment; the end user's channel hears nothing of it. */
export function comment(world: World, input: ReplyInput): Comment {
  const thread = mustGet(world.threads, input.threadId, 'thread')
  const portal = portalOf(world, thread)
  const by = { actorId: agentActor(input.agent), client: { clientType: 'HUBSPOT' as const } }
  const { text, richText } = content(world, input)
  const message = newComment(thread, portal, by, input.createdAt ?? world.now(), { text, richText, attachments: [] })
  message.attachments = attach(world, portal, input)
  addMessage(world, thread, message, { silent: input.deliver === false })
  return structuredClone(message)
}

function content(world: World, { text, richText }: ReplyInput): { text: string; richText?: string } {
  if (richText !== undefined) return { text: text ?? htmlToPlain(richText), richText }
  const plain = text ?? ''
  if (plain === '' || !world.settings.plainRepliesHaveRichText) return { text: plain }
  return { text: plain, richText: plainToHtml(plain) }
}

/** HubSpot's webhooks and lists show a long text shortened; the whole one has an endpoint of its own. */
function shorten(world: World, whole: { text: string; richText?: string }) {
  const { truncateAt } = world.settings
  if (whole.text.length <= truncateAt) return { ...whole, truncationStatus: 'NOT_TRUNCATED' as const }
  return { text: whole.text.slice(0, truncateAt), truncationStatus: 'TRUNCATED' as const }
}

function checkComposer(world: World, thread: Thread, files: AgentFile[]): void {
  const { capabilities = {} } = world.channels.get(thread.channelId) ?? {}
  if (capabilities.allowOutgoingMessages === false) throw new Error('The channel takes no messages from agents')
  const sizes = files.map((file) => ({ contentType: file.contentType, size: file.content.length }))
  const objection = attachmentObjection(capabilities, sizes)
  if (objection !== undefined) throw new Error(`The channel allows ${objection}`)
}

function attach(world: World, portal: Portal, { attachments = [] }: ReplyInput): Attachment[] {
  return attachments.map((attachment) => {
    if (!isAgentFile(attachment)) return attachment
    const folder = 'conversations'
    const stored = storeFile(world, portal, {
      ...attachment,
      folder,
      access: 'PRIVATE',
      sourceGroup: 'CONVERSATIONS',
    })
    return agentAttachment(world, stored)
  })
}

function agentAttachment(world: World, file: StoredFile): Attachment {
  const url = signedUrl(world, file, world.now() + fileUrlLifeMs)
  const { agentFiles } = world.settings
  return {
    type: 'FILE',
    fileId: agentFiles === 'urlAsId' ? url : file.id,
    fileUsageType: usage(file.contentType),
    name: fullName(file),
    ...(agentFiles === 'url' ? { url } : {}),
  }
}

function isAgentFile(attachment: AgentFile | Attachment): attachment is AgentFile {
  return 'content' in attachment && Buffer.isBuffer(attachment.content)
}

/** Uploads an image into HubSpot's editor and returns its public URL, for an `<img>` in rich text. */
export function inlineImage(world: World, portalId: number, image: AgentFile): string {
  const portal = mustGet(world.portals, portalId, 'portal')
  const input = { ...image, folder: 'editor', access: 'PUBLIC_NOT_INDEXABLE', sourceGroup: 'CONTENT' as const }
  return fileUrl(world, storeFile(world, portal, input))
}

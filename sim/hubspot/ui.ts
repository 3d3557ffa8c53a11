import { purgeAccount, updateAccount } from './channel-accounts'
import { type LiveChatInput, writeInLiveChat } from './live-chat'
import type { Author, ChannelMessage, Comment } from './message-model'
import type { ChannelAccount, Thread } from './model'
import { archiveThread, type Change, purgeThread, restoreThread, setAssignee, setStatus } from './threads'
import { type AgentFile, agentActor, comment, inlineImage, type ReplyInput, reply } from './ui-reply'
import { mustGet, type World } from './world'

/** Who does it (user id; default a user without a name) and when (epoch ms; default now). */
export type DoneBy = { agent?: string; at?: number }

/** What people do in HubSpot's screens. Each act sends the webhooks that HubSpot would send. */
export type HubSpotUi = {
  reply(input: ReplyInput): ChannelMessage
  comment(input: ReplyInput): Comment
  /** Assigns to a user (or a whole actor id such as `L-7`), or to nobody. */
  assign(threadId: string, userId: string | null, by?: DoneBy): void
  close(threadId: string, by?: DoneBy): void
  reopen(threadId: string, by?: DoneBy): void
  /** Soft, as HubSpot's Delete is: the thread can be restored. */
  deleteThread(threadId: string, by?: DoneBy): void
  /** The same as `deleteThread`: HubSpot archives what is deleted. */
  archive(threadId: string, by?: DoneBy): void
  restore(threadId: string, by?: DoneBy): void
  /** Gone for good. */
  privacyDelete(threadId: string, by?: DoneBy): void
  setAccountAuthorized(accountId: string, authorized: boolean): void
  setAccountActive(accountId: string, active: boolean): void
  purgeAccount(accountId: string): void
  /** Puts an image into the editor; returns the public URL for an `<img>` in rich text. */
  inlineImage(portalId: number, image: AgentFile): string
  /** A visitor writes in HubSpot's own live chat, in a thread that no app's channel knows; returns the thread's id. */
  writeInLiveChat(input: LiveChatInput): string
}

export function createUi(world: World): HubSpotUi {
  const thread = (id: string): Thread => mustGet(world.threads, id, 'thread')
  const account = (id: string): ChannelAccount => mustGet(world.accounts, id, 'channel account')
  return {
    reply: (input) => reply(world, input),
    comment: (input) => comment(world, input),
    assign: (id, userId, by) =>
      setAssignee(world, thread(id), userId === null ? undefined : agentActor(userId), change(by)),
    close: (id, by) => setStatus(world, thread(id), 'CLOSED', change(by)),
    reopen: (id, by) => setStatus(world, thread(id), 'OPEN', change(by)),
    deleteThread: (id, by) => archiveThread(world, thread(id), change(by)),
    archive: (id, by) => archiveThread(world, thread(id), change(by)),
    restore: (id, by) => restoreThread(world, thread(id), change(by)),
    privacyDelete: (id, by) => purgeThread(world, thread(id), change(by)),
    setAccountAuthorized: (id, authorized) => updateAccount(world, account(id), { authorized }),
    setAccountActive: (id, active) => updateAccount(world, account(id), { active }),
    purgeAccount: (id) => purgeAccount(world, account(id)),
    inlineImage: (portalId, image) => inlineImage(world, portalId, image),
    writeInLiveChat: (input) => writeInLiveChat(world, input),
  }
}

function change({ agent = '1', at }: DoneBy = {}): Change {
  const by: Author = { actorId: agentActor(agent), client: { clientType: 'HUBSPOT' } }
  return at === undefined ? { by } : { by, at }
}

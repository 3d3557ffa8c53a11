import { visitorIdFor } from './associate'
import type { Caller } from './auth'
import { isVisible } from './custom-channels'
import { conflict, HubSpotError, invalid, notFound } from './errors'
import { attachmentBody } from './file-store'
import type { ChannelMessage } from './message-model'
import type { Channel, ChannelAccount, Portal, Thread } from './model'
import { openThread } from './open-thread'
import type { PublishBody } from './publish-body'
import { participant, publishedMessage } from './published-message'
import { addMessage, setAssignee, setStatus, systemAuthor } from './threads'
import type { World } from './world'

const errorOf = (name: string) => ({ subCategory: `ChannelIntegrationMessagePublishError.${name}` })

/** Publishes a message into a thread, which comes to be with its first; throws HubSpot's refusals. */
export function publish(world: World, caller: Caller, channelId: string, body: PublishBody): ChannelMessage {
  const { portal } = caller
  const channel = publishableChannel(world, caller, channelId)
  if (body.text.length > world.settings.maxTextLength) {
    throw invalid(`text is longer than ${world.settings.maxTextLength} characters`)
  }
  const threadKey = threadKeyOf(channel, body)
  const repeated = body.integrationIdempotencyId && `${threadKey} ${body.integrationIdempotencyId}`
  const first = repeated && world.channelMessages.get(portal.publishedIds.get(repeated) ?? '')?.message
  if (first) {
    if (world.settings.repeatedIdempotency === 'same') return first
    throw conflict(`A message with integrationIdempotencyId ${body.integrationIdempotencyId} was published before`)
  }
  const account = usableAccount(portal, channel, body.channelAccountId)
  const attachments = body.attachments.map((attachment) => attachmentBody(portal, attachment))
  const thread = findThread(portal, threadKey) ?? startThread(world, portal, account, threadKey, body)
  const message = publishedMessage(caller, thread, account, body, attachments)
  if (body.messageDirection === 'INCOMING') readdress(world, portal, thread, body)
  addMessage(world, thread, message)
  if (repeated) portal.publishedIds.set(repeated, message.id)
  afterPublish(world, portal, thread, message)
  return message
}

/** HubSpot answers the same for a channel of another app as for none: the usual cause is that app's token. */
function publishableChannel(world: World, { app }: Caller, channelId: string): Channel {
  const channel = world.channels.get(channelId)
  if (channel === undefined || channel.appId !== app.appId || !isVisible(world, channel)) {
    throw notFound(`Channel with id ${channelId} does not exist`, errorOf('CHANNEL_DOES_NOT_EXIST'))
  }
  return channel
}

function usableAccount(portal: Portal, channel: Channel, accountId: string): ChannelAccount {
  const account = portal.accounts.get(accountId)
  const refuse = (reason: string, name: string) =>
    new HubSpotError(400, 'VALIDATION_ERROR', `Channel account ${accountId} ${reason}`, errorOf(name))
  if (account === undefined || account.channelId !== channel.id || account.archivedAt !== undefined) {
    throw refuse('does not exist on this channel', 'CHANNEL_ACCOUNT_DOES_NOT_EXIST')
  }
  if (!account.authorized) throw refuse('is not authorized', 'CHANNEL_ACCOUNT_NOT_AUTHORIZED')
  if (!account.active) throw refuse('is not active', 'CHANNEL_ACCOUNT_NOT_ACTIVE')
  return account
}

/** What names the thread: the integration's id for it, or under the other threading model the end user's address. */
function threadKeyOf(channel: Channel, body: PublishBody): string {
  if (channel.capabilities.threadingModel === 'DELIVERY_IDENTIFIER') {
    const side = body.messageDirection === 'INCOMING' ? body.senders : body.recipients
    return `${channel.id} address ${body.channelAccountId} ${side[0]?.deliveryIdentifier.value}`
  }
  if (body.integrationThreadId === undefined) throw invalid('integrationThreadId is required on this channel')
  return `${channel.id} thread ${body.integrationThreadId}`
}

function findThread(portal: Portal, threadKey: string): Thread | undefined {
  const threadId = portal.threadIds.get(threadKey)
  if (threadId === undefined) return undefined
  const thread = portal.threads.get(threadId)
  if (thread === undefined || thread.archived) {
    throw notFound(`Thread ${threadId} was deleted`, errorOf('THREAD_DOES_NOT_EXIST'))
  }
  return thread
}

function startThread(
  world: World,
  portal: Portal,
  account: ChannelAccount,
  threadKey: string,
  body: PublishBody,
): Thread {
  const endUser = (body.messageDirection === 'INCOMING' ? body.senders : body.recipients)[0]
  if (endUser === undefined) throw invalid('a message needs a sender and a recipient')
  const thread = openThread(
    world,
    portal,
    {
      inboxId: account.inboxId,
      channelId: account.channelId,
      accountId: account.id,
      integrationThreadIds: body.integrationThreadId === undefined ? [] : [body.integrationThreadId],
      visitorId: visitorIdFor(world, portal, { ...body, senders: [endUser] }),
      endUser: participant(endUser),
    },
    'INTEGRATION',
  )
  portal.threadIds.set(threadKey, thread.id)
  return thread
}

/** Replies go to whoever wrote last; a thread without a contact takes the one that a later message brings. */
function readdress(world: World, portal: Portal, thread: Thread, body: PublishBody): void {
  if (body.senders[0] !== undefined) thread.endUser = participant(body.senders[0])
  if (portal.contacts.get(thread.visitorId) === undefined) thread.visitorId = visitorIdFor(world, portal, body)
}

function afterPublish(world: World, portal: Portal, thread: Thread, message: ChannelMessage): void {
  if (message.direction === 'INCOMING' && world.settings.reopenOnIncoming) {
    setStatus(world, thread, 'OPEN', { by: systemAuthor })
  }
  const userId = portal.autoAssign.get(thread.inboxId)
  if (thread.messages[0] === message && userId !== undefined) {
    setAssignee(world, thread, `A-${userId}`, { by: systemAuthor })
  }
}

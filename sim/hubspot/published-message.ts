import type { Caller } from './auth'
import type { ChannelMessage, Participant } from './message-model'
import type { ChannelAccount, Thread } from './model'
import type { PublishBody } from './publish-body'
import { iso, newMessageId } from './world'

/** A published message as HubSpot answers it and shows it in the thread. */
export function publishedMessage(
  { app }: Caller,
  thread: Thread,
  account: ChannelAccount,
  body: PublishBody,
  attachments: ChannelMessage['attachments'],
): ChannelMessage {
  const incoming = body.messageDirection === 'INCOMING'
  const visitor = `V-${thread.visitorId}`
  const writer = incoming ? visitor : (body.senders[0]?.senderActorId ?? `I-${app.appId}`)
  return {
    type: 'MESSAGE',
    id: newMessageId(),
    conversationsThreadId: thread.id,
    channelId: account.channelId,
    channelAccountId: account.id,
    createdAt: iso(Date.parse(body.timestamp)),
    createdBy: writer,
    client: { clientType: 'INTEGRATION', integrationAppId: app.appId },
    direction: body.messageDirection,
    senders: body.senders.map((sender) => ({ actorId: writer, ...participant(sender) })),
    recipients: body.recipients.map((recipient) => ({
      ...(incoming ? {} : { actorId: visitor }),
      ...participant(recipient),
    })),
    text: body.text,
    ...(body.richText === undefined ? {} : { richText: body.richText }),
    ...(body.inReplyToId === undefined ? {} : { inReplyToId: body.inReplyToId }),
    attachments,
    truncationStatus: 'NOT_TRUNCATED',
    status: { statusType: incoming ? 'RECEIVED' : 'SENT' },
    archived: false,
  }
}

/** A sender or recipient as messages show them. */
export function participant({ deliveryIdentifier, name }: PublishBody['senders'][number]): Participant {
  return name === undefined ? { deliveryIdentifier } : { deliveryIdentifier, name }
}

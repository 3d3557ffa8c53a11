import { randomUUID } from 'node:crypto'
import { isApiError } from '@botpress/sdk'
import type { IntegrationProps } from '../bp'
import { type Publication, publish } from '../channels/publish'
import { type EndUser, forgetContact } from '../end-user'
import type { PublishedMessage } from '../hubspot/channel-messages'
import { HubSpotError } from '../hubspot/errors'
import type { Installation } from '../installation'
import { firstMessage } from '../messages/first-message'
import { FIRST_MESSAGE_HISTORY_MAX } from '../messages/limits'
import { reasonOf } from '../reason'
import { readSession, type Session } from '../session'
import { changeSession, rememberSession } from '../session-cache'
import { historyText } from './history-text'

type Input = Parameters<IntegrationProps['actions']['startHitl']>[0]['input']

/**
 * Publishes the first message, which is what makes HubSpot open the thread, and notes the thread.
 *
 * A definite refusal leaves nothing behind. When it is unclear whether the thread came to be, the conversation stays, so
 * that an agent who answers there can be told, and a repeated request finds the same thread.
 *
 * @param isNew whether this request made the session.
 */
export async function openThread(
  installation: Installation,
  session: Session,
  isNew: boolean,
  input: Input,
  user: EndUser,
  deadline: number,
): Promise<Session> {
  const history =
    installation.settings.historyDelivery === 'firstMessage'
      ? historyText(input, user, FIRST_MESSAGE_HISTORY_MAX)
      : undefined
  const publication = {
    text: firstMessage({ name: user.name, title: input.title, description: input.description, history }),
    fileIds: [],
    writtenAt: Date.now(),
    idempotencyId: `${session.integrationThreadId}:open`,
    ...(session.contactId === undefined ? {} : { contactId: session.contactId }),
  }
  try {
    const published =
      (await publishFirst(installation, session, publication, deadline)) ??
      (await publishAgain(installation, session, deadline))
    const opened = { hubspotThreadId: published.conversationsThreadId, openedAt: Date.now() }
    return await changeSession(installation, session, opened)
  } catch (error) {
    const opened = await openedMeanwhile(installation, session)
    if (opened !== undefined) return opened
    // What another request has begun is its own to undo.
    if (!isDefinite(error)) await noteFailure(installation, session)
    else if (isNew) await discard(installation, session)
    throw error
  }
}

/** A contact that was found before may have been deleted or merged since; the escalation goes on without it. */
async function publishFirst(
  installation: Installation,
  session: Session,
  publication: Publication,
  deadline: number,
): Promise<PublishedMessage | undefined> {
  try {
    return (await publish(installation, session, publication, deadline)).last
  } catch (error) {
    if (publication.contactId === undefined || !mayBeTheContact(error)) throw error
    const { contactId: _gone, ...withoutContact } = publication
    const { last } = await publish(installation, session, withoutContact, deadline)
    await forgetContact(installation.client, session.userId).catch((fault: unknown) => {
      // The next escalation of this person tries again; this one has its thread.
      installation.logger.warn('A contact that is gone could not be forgotten. %s', reasonOf(fault))
    })
    return last
  }
}

/** What HubSpot answers when it does not know the contact is not documented; a refused token says so with 401 or 403. */
function mayBeTheContact(error: unknown): boolean {
  return error instanceof HubSpotError && error.outcome === 'refused' && error.status !== 401 && error.status !== 403
}

/**
 * HubSpot has the first message from an attempt whose answer was lost, and will not say in which thread. Another message
 * of the same session lands there too, and its answer does.
 */
async function publishAgain(installation: Installation, session: Session, deadline: number): Promise<PublishedMessage> {
  const publication = {
    text: '(The connection was interrupted for a moment while this conversation opened.)',
    fileIds: [],
    writtenAt: Date.now(),
    idempotencyId: `${session.integrationThreadId}:${randomUUID()}`,
  }
  const { last } = await publish(installation, session, publication, deadline)
  if (last) return last
  throw new HubSpotError('open the thread', { reason: 'it does not say which thread it opened' })
}

/** HubSpot said no, or there is no way to ask it: nothing was opened. */
function isDefinite(error: unknown): boolean {
  if (error instanceof HubSpotError) return error.outcome === 'refused'
  return isApiError(error) && error.type === 'Runtime'
}

/** A repeated request may have opened the thread, or noted it, while this one failed. */
async function openedMeanwhile(installation: Installation, session: Session): Promise<Session | undefined> {
  try {
    const current = await readSession(installation.client, session.conversationId)
    return current?.openedAt === undefined ? undefined : rememberSession(installation, current)
  } catch (error) {
    // Not known is not opened; why it failed in the first place is what counts.
    if (!isApiError(error)) throw error
    return undefined
  }
}

/** Should the thread exist after all, an agent who answers there is told that nobody hears it. */
async function noteFailure(installation: Installation, session: Session): Promise<void> {
  try {
    await changeSession(installation, session, { failedAt: Date.now() })
  } catch (error) {
    // Its age tells the same a little later.
    if (!isApiError(error)) throw error
  }
}

async function discard(installation: Installation, session: Session): Promise<void> {
  try {
    await installation.client.deleteConversation({ id: session.conversationId })
  } catch (error) {
    // Why HubSpot refused is what the bot's owner has to know; an unused conversation does no harm.
    if (!isApiError(error)) throw error
    installation.logger.warn('An unused conversation could not be deleted: %s', error.type)
  }
}

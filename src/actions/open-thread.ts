import { isApiError } from '@botpress/sdk'
import type { IntegrationProps } from '../bp'
import type { EndUser } from '../end-user'
import { HubSpotError } from '../hubspot/errors'
import type { Installation } from '../installation'
import { firstMessage } from '../messages/first-message'
import { FIRST_MESSAGE_HISTORY_MAX } from '../messages/limits'
import { untilAnswered } from '../persistently'
import { readSession, type Session } from '../session'
import { changeSession, rememberSession } from '../session-cache'
import { historyText } from './history-text'
import { publishOpening } from './publish-opening'

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
    ...firstMessage({ name: user.name, title: input.title, description: input.description, history }),
    fileIds: [],
    writtenAt: Date.now(),
    idempotencyId: `${session.integrationThreadId}:open`,
    ...(session.contactId === undefined ? {} : { contactId: session.contactId }),
  }
  try {
    const { threadId, session: now } = await publishOpening(installation, session, publication, deadline)
    // The plugin only goes on when this is noted, so the time that it takes is no time since the opening.
    return await untilAnswered(deadline, () =>
      changeSession(installation, now, {
        hubspotThreadId: threadId,
        openedAt: Date.now(),
        // It may not have been possible to note another sender before.
        ...(now.sender === session.sender ? {} : { sender: now.sender }),
      }),
    )
  } catch (error) {
    const opened = await openedMeanwhile(installation, session)
    if (opened !== undefined) return opened
    // What another request has begun is its own to undo.
    if (!isDefinite(error)) await noteFailure(installation, session)
    else if (isNew) await discard(installation, session)
    throw error
  }
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

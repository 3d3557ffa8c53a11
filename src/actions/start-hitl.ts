import { createHash, randomUUID } from 'node:crypto'
import { isApiError, RuntimeError } from '@botpress/sdk'
import type { IntegrationProps } from '../bp'
import { publish } from '../channels/publish'
import { introduce } from '../contact'
import { type EndUser, readEndUser } from '../end-user'
import { explain } from '../explain'
import type { PublishedMessage } from '../hubspot/channel-messages'
import { HubSpotError } from '../hubspot/errors'
import { type Identity, identityFrom, phoneFrom } from '../identity'
import { type Installation, openInstallation, portalIdOf, routeTo } from '../installation'
import { firstMessage } from '../messages/first-message'
import { FIRST_MESSAGE_HISTORY_MAX, HISTORY_TEXT_MAX } from '../messages/limits'
import { createSession, releaseEscalation, type Session, updateSession } from '../session'
import { rememberSession } from '../session-cache'
import { timing } from '../timing'
import { afterOpening } from './after-opening'
import { historyText } from './history-text'

type Input = Parameters<IntegrationProps['actions']['startHitl']>[0]['input']

/**
 * Opens a thread in the HubSpot inbox and returns the Botpress conversation that stands for it.
 *
 * @throws {RuntimeError} with the reason and the next step when HubSpot does not take the escalation.
 */
export const startHitl: IntegrationProps['actions']['startHitl'] = async (props) => {
  const { input } = props
  const deadline = Date.now() + timing.messageBudget
  try {
    const installation = openInstallation(props)
    const inboxId = input.hitlSession?.inboxId?.trim() || installation.settings.defaultInboxId
    if (inboxId === undefined) {
      throw new RuntimeError(
        'No inbox is chosen. Fill in "Inbox or help desk ID" in the configuration, or "Inbox ID" on the Escalate to Human card.',
      )
    }
    await routeTo(installation, inboxId)
    const user = await readEndUser(installation, input.userId)
    const { session, isNew } = await prepare(installation, input, user, inboxId, deadline)
    if (!isNew && session.openedAt !== undefined) return { conversationId: session.conversationId }
    const opened = await open(installation, session, input, user, deadline)
    // A repeated request that comes while the first is under way leaves the history to that one.
    const isOnlyOne = isNew || Date.now() - session.createdAt > timing.openingTimeout
    await afterOpening(installation, opened, isOnlyOne ? historyText(input, user, HISTORY_TEXT_MAX) : undefined)
    return { conversationId: opened.conversationId }
  } catch (error) {
    throw explain('The conversation was not handed over to HubSpot', error)
  }
}

/** The identity for this session: what the card says wins over what the user carries. */
function identityFor(input: Input, user: EndUser): Identity {
  const email = input.hitlSession?.contactEmail?.trim()
  const phone = input.hitlSession?.contactPhone?.trim()
  if (email) return identityFrom(email)
  if (phone) return { kind: 'phone', phone: phoneFrom(phone) }
  return user.identity
}

/** The session's conversation, before its thread exists. */
async function prepare(
  installation: Installation,
  input: Input,
  user: EndUser,
  inboxId: string,
  deadline: number,
): Promise<{ session: Session; isNew: boolean }> {
  const portalId = await portalIdOf(installation)
  const { deliveryIdentifier, contactId } = await introduce(installation, user, identityFor(input, user), deadline)
  const integrationThreadId = randomUUID()
  const create = () =>
    createSession(installation.client, {
      integrationThreadId,
      portalId,
      inboxId,
      userId: user.id,
      sender: { name: user.name, deliveryIdentifier },
      contactId,
      escalationKey: fingerprint(input),
    })
  let session = await create()
  if (session.integrationThreadId !== integrationThreadId && isOld(session)) {
    // The hitl plugin gave up on that one without telling us; this is a new escalation that looks like it.
    await releaseEscalation(installation.client, session.conversationId)
    session = await create()
  }
  return { session, isNew: session.integrationThreadId === integrationThreadId }
}

const isOld = (session: Session) => Date.now() - session.createdAt > timing.repeatedEscalation

/** The same for a repeated request, different for a new escalation. */
function fingerprint(input: Input): string {
  return createHash('sha256').update(JSON.stringify(input)).digest('hex')
}

/**
 * Publishes the first message, which is what makes HubSpot open the thread, and notes the thread.
 *
 * A definite refusal leaves nothing behind. When it is unclear whether the thread came to be, the conversation stays, so
 * that an agent who answers there can be told, and a repeated request finds the same thread.
 */
async function open(
  installation: Installation,
  session: Session,
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
  }
  try {
    const published =
      (await publish(installation, session, publication, deadline)) ??
      (await publishAgain(installation, session, deadline))
    const opened = { hubspotThreadId: published.conversationsThreadId, openedAt: Date.now() }
    return rememberSession(installation, await updateSession(installation.client, session, opened))
  } catch (error) {
    if (error instanceof HubSpotError && error.outcome === 'refused') await discard(installation, session)
    throw error
  }
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
  const published = await publish(installation, session, publication, deadline)
  if (published) return published
  throw new HubSpotError('open the thread', { reason: 'it does not say which thread it opened' })
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

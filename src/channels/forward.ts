import { RuntimeError } from '@botpress/sdk'
import QuickLRU from 'quick-lru'
import { assertServed, inAccount } from '../account'
import type { HandlerProps } from '../bp'
import { catchUpIfOwed } from '../events/catch-up'
import { endLeftSession } from '../events/left-account'
import { explain } from '../explain'
import { addComment, closeThread } from '../hubspot/conversations'
import { HubSpotError } from '../hubspot/errors'
import { type Installation, openInstallation } from '../installation'
import { LeftAccountError } from '../left-account'
import { fileAsText, type HitlMessage, toHubSpot } from '../messages/to-hubspot'
import { answerOfBotpress, persistently } from '../persistently'
import { reasonOf } from '../reason'
import { type Session, sessionFrom } from '../session'
import { changeSession, recentSession, rememberSession } from '../session-cache'
import { timing } from '../timing'
import { attach } from './attach'
import { publish } from './publish'

/** A message that Botpress has for the session's conversation. */
export type OutgoingProps = HandlerProps & {
  conversation: { id: string; createdAt: string; tags: Record<string, string | undefined> }
  message: { id: string; createdAt: string }
  /** `userId` names the end user; without it the hitl plugin itself is speaking. */
  payload: { userId?: string | undefined }
}

/**
 * Carries a message from Botpress to the agent.
 *
 * @throws {RuntimeError} when it could not be published, which Botpress shows to the bot's owner.
 */
export async function forward(props: OutgoingProps, message: HitlMessage): Promise<void> {
  const session = sessionFrom(props.conversation)
  if (session === undefined) {
    throw new RuntimeError('A message could not be sent: its conversation is not a session of this integration.')
  }
  const installation = inAccount(openInstallation(props), session.portalId)
  const deadline = Date.now() + timing.messageBudget
  try {
    const recent = session.end ? undefined : recentSession(installation, session.conversationId)
    const current = recent ?? rememberSession(installation, session)
    await persistently({ until: deadline, pause: timing.retryPause, isFinal }, async () => {
      await assertServed(installation, current, deadline)
      return props.payload.userId === undefined
        ? notice(installation, current, props.message.id, message, deadline)
        : publishAll(installation, current, props.message, message, deadline)
    })
    await catchUpIfOwed(installation, session, deadline)
  } catch (error) {
    if (error instanceof LeftAccountError) await endLeft(installation, session, deadline)
    const isNotice = props.payload.userId === undefined
    throw explain(
      isNotice ? 'A notice of the bot did not reach HubSpot' : 'A message of the end user did not reach HubSpot',
      error,
    )
  }
}

/** The end user must not be left with nobody, and the owner is to read what happened to the message. */
async function endLeft(installation: Installation, session: Session, deadline: number): Promise<void> {
  try {
    await endLeftSession(installation, session, Date.now(), deadline)
  } catch (error) {
    // The next message or webhook tries again.
    const reason = reasonOf(error)
    installation.logger.forBot().warn('A session in an account that was left could not be ended yet. %s', reason)
  }
}

/**
 * What HubSpot refuses was repeated already. But a process that has just started needs Botpress too, to know where messages
 * go, and that may be the one that fails.
 */
const isFinal = (error: unknown) => answerOfBotpress(error) !== 'not now'

/** Comments have no idempotency ID: those of this process are known, should Botpress repeat its request. */
const noticed = new QuickLRU<string, true>({ maxSize: 5_000 })

/** The system speaks, not the end user: agents see it as an internal comment, never as the customer's words. */
async function notice(
  installation: Installation,
  session: Session,
  messageId: string,
  message: HitlMessage,
  deadline: number,
): Promise<void> {
  const key = `${installation.key}:${messageId}`
  if (session.hubspotThreadId === undefined || noticed.has(key)) return
  const text = toHubSpot(message)
    .map((part) => (part.file ? fileAsText(part) : part.text))
    .join('\n')
  try {
    noticed.set(key, true)
    await addComment(installation.hubspot, session.hubspotThreadId, text, deadline)
  } catch (error) {
    // A thread that an agent deleted has nobody left to read the notice.
    if (error instanceof HubSpotError && error.status === 404) return
    noticed.delete(key)
    throw error
  }
}

async function publishAll(
  installation: Installation,
  session: Session,
  source: { id: string; createdAt: string },
  message: HitlMessage,
  deadline: number,
): Promise<void> {
  let writtenAt = Date.parse(source.createdAt)
  // A millisecond apart, so that HubSpot keeps the order.
  for (const [position, part] of toHubSpot(message).entries()) {
    const content = await attach(installation, part, deadline)
    const idempotencyId = `${source.id}:${position}`
    const { count, last } = await publish(installation, session, { ...content, writtenAt, idempotencyId }, deadline)
    writtenAt += count
    if (last) await followThread(installation, session, last.conversationsThreadId)
  }
  if (session.end) await closeAgain(installation, session, deadline)
}

/** HubSpot goes on in another thread when the channel was made anew or agents merged threads; events then name that one. */
async function followThread(installation: Installation, session: Session, hubspotThreadId: string): Promise<void> {
  if (session.hubspotThreadId === hubspotThreadId) return
  await changeSession(installation, session, { hubspotThreadId })
}

/** What was sent before the end and came after it has reopened the thread. */
async function closeAgain(installation: Installation, session: Session, deadline: number): Promise<void> {
  if (session.hubspotThreadId === undefined) return
  try {
    await closeThread(installation.hubspot, session.hubspotThreadId, deadline)
  } catch (error) {
    // The message is with the agent, and failing here would only publish it again.
    if (!(error instanceof HubSpotError)) throw error
    installation.logger.forBot().warn('A thread stays open after its session has ended. %s', error.message)
  }
}

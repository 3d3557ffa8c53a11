import { RuntimeError } from '@botpress/sdk'
import { assertServed, inAccount } from '../account'
import type { HandlerProps } from '../bp'
import { writeComment } from '../comment'
import { catchUpIfOwed } from '../events/catch-up'
import { endLeftSession } from '../events/left-account'
import { momentOf } from '../events/moment'
import { operatorConversationCompleted } from '../events/operator-conversation-completed'
import { withFreshSession } from '../events/session-lock'
import { announceAgain, isEndUnheard, tellEndAgain } from '../events/tell-again'
import { noteLateWords } from '../events/thread-reopened'
import { explain } from '../explain'
import { closeThread, readThread } from '../hubspot/conversations'
import { HubSpotError } from '../hubspot/errors'
import { type Installation, openInstallation } from '../installation'
import { LeftAccountError } from '../left-account-error'
import { isAgentUnheard } from '../listening'
import { LockedError } from '../lock'
import { fileAsText, type HitlMessage, toHubSpot } from '../messages/to-hubspot'
import { answerOfBotpress, persistently } from '../persistently'
import { reasonOf } from '../reason'
import { type Session, sessionFrom } from '../session'
import { changeSession, noteListening, recentSession, rememberSession } from '../session-cache'
import { timing } from '../timing'
import { attach } from './attach'
import { publish } from './publish'

/** A message that Botpress has for the session's conversation. */
export type OutgoingProps = HandlerProps & {
  conversation: { id: string; createdAt: string; updatedAt: string; tags: Record<string, string | undefined> }
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
  const isNotice = props.payload.userId === undefined
  try {
    const recent = session.end ? undefined : recentSession(installation, session.conversationId)
    const current = recent ?? rememberSession(installation, session)
    if (!isNotice) noteListening(installation, session)
    await persistently({ until: deadline, pause: timing.retryPause, isFinal: isFinalFor(session) }, async () => {
      await assertServed(installation, current, deadline)
      return isNotice
        ? notice(installation, current, props.message, message, deadline)
        : publishAll(installation, current, props.message, message, deadline)
    })
    if (!isNotice) await afterWords(installation, current, session, Date.parse(props.message.createdAt), deadline)
    await catchUpIfOwed(installation, session, deadline)
  } catch (error) {
    if (error instanceof LeftAccountError) await endLeft(installation, session, deadline)
    else if (isGone(error) && !isNotice) await endGone(installation, session, deadline)
    throw explain(
      isNotice ? 'A notice of the bot did not reach HubSpot' : 'A message of the end user did not reach HubSpot',
      error,
    )
  }
}

/** The end user must not be left with nobody, and the owner is to read what happened to the message. */
async function endLeft(installation: Installation, session: Session, deadline: number): Promise<void> {
  const now = Date.now()
  try {
    await endLeftSession(installation, session, momentOf(now, now, now), deadline)
  } catch (error) {
    // The next message or webhook tries again.
    const reason = reasonOf(error)
    installation.logger.forBot().warn('A session in an account that was left could not be ended yet. %s', reason)
  }
}

/**
 * What a message of the end user shows: the plugin listens, so it is told again what it missed; and one that came after
 * the end has reopened the thread.
 *
 * @param asGiven the session as Botpress had it when it handed over the message.
 * @param writtenAt epoch ms.
 */
async function afterWords(
  installation: Installation,
  session: Session,
  asGiven: Session,
  writtenAt: number,
  deadline: number,
): Promise<void> {
  try {
    if (session.end) await afterEnd(installation, session, writtenAt, deadline)
    else if (isAgentUnheard(asGiven)) await announceAgain(installation, asGiven, deadline)
  } catch (error) {
    // The message is with the agent, and failing here would only publish it again. The next message is another occasion.
    installation.logger.forBot().warn('What follows a message of the end user was not done. %s', reasonOf(error))
  }
}

/**
 * A message that came after the end. The agent who closed has it in a thread that is open again, and is told that replies
 * there lead nowhere; when the session ended from the bot's side, the message was on its way then, and the thread is closed
 * again.
 */
async function afterEnd(
  installation: Installation,
  session: Session,
  writtenAt: number,
  deadline: number,
): Promise<void> {
  if (isEndUnheard(session, writtenAt)) await tellEndAgain(installation, session)
  if (session.end?.by === 'agent') return noteLateWords(installation, session, deadline)
  if (session.hubspotThreadId !== undefined) await closeThread(installation.hubspot, session.hubspotThreadId, deadline)
}

/**
 * What HubSpot refuses was repeated already. But a process that has just started needs Botpress too, to know where messages
 * go, and that may be the one that fails; and a thread that was just opened may not be there yet.
 */
const isFinalFor =
  ({ openedAt }: Session) =>
  (error: unknown): boolean => {
    const isNew = Date.now() - (openedAt ?? 0) < timing.threadSettles
    return isFinal(error) && !(error instanceof LockedError) && !(isNew && isGone(error))
  }

const isFinal = (error: unknown): boolean => answerOfBotpress(error) !== 'not now'

const isGone = (error: unknown) => error instanceof HubSpotError && error.status === 404

/** The thread may have been deleted without our hearing of it: then nobody serves the end user any more. */
async function endGone(installation: Installation, session: Session, deadline: number): Promise<void> {
  const { hubspotThreadId } = session
  if (hubspotThreadId === undefined || session.end) return
  const now = Date.now()
  try {
    const thread = await readThread(installation.hubspot, hubspotThreadId, deadline)
    if (thread !== undefined && !thread.archived) return
    const end = { moment: momentOf(now, now, now), threadIsGone: true }
    await operatorConversationCompleted(installation, session, end, deadline)
  } catch (error) {
    // The next message tries again.
    installation.logger.forBot().warn('What follows a message of the end user was not done. %s', reasonOf(error))
  }
}

/** The system speaks, not the end user: agents see it as an internal comment, never as the customer's words. */
async function notice(
  installation: Installation,
  session: Session,
  { id }: { id: string },
  message: HitlMessage,
  deadline: number,
): Promise<void> {
  const { hubspotThreadId } = session
  if (hubspotThreadId === undefined) return
  const text = toHubSpot(message)
    .map((part) => (part.file ? fileAsText(part) : part.text))
    .join('\n')
  await once(installation, session, id, deadline, async () => {
    try {
      await writeComment(installation.hubspot, hubspotThreadId, text, deadline)
    } catch (error) {
      // A thread that an agent deleted has nobody left to read the notice.
      if (!(error instanceof HubSpotError) || error.status !== 404) throw error
    }
  })
}

/** Comments have no idempotency ID, and Botpress may repeat its request to another process: a mark on the message tells. */
async function once(
  installation: Installation,
  session: Session,
  messageId: string,
  deadline: number,
  write: () => Promise<void>,
): Promise<void> {
  const { client } = installation
  await withFreshSession(installation, session.conversationId, deadline, async (_, lease) => {
    const { message } = await client.getMessage({ id: messageId })
    if (message.tags.noticed) return
    await lease.confirm()
    await write()
    const mark = () => client.updateMessage({ id: messageId, tags: { noticed: 'yes' } })
    await persistently({ until: lease.until, pause: timing.retryPause, isFinal }, mark).catch((error: unknown) => {
      // The notice is with the agents. Should Botpress hand it over again, they read it twice.
      installation.logger.warn('That a notice was written could not be noted. %s', reasonOf(error))
    })
  })
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
}

/** HubSpot goes on in another thread when the channel was made anew or agents merged threads; events then name that one. */
async function followThread(installation: Installation, session: Session, hubspotThreadId: string): Promise<void> {
  if (session.hubspotThreadId === hubspotThreadId) return
  await changeSession(installation, session, { hubspotThreadId })
}

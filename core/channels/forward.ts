import { RuntimeError } from '@botpress/sdk'
import { DeskError, LeftAccountError } from '../desk'
import { catchUpIfOwed } from '../events/catch-up'
import { afterWords, endIfGone, endLeft } from '../events/end-user-wrote'
import { tryErrands } from '../events/try-errands'
import { explain } from '../explain'
import type { Installation } from '../installation'
import { fileAsText, type HitlMessage, outgoingParts } from '../messages/outgoing'
import { splitText } from '../messages/split-text'
import { LockedError } from '../platform/lock'
import { answerOfBotpress, persistently } from '../platform/persistently'
import { reasonOf } from '../platform/reason'
import { isAgentUnheard } from '../session/listening'
import { noteListening } from '../session/seen'
import type { Session } from '../session/session'
import { withFreshSession } from '../session/session-lock'
import { asSeen, changeSession, sessionOf } from '../session/sessions'
import type { ConversationLike } from '../session/tags'
import { timing } from '../timing'
import { attach } from './attach'

/** A message that Botpress has for the session's conversation. */
export type Outgoing = {
  conversation: ConversationLike
  message: { id: string; createdAt: string }
  /** `userId` names the end user; without it the hitl plugin itself is speaking. */
  payload: { userId?: string | undefined }
}

/**
 * Carries a message from Botpress to the agent.
 *
 * @param open gives the installation; what it throws is explained like everything else.
 * @param desk its name.
 * @throws {RuntimeError} when it could not be carried, which Botpress shows to the bot's owner.
 */
export async function forward(
  open: () => Installation,
  desk: string,
  outgoing: Outgoing,
  message: HitlMessage,
): Promise<void> {
  const isNotice = outgoing.payload.userId === undefined
  try {
    await (isNotice ? carryNotice : carryWords)(open(), outgoing, message)
  } catch (error) {
    const failed = isNotice
      ? `A notice of the bot did not reach ${desk}`
      : `A message of the end user did not reach ${desk}`
    throw explain(failed, error)
  }
}

/** The session as Botpress handed it over, or newer where this process has seen it since; and as it saw it lately. */
function sessionsOf(installation: Installation, { conversation }: Outgoing): { given: Session; current: Session } {
  const given = sessionOf(installation, conversation)
  if (given === undefined || given.isTest)
    throw new RuntimeError('Its conversation is not a session of this integration.')
  return { given, current: given.end ? given : asSeen(installation, given) }
}

async function carryWords(installation: Installation, outgoing: Outgoing, message: HitlMessage): Promise<void> {
  const deadline = Date.now() + timing.messageBudget
  const { given, current } = sessionsOf(installation, outgoing)
  const { createdAt } = outgoing.message
  const after = () => afterWords(installation, current, given, Date.parse(createdAt), deadline)
  noteListening(installation, given)
  if (current.end && !installation.desk.reopensByMessage) {
    await after()
    throw new RuntimeError("The agent's conversation has ended.")
  }
  const progress = { sent: 0, writtenAt: Date.parse(createdAt) }
  try {
    await insistently(installation, current, deadline, () =>
      sendRest(installation, current, outgoing.message.id, message, progress, deadline),
    )
  } catch (error) {
    if (error instanceof LeftAccountError) await endLeft(installation, given, deadline)
    else if (isGone(error)) await endIfGone(installation, given, deadline)
    throw error
  }
  if (current.end || isAgentUnheard(given)) await after()
  await doWhatIsOwed(installation, given, deadline)
}

async function carryNotice(installation: Installation, outgoing: Outgoing, message: HitlMessage): Promise<void> {
  const deadline = Date.now() + timing.messageBudget
  const { given, current } = sessionsOf(installation, outgoing)
  try {
    await insistently(installation, current, deadline, () =>
      notice(installation, current, outgoing.message, message, deadline),
    )
  } catch (error) {
    if (error instanceof LeftAccountError) await endLeft(installation, given, deadline)
    throw error
  }
  await doWhatIsOwed(installation, given, deadline)
}

async function doWhatIsOwed(installation: Installation, session: Session, deadline: number): Promise<void> {
  if (session.owesHistory || session.owesCatchUp) await catchUpIfOwed(installation, session, deadline)
  await tryErrands(installation, session, deadline)
}

/** @throws {LeftAccountError} when the session's account cannot be served any more. */
async function insistently(
  installation: Installation,
  session: Session,
  deadline: number,
  action: () => Promise<void>,
): Promise<void> {
  await persistently({ until: deadline, pause: timing.retryPause, isFinal: isFinalFor(session) }, async () => {
    await installation.desk.assertServed?.(session, deadline)
    await action()
  })
}

/**
 * What the desk refuses was repeated already. But a process that has just started needs Botpress too, to know where messages
 * go, and that may be the one that fails; and a thread that was just opened may not be there yet.
 */
const isFinalFor =
  ({ openedAt }: Session) =>
  (error: unknown): boolean => {
    const isNew = Date.now() - (openedAt ?? 0) < timing.threadSettles
    return isFinal(error) && !(error instanceof LockedError) && !(isNew && isGone(error))
  }

const isFinal = (error: unknown): boolean => answerOfBotpress(error) !== 'not now'

const isGone = (error: unknown) =>
  error instanceof DeskError && error.outcome === 'gone' && !(error instanceof LeftAccountError)

/** How many parts of a message are with the agent, and when the next counts as written (epoch ms). */
type Progress = { sent: number; writtenAt: number }

/** Sends what is not sent yet. Parts are written a millisecond apart, so that the desk keeps the order. */
async function sendRest(
  installation: Installation,
  session: Session,
  messageId: string,
  message: HitlMessage,
  progress: Progress,
  deadline: number,
): Promise<void> {
  const { desk, texts } = installation
  for (const part of outgoingParts(texts, message, desk.textMax).slice(progress.sent)) {
    const content = await attach(installation, part, deadline)
    const { writtenAt, sent } = progress
    const { count, threadId } = await desk.send(
      session,
      { ...content, writtenAt, key: `${messageId}:${sent}` },
      deadline,
    )
    progress.sent += 1
    progress.writtenAt += count
    if (threadId !== undefined) await followThread(installation, session, threadId)
  }
}

/** A desk can go on in another thread, where agents merged two for instance; events then name that one. */
async function followThread(installation: Installation, session: Session, threadId: string): Promise<void> {
  if (session.threadId !== threadId) await changeSession(installation, session, { threadId })
}

/** The system speaks, not the end user: agents see it as a note, never as the customer's words. */
async function notice(
  installation: Installation,
  session: Session,
  { id }: { id: string },
  message: HitlMessage,
  deadline: number,
): Promise<void> {
  const { desk, texts } = installation
  if (session.threadId === undefined) return
  const text = outgoingParts(texts, message, desk.textMax)
    .map((part) => (part.file ? fileAsText(texts, part) : part.text))
    .join('\n')
  const notes = splitText(text, desk.noteMax)
  await once(installation, session, id, deadline, async () => {
    try {
      for (const note of notes) await desk.note(session, note, deadline)
    } catch (error) {
      // A thread that an agent deleted has nobody left to read the notice.
      if (!isGone(error)) throw error
    }
  })
}

/** Notes have no key, and Botpress may repeat its request to another process: a mark on the message tells. */
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

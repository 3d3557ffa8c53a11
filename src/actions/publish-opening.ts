import { randomUUID } from 'node:crypto'
import { isApiError } from '@botpress/sdk'
import { type Publication, publish } from '../channels/publish'
import { writeComment } from '../comment'
import { opaqueIdentifier } from '../contact'
import { forgetContact } from '../end-user'
import type { PublishedMessage } from '../hubspot/channel-messages'
import { HubSpotError } from '../hubspot/errors'
import { mayRefuseAValue } from '../hubspot/refused-value'
import type { Installation } from '../installation'
import { botMark, type FirstMessage, inComments } from '../messages/first-message'
import { reasonOf } from '../reason'
import type { Session } from '../session'
import { changeSession } from '../session-cache'
import { timing } from '../timing'

/** A way of saying whose the thread is. */
type Way = { session: Session; contactId: string | undefined }

/**
 * Publishes what opens the session's thread, and gives agents the rest of it as comments. What HubSpot refuses of the end
 * user is left out step by step: first the contact, then address or number. An unclear outcome is never followed by another
 * attempt, since the thread may be there.
 *
 * @returns HubSpot's ID of the thread, and the session as it is now: another sender, if HubSpot did not take the first.
 * @throws {HubSpotError} of the last attempt.
 */
export async function publishOpening(
  installation: Installation,
  session: Session,
  { rest, ...publication }: Publication & FirstMessage,
  deadline: number,
): Promise<{ threadId: string; session: Session }> {
  const opening = { ...publication, mark: botMark }
  const first = { session, contactId: publication.contactId }
  const { published, way } = await alongWays(installation, first, opening, deadline)
  const opened = published ? { published, way } : await publishAgain(installation, way, opening, deadline)
  const threadId = opened.published.conversationsThreadId
  if (rest !== undefined) await giveRest(installation, threadId, rest)
  return { threadId, session: opened.way.session }
}

/** @returns the message, if HubSpot says it, and the way it went. */
async function alongWays(
  installation: Installation,
  first: Way,
  publication: Publication,
  deadline: number,
): Promise<{ published: PublishedMessage | undefined; way: Way }> {
  for (let way = first; ; ) {
    try {
      const { contactId: _, ...rest } = publication
      const message = way.contactId === undefined ? rest : { ...rest, contactId: way.contactId }
      const { last } = await publish(installation, way.session, message, deadline)
      if (first.contactId !== undefined && way.contactId === undefined && way.session === first.session) {
        await forget(installation, way.session.userId)
      }
      return { published: last, way }
    } catch (error) {
      const next = mayRefuseAValue(error) ? await wayAfter(installation, way) : undefined
      if (next === undefined) throw error
      way = next
    }
  }
}

/** undefined when there is nothing left to leave out. */
async function wayAfter(installation: Installation, { session, contactId }: Way): Promise<Way | undefined> {
  if (contactId !== undefined) return { session, contactId: undefined }
  const { name, deliveryIdentifier } = session.sender
  const opaque = opaqueIdentifier(session.userId)
  if (deliveryIdentifier.type === opaque.type) return undefined
  return { session: await changeSender(installation, session, { name, deliveryIdentifier: opaque }), contactId }
}

/** Noted before it is used, so that whichever process publishes the user's next message knows it. */
async function changeSender(installation: Installation, session: Session, sender: Session['sender']): Promise<Session> {
  try {
    return await changeSession(installation, session, { sender })
  } catch (error) {
    // The thread is worth more than that other processes know; this one does.
    if (!isApiError(error)) throw error
    installation.logger.warn('Another sender could not be noted. %s', reasonOf(error))
    return { ...session, sender }
  }
}

/**
 * HubSpot has the first message from an attempt whose answer was lost, and will not say in which thread. Another message
 * of the same session lands there too, and its answer does.
 */
async function publishAgain(
  installation: Installation,
  way: Way,
  { writtenAt }: Publication,
  deadline: number,
): Promise<{ published: PublishedMessage; way: Way }> {
  const publication = {
    text: `${botMark}The connection was interrupted for a moment while this conversation opened.`,
    fileIds: [],
    writtenAt: writtenAt + 1,
    idempotencyId: `${way.session.integrationThreadId}:${randomUUID()}`,
  }
  const opened = await alongWays(installation, { ...way, contactId: undefined }, publication, deadline)
  if (opened.published) return { published: opened.published, way: opened.way }
  throw new HubSpotError('open the thread', { reason: 'it does not say which thread it opened' })
}

/** The thread is open by now: a fault here costs the rest of the bot's note, and the bot's owner is told. */
async function giveRest({ hubspot, logger }: Installation, threadId: string, rest: string): Promise<void> {
  const deadline = Date.now() + timing.afterOpening
  try {
    for (const text of inComments(rest)) await writeComment(hubspot, threadId, text, deadline)
  } catch (error) {
    if (!(error instanceof HubSpotError)) throw error
    logger.forBot().warn("The agent did not get all of the bot's note. %s", error.message)
  }
}

/** A contact that was found before may have been deleted or merged since. */
async function forget(installation: Installation, userId: string): Promise<void> {
  try {
    await forgetContact(installation.client, userId)
  } catch (error) {
    // The next escalation of this person tries again; this one has its thread.
    if (!isApiError(error)) throw error
    installation.logger.warn('A contact that is gone could not be forgotten. %s', reasonOf(error))
  }
}

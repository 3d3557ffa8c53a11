import { randomUUID } from 'node:crypto'
import { isApiError } from '@botpress/sdk'
import type { Tags } from '../../core/botpress'
import { DeskError, isRefusal, type Opening } from '../../core/desk'
import { botMark, firstMessage, inNotes } from '../../core/messages/first-message'
import { reasonOf } from '../../core/platform/reason'
import type { Session } from '../../core/session/session'
import { changeSession } from '../../core/session/sessions'
import type { PublishedMessage } from '../hubspot/channel-messages'
import { HubSpotError } from '../hubspot/errors'
import { FIRST_MESSAGE_HISTORY_MAX, HISTORY_TEXT_MAX, MESSAGE_TEXT_MAX } from '../hubspot/limits'
import { mayRefuseAValue } from '../hubspot/refused-value'
import type { Installation } from '../installation/installation'
import { timing } from '../timing'
import { forgetContact } from './known-contact'
import { note } from './note'
import { type Publication, publish } from './send'
import { opaqueIdentifier, senderOf, senderTags } from './sender'

/** A way of saying whose the thread is. */
type Way = { session: Session; contactId: string | undefined }

/**
 * Publishes what opens the session's thread, and gives agents the rest of it as comments. What HubSpot refuses of the end
 * user is left out step by step: first the contact, then address or number. An unclear outcome is never followed by another
 * attempt, since the thread may be there.
 *
 * @returns HubSpot's ID of the thread, and the tags of another sender, if HubSpot did not take the first.
 * @throws {HubSpotError} of the last attempt.
 */
export async function openThread(
  installation: Installation,
  session: Session,
  { user, title, description, history }: Opening,
  deadline: number,
): Promise<{ threadId: string; own?: Tags }> {
  const { texts } = installation
  const { historyDelivery } = installation.settings
  const told = historyDelivery === 'firstMessage' ? await history(FIRST_MESSAGE_HISTORY_MAX) : undefined
  const words = firstMessage(texts, { name: user.name, title, description, history: told, textMax: MESSAGE_TEXT_MAX })
  const publication = {
    text: words.text,
    mark: botMark(texts),
    fileIds: [],
    writtenAt: Date.now(),
    idempotencyId: `${session.ref}:open`,
  }
  const first = { session, contactId: session.tags.contactId || undefined }
  const { published, way } = await alongWays(installation, first, publication, deadline)
  const opened = published
    ? { published, way }
    : await publishAgain(installation, way, publication, deadline).catch(unclear)
  const threadId = opened.published.conversationsThreadId
  if (words.rest !== undefined) await giveRest(installation, { ...session, threadId }, words.rest)
  const isSame = opened.way.session === session
  // It may not have been possible to note another sender before.
  return isSame ? { threadId } : { threadId, own: senderTags(senderOf(opened.way.session)) }
}

/** The thread is there, whatever HubSpot says of another message in it. */
function unclear(error: unknown): never {
  throw error instanceof DeskError ? new DeskError(error.message, 'unclear', error.advice) : error
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
      const { contactId } = way
      const message = contactId === undefined ? publication : { ...publication, contactId }
      const { last } = await publish(installation, way.session, message, deadline)
      if (first.contactId !== undefined && way.contactId === undefined && way.session === first.session) {
        await forgetContact(installation, way.session.userId)
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
  const { name, deliveryIdentifier } = senderOf(session)
  const opaque = opaqueIdentifier(session.userId)
  if (deliveryIdentifier.type === opaque.type) return undefined
  const own = senderTags({ name, deliveryIdentifier: opaque })
  return { session: await changeSender(installation, session, own), contactId }
}

/** Noted before it is used, so that whichever process publishes the user's next message knows it. */
async function changeSender(installation: Installation, session: Session, own: Tags): Promise<Session> {
  try {
    return await changeSession(installation, session, { own })
  } catch (error) {
    // The thread is worth more than that other processes know; this one does.
    if (!isApiError(error)) throw error
    installation.logger.warn('Another sender could not be noted. %s', reasonOf(error))
    return { ...session, tags: { ...session.tags, ...own } }
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
  const { texts } = installation
  const publication = {
    text: botMark(texts) + texts.interrupted,
    fileIds: [],
    writtenAt: writtenAt + 1,
    idempotencyId: `${way.session.ref}:${randomUUID()}`,
  }
  const opened = await alongWays(installation, { ...way, contactId: undefined }, publication, deadline)
  if (opened.published) return { published: opened.published, way: opened.way }
  throw new HubSpotError('open the thread', { reason: 'it does not say which thread it opened' })
}

/** The thread is open by now: a fault here costs the rest of the bot's note, and the bot's owner is told. */
async function giveRest({ hubspot, logger, texts }: Installation, session: Session, rest: string): Promise<void> {
  const deadline = Date.now() + timing.afterOpening
  try {
    for (const text of inNotes(texts, rest, HISTORY_TEXT_MAX)) await note(hubspot, session, text, deadline)
  } catch (error) {
    if (!(error instanceof DeskError) && !isRefusal(error)) throw error
    logger.forBot().warn("The agent did not get all of the bot's note. %s", reasonOf(error))
  }
}

import { DeskError, type Opened, type Opening } from '../../../../core/desk'
import { botMark, inNotes, noteInFull } from '../../../../core/messages/first-message'
import { shorten } from '../../../../core/messages/split-text'
import { reasonOf } from '../../../../core/platform/reason'
import type { Session } from '../../../../core/session/session'
import { withFreshSession } from '../../../../core/session/session-lock'
import { changeSession } from '../../../../core/session/sessions'
import { say } from '../../../../core/texts/say'
import { noteClock } from '../installation/clock'
import { type Installation, type Portal, servingPortal } from '../installation/installation'
import { SalesIqError } from '../salesiq/errors'
import { NOTE_TEXT_MAX, PAST_MESSAGES, QUESTION_TEXT_MAX } from '../salesiq/limits'
import { type NewChat, type OpenedChat, openChat } from '../salesiq/open-chat'
import { timing } from '../timing'
import { customInfo } from './custom-info'
import { departmentFor, listOf } from './destination'
import type { ChatIds } from './early-chats'
import { findChat } from './find-chat'
import { note } from './note'
import { openedTags } from './opening-sessions'
import { visitorOf } from './visitor'
import { withLess } from './with-less'

/**
 * Opens the chat of a session. SalesIQ makes a second one of a request that comes twice, so an attempt that was not
 * answered is looked for before there is another; and a session that may have a chat already is looked at first, by one
 * process at a time.
 *
 * @throws {SalesIqError} `unclear` when two attempts were not answered, and no chat shows.
 */
export async function open(
  installation: Installation,
  session: Session,
  opening: Opening,
  deadline: number,
): Promise<Opened> {
  const portal = await servingPortal(installation, session)
  if (!opening.isRepeated) return openAnew(installation, portal, session, opening, deadline)
  const departmentId = departmentFor(portal, opening.fields)
  let opened: Opened | undefined
  await withFreshSession(installation, session.conversationId, deadline, async (current, lease) => {
    const { threadId, createdAt } = current
    const found =
      threadId === undefined
        ? await findChat(installation, portal, current, { departmentId, since: createdAt }, lease.until)
        : undefined
    if (threadId !== undefined) opened = { threadId }
    else if (found !== undefined) opened = asOpened(found)
    await lease.confirm()
    opened ??= await openAnew(installation, portal, current, opening, Math.min(deadline, lease.until))
    await changeSession(installation, current, { threadId: opened.threadId, own: opened.own ?? {} })
  })
  // Its conversation is gone: what it was opened for is over.
  if (opened === undefined) throw new SalesIqError('open the chat', { status: 404, reason: 'its session is gone' })
  return opened
}

async function openAnew(
  installation: Installation,
  portal: Portal,
  session: Session,
  asked: Opening,
  deadline: number,
): Promise<Opened> {
  const { texts } = installation
  // The bot's words, marked as such.
  const words = [asked.title, asked.description].flatMap((text) => text?.trim() || []).join('\n\n')
  const whole = botMark(texts) + (words === '' ? say(texts, 'opening', { name: asked.user.name }) : words)
  const chat = await newChat(installation, portal, session, asked, shorten(whole, QUESTION_TEXT_MAX, texts.cut))
  const { opened, question } = await once(installation, portal, session, chat, deadline)
  if (question !== whole) await giveRest(installation, { ...session, threadId: opened.threadId }, words)
  return opened
}

async function newChat(
  installation: Installation,
  portal: Portal,
  session: Session,
  opening: Opening,
  question: string,
): Promise<NewChat> {
  const { fields, user } = opening
  const { settings } = installation
  const past = settings.historyDelivery === 'pastMessages' ? await opening.pastMessages(PAST_MESSAGES) : []
  // Nobody says when each was written; the order is what counts.
  const began = Date.now() - past.length * 1_000
  return {
    appId: portal.appId,
    departmentId: departmentFor(portal, fields),
    question,
    waitTime: settings.waitTime,
    customInfo: customInfo(installation, fields, session.ref),
    pastMessages: past.map(({ from, name, text }, at) => ({
      sender_type: from === 'user' ? 'visitor' : 'bot',
      sender_name: name,
      text,
      time: began + at * 1_000,
    })),
    visitor: { userId: session.userId, name: user.name, ...visitorOf(installation, fields, user) },
  }
}

/** A chat that is open, and what heads it. */
type Way = { opened: Opened; question: string }

/** One chat, though the answer may be lost. */
async function once(
  installation: Installation,
  portal: Portal,
  session: Session,
  chat: NewChat,
  deadline: number,
): Promise<Way> {
  const began = Date.now()
  const where = { departmentId: chat.departmentId, since: began }
  // The first attempt leaves time to look for what became of it, and for another.
  const first = Math.min(deadline, began + timing.salesiqTimeout)
  try {
    return await alongWays(installation, portal, session, chat, first)
  } catch (error) {
    if (!isUnclear(error)) throw error
    const found = await findChat(installation, portal, session, where, deadline - timing.lookReserve)
    if (found !== undefined) return { opened: asOpened(found), question: chat.question }
    installation.logger.warn('SalesIQ did not say whether it opened a chat, and none shows; it is asked again.')
  }
  try {
    return await alongWays(installation, portal, session, chat, deadline - timing.lookReserve / 2)
  } catch (error) {
    const found = isUnclear(error) ? await findChat(installation, portal, session, where, deadline) : undefined
    if (found === undefined) throw error
    return { opened: asOpened(found), question: chat.question }
  }
}

const isUnclear = (error: unknown) => error instanceof DeskError && error.outcome === 'unclear'

/**
 * What SalesIQ refuses of the visitor or of what goes with the chat is left out, since the hand-over is worth more; the
 * history goes as a note then.
 */
async function alongWays(
  installation: Installation,
  portal: Portal,
  session: Session,
  chat: NewChat,
  deadline: number,
): Promise<Way> {
  for (let way = chat; ; ) {
    try {
      const opened = await openChat(portal.caller, way, deadline)
      if (opened.startedAt !== undefined) noteClock(installation.memory, opened.startedAt, true)
      const isHistoryOwed = way.pastMessages.length < chat.pastMessages.length
      const named = await withIds(
        installation,
        portal,
        session,
        { ...opened, departmentId: way.departmentId },
        deadline,
      )
      return { opened: { ...named, ...(isHistoryOwed && { isHistoryOwed }) }, question: way.question }
    } catch (error) {
      const next = error instanceof SalesIqError ? withLess(installation.texts, way, error) : undefined
      if (next === undefined) throw withDepartments(portal, error)
      installation.logger
        .forBot()
        .warn('SalesIQ did not take %s of an escalation; the chat opens without. %s', next.without, reasonOf(error))
      way = next.chat
    }
  }
}

/**
 * An older sample of Zoho's has no digits, by which webhooks and most calls name a chat: then it is looked for. Failing that,
 * the long ID is all there is.
 */
async function withIds(
  installation: Installation,
  portal: Portal,
  session: Session,
  { chatId, chatKey, startedAt, departmentId }: OpenedChat & { departmentId: string },
  deadline: number,
): Promise<Opened> {
  const own = ownTags({ chatKey, startedAt })
  if (chatId !== undefined) return { threadId: chatId, own }
  const found = await findChat(installation, portal, session, { departmentId, since: Date.now() }, deadline)
  return { threadId: found?.chatId ?? chatKey, own }
}

/** What was asked for is what was done: a history that was sent with the chat is with the agent. */
const asOpened = ({ chatId, chatKey, startedAt }: ChatIds): Opened => ({
  threadId: chatId,
  own: ownTags({ chatKey, startedAt }),
})

const ownTags = ({ chatKey, startedAt }: Pick<ChatIds, 'chatKey' | 'startedAt'>) => ({
  ...openedTags,
  chatKey,
  startedAt: startedAt === undefined ? undefined : String(startedAt),
})

/** A wrong department is the most common mistake, so those that there are are listed. */
function withDepartments(portal: Portal, error: unknown): unknown {
  if (!(error instanceof SalesIqError)) return error
  const isOfDepartment = error.code === 1025 || /department/.test(error.field ?? '')
  if (!isOfDepartment) return error
  return new DeskError(error.message, error.outcome, `Check "Department ID".${listOf(portal)}`)
}

/** The chat is open by now: a fault here costs the rest of the bot's note, and the bot's owner is told. */
async function giveRest(installation: Installation, session: Session, rest: string): Promise<void> {
  const { texts } = installation
  const deadline = Date.now() + timing.afterOpening
  try {
    for (const text of inNotes(texts, noteInFull(texts, rest), NOTE_TEXT_MAX))
      await note(installation, session, text, deadline)
  } catch (error) {
    if (!(error instanceof DeskError)) throw error
    installation.logger.forBot().warn("The agent did not get all of the bot's note. %s", reasonOf(error))
  }
}

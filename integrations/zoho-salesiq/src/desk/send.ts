import { setTimeout as sleep } from 'node:timers/promises'
import QuickLRU from 'quick-lru'
import { warnOfFile } from '../../../../core/channels/attach'
import { DeskError, type UserMessage } from '../../../../core/desk'
import { inTurn } from '../../../../core/events/turns'
import { halve, splitText } from '../../../../core/messages/split-text'
import type { Session } from '../../../../core/session/session'
import { type Installation, type Portal, servingPortal } from '../installation/installation'
import { SalesIqError } from '../salesiq/errors'
import { MESSAGE_TEXT_MAX } from '../salesiq/limits'
import { sendFile, sendText } from '../salesiq/messages'
import { timing } from '../timing'
import type { Piece } from './same-words'
import { attemptsAt, forgetTry, isInChat, noteSent, noteTry, type Placed } from './sent'
import { mayBeTooLong } from './too-long'

/**
 * Sends a message of the end user; see the core's `Desk.send`. One after the other in a session, since the order in which
 * SalesIQ gets them is the one that agents see.
 */
export async function send(
  installation: Installation,
  session: Session,
  message: UserMessage,
  deadline: number,
): Promise<{ count: number; threadId: undefined }> {
  const portal = await servingPortal(installation, session)
  const began = Date.now()
  const line = `${installation.key}:${session.conversationId}:send`
  const name = `${installation.key}:${message.key}`
  const count = await inTurn(line, message.writtenAt, deadline - timing.lookReserve, async () => {
    // It may turn out otherwise the next time, where its file cannot be had any more for instance.
    const before = finished.get(name)
    if (before !== undefined) return before
    // Botpress may hand over a message again, to another process: one that comes late, or is older than this process, may
    // have been sent by one that died.
    const mayBeThere = began - message.writtenAt > timing.freshMessage || message.writtenAt < processStartedAt
    const sending = { installation, portal, session, message, mayBeThere, deadline }
    return message.file === undefined ? sendTexts(sending, message.text) : sendWithFile(sending, message.file)
  })
  finished.set(name, count)
  return { count, threadId: undefined }
}

const processStartedAt = Date.now()

/** Messages that this process has brought into their chats, each with how many it became. */
const finished = new QuickLRU<string, number>({ maxSize: 5_000 })

type Sending = {
  installation: Installation
  portal: Portal
  session: Session
  message: UserMessage
  mayBeThere: boolean
  deadline: number
}

async function sendWithFile(sending: Sending, file: NonNullable<UserMessage['file']>): Promise<number> {
  const { installation, portal, session, message } = sending
  const { threadId = '' } = session
  const deadline = Math.min(sending.deadline, file.until)
  const put = () => sendFile(portal.caller, threadId, { ...file, comment: message.text }, deadline)
  try {
    await deliver({ ...sending, deadline }, placed(message, 'file', { text: message.text, fileName: file.name }), put)
    return 1
  } catch (error) {
    // Zoho keeps lists of kinds that it does not take, and a brand can take no files at all. What it could not take in its
    // time is missing as far as the chat shows.
    const isRefused = error instanceof SalesIqError && error.outcome === 'refused' && error.code !== 1009
    if (!(error instanceof SalesIqError) || !(isRefused || error.passing)) throw error
    warnOfFile(installation.logger, 'SalesIQ', error)
    return sendTexts(sending, message.instead)
  }
}

/** A text in pieces that fit, each in halves where SalesIQ refuses it, perhaps for its length. */
async function sendTexts(sending: Sending, text: string): Promise<number> {
  let count = 0
  for (const [at, piece] of splitText(text, MESSAGE_TEXT_MAX).entries()) {
    count += await sendPiece(sending, piece, `text${at}`)
  }
  return count
}

async function sendPiece(sending: Sending, text: string, place: string): Promise<number> {
  const { portal, session, message, deadline } = sending
  const { threadId = '' } = session
  const piece = placed(message, place, { text, fileName: undefined })
  try {
    await deliver(sending, piece, () => sendText(portal.caller, threadId, text, deadline))
    return 1
  } catch (error) {
    if (!mayBeTooLong(error, text)) throw error
    let count = 0
    for (const [at, half] of halve(text).entries()) {
      if (half !== '') count += await sendPiece(sending, half, `${place}${at === 0 ? 'a' : 'b'}`)
    }
    return count
  }
}

function placed({ key, writtenAt }: UserMessage, place: string, piece: Piece): Placed {
  const [messageId = ''] = key.split(':')
  return { ...piece, name: `${key}:${place}`, messageId, writtenAt }
}

/**
 * Brings one piece into the chat, once as far as can be known. SalesIQ recognises nothing that is sent again: so what may
 * be there is looked for in the chat, and sent again only if it is missing. Where SalesIQ answers neither the sending nor
 * the look, it is sent once more, since a message that agents see twice does less harm than one that they never see.
 *
 * @throws {SalesIqError} of the last try, when there is no time for another.
 */
async function deliver(sending: Sending, piece: Placed, put: () => Promise<void>): Promise<void> {
  const { installation, session, mayBeThere, deadline } = sending
  const { isThere: isKnown, tries } = attemptsAt(installation, piece)
  if (isKnown) return
  let isDoubtful = mayBeThere || tries > 0
  let last: DeskError | undefined
  for (;;) {
    if (isDoubtful && (await isThere(sending, piece))) break
    // A try without time to be answered would say that SalesIQ cannot be reached, and not what it last said.
    if (last !== undefined && Date.now() + timing.retryPause >= deadline) throw last
    try {
      await attempt(installation, piece, put)
      break
    } catch (error) {
      if (!isUnclear(error)) throw error
      last = error
      isDoubtful = true
    }
  }
  noteSent(installation, session, piece)
}

/** Counts as a try unless SalesIQ surely did nothing. */
async function attempt(installation: Installation, piece: Placed, put: () => Promise<void>): Promise<void> {
  noteTry(installation, piece)
  try {
    await put()
  } catch (error) {
    if (!isUnclear(error)) forgetTry(installation, piece)
    throw error
  }
}

const isUnclear = (error: unknown): error is DeskError => error instanceof DeskError && error.outcome === 'unclear'

/**
 * Looks for what may be in the chat, several times where it does not show at once.
 *
 * @throws {DeskError} `refused` when it was tried as often as is bearable and SalesIQ does not say what became of it.
 */
async function isThere(sending: Sending, piece: Placed): Promise<boolean> {
  const { installation, portal, session, deadline } = sending
  const { tries } = attemptsAt(installation, piece)
  const looks: (boolean | undefined)[] = []
  for (const pause of [0, ...timing.sendingLooks]) {
    if (Date.now() + pause >= deadline) break
    await sleep(pause)
    looks.push(await isInChat(installation, portal, session, piece, deadline))
    // What was not tried here needs no time to show.
    if (looks.includes(true) || tries === 0) break
  }
  const isBlind = looks.length > 0 && looks.every((found) => found === undefined) && Date.now() < deadline
  if (isBlind && tries >= mostBlindTries) throw unknown()
  return looks.includes(true)
}

/** So often a message is sent at most without knowing whether it is there. */
const mostBlindTries = 2

const unknown = () =>
  new DeskError(
    'SalesIQ did not say whether a message of the end user arrived, nor could that be looked up.',
    'refused',
    'See status.zoho.com; agents may have the message.',
  )

import { setTimeout as sleep } from 'node:timers/promises'
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
import { attemptsAt, forgetTry, isInChat, noteSent, noteTry, type Piece } from './sent'
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
  const count = await inTurn(line, message.writtenAt, deadline - timing.lookReserve, async () => {
    // Botpress may hand over a message again, to another process; one that comes at once has not been sent before.
    const mayBeThere = began - message.writtenAt > timing.freshMessage
    const sending = { installation, portal, session, message, mayBeThere, deadline }
    return message.file === undefined ? sendTexts(sending, message.text) : sendWithFile(sending, message.file)
  })
  return { count, threadId: undefined }
}

type Sending = {
  installation: Installation
  portal: Portal
  session: Session
  message: UserMessage
  mayBeThere: boolean
  deadline: number
}

async function sendWithFile(sending: Sending, file: NonNullable<UserMessage['file']>): Promise<number> {
  const { installation, portal, session, message, deadline } = sending
  const { threadId = '' } = session
  const piece = { text: message.text, fileName: file.name }
  const put = () => sendFile(portal.caller, threadId, { ...file, comment: message.text }, deadline)
  try {
    await deliver(sending, piece, 'file', put)
    return 1
  } catch (error) {
    // Zoho keeps lists of kinds that it does not take, and a brand can take no files at all.
    if (!(error instanceof SalesIqError) || error.outcome !== 'refused' || error.code === 1009) throw error
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
  const { portal, session, deadline } = sending
  const { threadId = '' } = session
  try {
    await deliver(sending, { text, fileName: undefined }, place, () =>
      sendText(portal.caller, threadId, text, deadline),
    )
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

/**
 * Brings one piece into the chat, once as far as can be known. SalesIQ recognises nothing that is sent again: so what may
 * be there is looked for in the chat, and sent again only if it is missing. Where SalesIQ answers neither the sending nor
 * the look, it is sent once more, since a message that agents see twice does less harm than one that they never see.
 *
 * @param place of the piece within its message.
 */
async function deliver(sending: Sending, piece: Piece, place: string, put: () => Promise<void>): Promise<void> {
  const { installation, message } = sending
  const key = `${installation.key}:${message.key}:${place}`
  if (attemptsAt(key).isThere) return
  const mayBeThere = sending.mayBeThere || attemptsAt(key).tries > 0
  if (mayBeThere && (await isThere(sending, piece, key))) return
  try {
    await attempt(key, put)
  } catch (error) {
    if (!isUnclear(error)) throw error
    if (await isThere(sending, piece, key)) return
    await attempt(key, put).catch(async (again: unknown) => {
      if (!isUnclear(again) || !(await isThere(sending, piece, key))) throw again
    })
  }
  noteSent(key)
}

/** Counts as a try unless SalesIQ surely did nothing. */
async function attempt(key: string, put: () => Promise<void>): Promise<void> {
  noteTry(key)
  try {
    await put()
  } catch (error) {
    if (!isUnclear(error)) forgetTry(key)
    throw error
  }
}

const isUnclear = (error: unknown) => error instanceof DeskError && error.outcome === 'unclear'

/**
 * Looks for what may be in the chat, several times where it does not show at once.
 *
 * @throws {DeskError} `refused` when it was tried as often as is bearable and SalesIQ does not say what became of it.
 */
async function isThere(sending: Sending, piece: Piece, key: string): Promise<boolean> {
  const { installation, portal, session, message, deadline } = sending
  const [messageId = ''] = message.key.split(':')
  let found: boolean | undefined
  for (const pause of [0, ...timing.sendingLooks]) {
    if (Date.now() + pause >= deadline) break
    await sleep(pause)
    const about = { ...piece, writtenAt: message.writtenAt, messageId }
    found = await isInChat(installation, portal, session, about, deadline)
    if (found === true) {
      noteSent(key)
      return true
    }
    // What was not tried here needs no time to show.
    if (attemptsAt(key).tries === 0) break
  }
  if (found === undefined && attemptsAt(key).tries >= mostBlindTries) throw unknown()
  return false
}

/** So often a message is sent at most without knowing whether it is there. */
const mostBlindTries = 2

const unknown = () =>
  new DeskError(
    'SalesIQ did not say whether a message of the end user arrived, nor could that be looked up.',
    'refused',
    'See status.zoho.com; agents may have the message.',
  )

import { addNote, closeAsVisitor, readChat } from '../../../integrations/zoho-salesiq/src/salesiq/chats'
import {
  MESSAGE_TEXT_MAX,
  NOTE_TEXT_MAX,
  PAST_MESSAGES,
  QUESTION_TEXT_MAX,
} from '../../../integrations/zoho-salesiq/src/salesiq/limits'
import { readTranscript, sendText } from '../../../integrations/zoho-salesiq/src/salesiq/messages'
import type { Finding as AnyFinding } from '../findings'
import { awaited, soon } from '../waiting'
import type { AssumptionId } from './assumptions'
import { eventsOf, listed, nameOf } from './events'
import { type OwnChat, openOwn, type Tried, tried } from './own-chat'
import type { SalesIqTheatre } from './theatre'

type Finding = AnyFinding<AssumptionId>

/** Longest wait for news of something that the test did itself, in ms. */
const newsPatience = 20_000

/** Opens a chat with a history, writes the longest texts into it, and closes it as its visitor. */
export async function probeOwnChat(theatre: SalesIqTheatre): Promise<{ chatId: string; findings: Finding[] }> {
  const pastMessages = (['visitor', 'bot'] as const).map((sender_type, at) => ({
    ...{ sender_type, sender_name: 'Live Test' },
    ...{ text: filled('Before.', PAST_MESSAGES.textMax), time: Date.now() - 60_000 + at * 1_000 },
  }))
  const question = filled('Live test: a long question.', QUESTION_TEXT_MAX)
  const withPast = await tried(() => openOwn(theatre, { pastMessages }))
  const withQuestion = await tried(() => openOwn(theatre, { question }))
  const long = withQuestion.ok ? withQuestion.value : await openOwn(theatre)
  return {
    chatId: long.chatId,
    findings: [
      await findPastMessages(theatre, withPast),
      await findLimits(theatre, long.chatId, withQuestion.ok ? question : undefined),
      await probeVisitorClose(theatre, long),
    ],
  }
}

const filled = (beginning: string, length: number) => beginning.padEnd(length, ' And so on.')

async function findPastMessages(theatre: SalesIqTheatre, opened: Tried<OwnChat>): Promise<Finding> {
  if (!opened.ok) return { id: 'pastMessages', outcome: 'refuted', detail: opened.why }
  const { chatId, chatKey } = opened.value
  const read = await tried(() => readTranscript(theatre.salesiq, chatId, undefined, soon()))
  await tried(() => closeAsVisitor(theatre.salesiq, chatKey, soon()))
  // News of the closing comes after what the messages may have fired.
  await awaited(newsPatience / 4, () => eventsOf(theatre, chatId).find(isEnd))
  const told = eventsOf(theatre, chatId).filter(({ entity }) => entity.message?.text?.startsWith('Before.'))
  const isInTranscript = read.ok && read.value.some(({ text }) => text.startsWith('Before.'))
  const where = `they are ${isInTranscript ? '' : 'not '}in the transcript`
  return told.length === 0
    ? { id: 'pastMessages', outcome: 'confirmed', detail: where }
    : { id: 'pastMessages', outcome: 'refuted', detail: `${where}; they fire ${listed(told.map(nameOf))}` }
}

const isEnd = ({ event }: { event: string }) => /\.(completed|missed)$/.test(event)

/** @param question the long one that heads the chat; undefined when it was not taken. */
async function findLimits({ salesiq }: SalesIqTheatre, chatId: string, question: string | undefined): Promise<Finding> {
  const text = filled('Live test: a long message.', MESSAGE_TEXT_MAX)
  const note = filled('Live test: a long note.', NOTE_TEXT_MAX)
  const sent = await tried(() => sendText(salesiq, chatId, text, soon()))
  const noted = await tried(() => addNote(salesiq, chatId, note, soon()))
  const read = await tried(() => readTranscript(salesiq, chatId, undefined, soon()))
  const shown = await tried(() => readChat(salesiq, chatId, soon()))
  const isCut = shown.ok && shown.value?.question !== undefined && shown.value.question.trim() !== question?.trim()
  const isShort = sent.ok && read.ok && !read.value.some((entry) => entry.text.trim() === text.trim())
  const faults = [
    ...(question === undefined
      ? [`a question of ${QUESTION_TEXT_MAX} is refused`]
      : isCut
        ? ['the question is cut']
        : []),
    ...(sent.ok ? [] : [`a text of ${MESSAGE_TEXT_MAX} is refused (${sent.why})`]),
    ...(isShort ? ['the text is not whole in the transcript'] : []),
    ...(noted.ok ? [] : [`a note of ${NOTE_TEXT_MAX} is refused (${noted.why})`]),
  ]
  if (faults.length > 0) return { id: 'limits', outcome: 'refuted', detail: faults.join('; ') }
  const detail = `${MESSAGE_TEXT_MAX}, ${QUESTION_TEXT_MAX}, ${NOTE_TEXT_MAX}`
  return read.ok && shown.ok
    ? { id: 'limits', outcome: 'confirmed', detail }
    : { id: 'limits', outcome: 'not seen', detail: `${detail} are taken; whether they are whole cannot be read` }
}

async function probeVisitorClose(theatre: SalesIqTheatre, { chatId, chatKey }: OwnChat): Promise<Finding> {
  const closed = await tried(() => closeAsVisitor(theatre.salesiq, chatKey, soon()))
  if (!closed.ok) return { id: 'visitorClose', outcome: 'refuted', detail: closed.why }
  const told = await awaited(newsPatience, () => eventsOf(theatre, chatId).find(isEnd))
  if (told === undefined) {
    return { id: 'visitorClose', outcome: 'refuted', detail: 'it is taken, and no event tells of it' }
  }
  const { ended_by: by = 'nobody' } = told.entity
  return {
    id: 'visitorClose',
    outcome: nameOf(told) === 'completed' && by === 'visitor' ? 'confirmed' : 'refuted',
    detail: `told as ${nameOf(told)}, ended by ${by}`,
  }
}

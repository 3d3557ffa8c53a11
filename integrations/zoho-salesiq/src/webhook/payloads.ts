import * as z from 'zod/mini'
import type { DeskEvent } from '../../../../core/desk'
import { readJson } from '../../../../core/platform/json'
import type { ThreadName } from '../../../../core/session/session'
import { agentReplyFrom } from '../desk/agent-reply'
import { refIn } from '../desk/custom-info'
import type { ChatIds } from '../desk/early-chats'
import { endedBy } from '../desk/look'
import { messageId, wordsOf } from '../desk/message-id'
import { agentOf, idsOf, type ShownChat, shownChat, stateOf } from '../salesiq/chats'
import { content } from '../salesiq/messages'
import { id, optionalId, optionalText, optionalTime, time } from '../salesiq/values'

/** What one webhook of SalesIQ tells. */
export type Told = {
  event: DeskEvent
  /** Our own reference of the session, where SalesIQ says it. */
  ref: string | undefined
  ids: ChatIds
  /** When SalesIQ stamped it (epoch ms by its clock), and which try to deliver it this is, from 1. */
  stampedAt: number
  attempt: number
}

const envelope = z.lazy(() =>
  z.object({
    event: optionalText,
    entity_id: optionalId,
    app_id: optionalId,
    event_time: optionalTime,
    attempt: z.catch(z.coerce.number().check(z.int(), z.positive()), 1),
    entity: z.looseObject({}),
  }),
)
const bare = z.lazy(() => z.looseObject({ id }))

const message = z.lazy(() =>
  z.object({
    msgid: id,
    sender: z.object({ id, name: optionalText, type: optionalText }),
  }),
)
const withMessage = z.lazy(() => z.object({ message: z.looseObject({}) }))

/**
 * Reads a webhook body, with its envelope or without: both are in Zoho's documents.
 *
 * @param place `key` names the installation, `brand` the connected one, for an event that does not say whose it is; `now`
 * (epoch ms) is for one that does not say when it was.
 * @returns what means something to us; undefined when the body is not JSON.
 */
export function parseEvents(body: string, place: Place): Told[] | undefined {
  let json: unknown
  try {
    json = readJson(body)
  } catch {
    return undefined
  }
  return (Array.isArray(json) ? json : [json]).flatMap((item) => toldIn(item, place) ?? [])
}

/** So often SalesIQ delivers what was not taken once more, a minute apart. */
const repetitions = 3
/** ms. */
const lastTryAfter = 150_000

type Place = { key: string; brand: string; now: number }

function toldIn(item: unknown, { key, brand, now }: Place): Told | undefined {
  const whole = envelope.safeParse(item).data
  const entity = whole?.entity ?? bare.safeParse(item).data
  const chat = shownChat.safeParse(entity).data
  if (entity === undefined || chat === undefined) return undefined
  const { chatId, chatKey } = idsOf({ ...chat, id: chat.id ?? whole?.entity_id })
  if (chatId === undefined) return undefined
  const name = whole?.event?.replace(/^conversation\./, '') ?? nameOf(entity, chat)
  const stampedAt = whole?.event_time ?? timeIn(chat) ?? now
  const threads: ThreadName[] = [{ name: 'threadId', id: chatId }]
  const about = { account: whole?.app_id ?? chat.app_id ?? brand, threads }
  const attempt = whole?.attempt ?? 1
  // What does not say which try it is may still be an old one.
  const isLastTry = attempt > repetitions || now - stampedAt > lastTryAfter
  const event = eventOf(name, entity, chat, { key, isLastTry, ...about }, stampedAt)
  if (event === undefined) return undefined
  return {
    event,
    ref: refIn(chat.customer_info),
    ids: { chatId, chatKey, startedAt: chat.start_time ?? chat.opened_time },
    stampedAt,
    attempt,
  }
}

/** What an event without an envelope is about, by what it holds. */
function nameOf(entity: object, chat: ShownChat): string {
  if (withMessage.safeParse(entity).success) return 'operator.replied'
  const state = stateOf(chat)
  if (state === 'missed') return 'missed'
  return state === 'ended' ? 'completed' : 'attender.updated'
}

const timeIn = ({ end_time, missed_time, attended_time }: ShownChat) => end_time ?? missed_time ?? attended_time

type About = Pick<DeskEvent, 'account' | 'threads'>
type Keyed = About & { key: string; isLastTry: boolean }

function eventOf(
  name: string,
  entity: object,
  chat: ShownChat,
  { key, isLastTry, ...about }: Keyed,
  at: number,
): DeskEvent | undefined {
  switch (name) {
    case 'operator.replied':
      return replyEvent(entity, { key, isLastTry, ...about }, at)
    case 'attender.updated':
    case 'transfer.accepted': {
      // A bot of SalesIQ's is nobody, and an event that names nobody tells nothing.
      const agent = agentOf(chat)
      return agent && { kind: 'assigned', ...about, at, agent: agent.id, name: agent.name }
    }
    case 'completed':
      return { kind: 'ended', ...about, at: chat.end_time ?? at, reason: endedBy(chat) }
    case 'missed':
      return { kind: 'ended', ...about, at: chat.missed_time ?? at, reason: 'missed' }
    case 'reopened':
      return { kind: 'reopened', ...about, at }
    default:
      return undefined
  }
}

function replyEvent(entity: object, { key, isLastTry, ...about }: Keyed, at: number): DeskEvent | undefined {
  const said = withMessage.safeParse(entity).data?.message
  const { data, error } = message.safeParse(said)
  if (said === undefined || data === undefined) {
    const where = error?.issues.map(({ path }) => ['message', ...path].join('.')).join(', ') ?? 'message'
    return { kind: 'unreadable', ...about, messageId: undefined, via: undefined, where }
  }
  const { msgid, sender } = data
  // What visitors write comes by an event of its own; should it ever come by this one, they have it already.
  if (sender.type?.toLowerCase() === 'visitor' || sender.id.startsWith('$')) return undefined
  const { text, files } = content.safeParse(said).data ?? { text: '', files: [] }
  const [{ id: threadId = '' } = {}] = about.threads
  const reply = agentReplyFrom({
    id: messageId({ key, chatId: threadId }, timeOf(msgid), wordsOf(sender.id, text, files)),
    at: time.safeParse(msgid).data ?? at,
    threadId,
    author: { id: sender.id, name: sender.name },
    text,
    files,
    isLastTry,
  })
  return { kind: 'reply', ...about, reply }
}

/** What stands before an underscore, as transcripts have it. */
const timeOf = (msgid: string) =>
  msgid
    .split('_')[0]
    ?.replace(/[^\w-]/g, '')
    .slice(0, 40) || 'none'

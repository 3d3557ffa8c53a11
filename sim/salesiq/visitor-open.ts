import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import type { SimResponse } from '../http/server'
import type { Caller } from './auth'
import { visitorBody } from './chat-body'
import { miss, openChat, ownerOf, putInCharge } from './chats'
import { SalesIqError } from './errors'
import type { Brand, Chat, Department, PastMessage, Portal } from './model'
import { type ApiRequest, culprit, ok, visitor } from './routes'
import { visitorFor } from './visitors'
import { brandOf, mustGet, portalOf, type World } from './world'

export const visitorOpenRoutes = [
  visitor('POST', '/api/visitor/v1/{screen}/conversations', 'conversations.create', open),
]

/** Zoho answers open even if whoever hears of an early assignment takes long: this many ms at most are waited for it. */
const overtakingMs = 1_000

const email = z.string().regex(/^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/, 'Invalid email address')
const phone = z.string().regex(/^\+?[0-9][0-9 ()./-]{3,24}$/, 'Invalid phone number')

const openBody = z.looseObject({
  app_id: z.string().min(1),
  department_id: z.string().min(1),
  question: z.string().trim().min(1),
  customer_info: z.record(z.string(), z.string()).optional(),
  custom_wait_time: z.number().int().min(1).optional(),
  past_messages: z
    .array(
      z.looseObject({
        sender_type: z.enum(['visitor', 'bot']),
        sender_name: z.string(),
        time: z.union([z.number().int(), z.string().regex(/^\d+$/)]),
        text: z.string().min(1),
      }),
    )
    .optional(),
  visitor: z.looseObject({
    user_id: z.string().min(1),
    name: z.string().optional(),
    first_name: z.string().optional(),
    last_name: z.string().optional(),
    email: email.optional(),
    phone: phone.optional(),
    country_code: z.string().optional(),
  }),
})

type OpenBody = z.infer<typeof openBody>

/** Opens a chat, and another one whenever it is asked again: there is nothing by which it could know a repetition. */
async function open(request: ApiRequest, { portal }: Caller): Promise<SimResponse> {
  const { world, http } = request
  const body = request.json(openBody)
  checkLimits(world, body)
  const { brand, department } = placeOf(portal, body)
  if (world.settings.nobodyOnline === 'refused') throw new SalesIqError(1025, { param: 'department_id' })
  const chat = openChat(world, {
    screenName: portal.screenName,
    brand,
    department,
    question: body.question,
    customerInfo: body.customer_info ?? {},
    pastMessages: pastMessages(body),
    waitS: body.custom_wait_time,
    visitor: visitorFor(world, portal, visitorOf(body)),
    ip: http.headers['x-forwarded-for'] ?? '127.0.0.1',
  })
  const answer = ok(request, 'conversations', visitorBody(world, chat))
  await assignItself(world, chat)
  if (world.settings.nobodyOnline === 'missed') miss(world, chat)
  return answer
}

function placeOf({ brands }: Portal, body: OpenBody): { brand: Brand; department: Department } {
  const brand = brands.get(body.app_id)
  if (brand === undefined) throw new SalesIqError(1019, { param: 'app_id' })
  if (!brand.enabled) throw new SalesIqError(1011, { param: 'app_id' })
  const department = brand.departments.find(({ id }) => id === body.department_id)
  if (department === undefined) throw new SalesIqError(1025, { param: 'department_id' })
  return { brand, department }
}

function checkLimits({ settings }: World, body: OpenBody): void {
  const refuse = (...path: PropertyKey[]): never => {
    throw new SalesIqError(1011, culprit(path))
  }
  if (body.question.length > settings.textMax) refuse('question')
  if ((body.custom_wait_time ?? 0) > settings.waitTimeMax) refuse('custom_wait_time')
  const { past_messages: past = [] } = body
  if (past.length > settings.pastMessagesMax) refuse('past_messages')
  if (body.past_messages !== undefined && !settings.pastMessages) refuse('past_messages')
  const long = past.findIndex(({ text }) => text.length > settings.textMax)
  if (long >= 0) refuse('past_messages', long, 'text')
}

const pastMessages = ({ past_messages: past = [] }: OpenBody): PastMessage[] =>
  past.map(({ sender_type, sender_name, time, text }) => ({
    senderType: sender_type,
    senderName: sender_name,
    at: Number(time),
    text,
  }))

function visitorOf({ visitor: given }: OpenBody) {
  return {
    userId: given.user_id,
    name: given.name,
    firstName: given.first_name,
    lastName: given.last_name,
    email: given.email,
    phone: given.phone,
    countryCode: given.country_code,
  }
}

/** A Zobot comes first where there is one; else the operator to whom new chats of the brand go. */
async function assignItself(world: World, chat: Chat): Promise<void> {
  const { bot, autoAssign } = brandOf(world, chat)
  if (bot === undefined && autoAssign === undefined) return
  const owner =
    bot === undefined
      ? ownerOf(mustGet(portalOf(world, chat).operators, autoAssign ?? '', 'operator'))
      : { ...bot, type: 'bot' as const }
  const { autoAssignMs, eventsOvertake } = world.settings
  const at = chat.startedAt + autoAssignMs
  const told = putInCharge(world, chat, owner, { at, waitMs: eventsOvertake ? 0 : autoAssignMs })
  if (eventsOvertake) await Promise.race([told, sleep(overtakingMs, undefined, { ref: false })])
}

import type { z } from '@botpress/sdk'
import { expect, vi } from 'vitest'
import { crmActions } from '../../definitions/actions'
import type { EndUser } from '../../sim/botpress'
import type { CrmSide, TimelineEntry } from '../../sim/hubspot'
import type { StageOptions } from '../../sim/hubspot-stage'
import { recordUnspeakable } from '../record'
import { recordingName } from '../recording-name'
import { until } from '../stage/until'
import { addProcess } from './another-process'
import { escalated, onStage, type TestStage } from './on-stage'
import { calm, reply } from './talking'

type LogAction = 'logInteraction' | 'getInteractionLog' | 'setInteractionLog'
type Answer<A extends LogAction> = z.infer<(typeof crmActions)[A]['output']['schema']>

export const kim = { name: 'Kim Lee', email: 'kim@example.com' }

/** Paths of HubSpot's API, for fault rules and call counts. */
export const logPath = {
  notes: /\/crm\/objects\/[^/]+\/notes$/,
  calls: /\/crm\/objects\/[^/]+\/calls$/,
  crm: /^\/crm\//,
  everything: /./,
} as const
export const creatingNote = { method: 'POST', path: logPath.notes } as const
export const creatingCall = { method: 'POST', path: logPath.calls } as const

/** What a bot gives to the log of a conversation with Kim, unless a test says otherwise. */
export const given = {
  kind: 'chat',
  conversationId: 'conv_of_kim',
  email: kim.email,
  startedAt: '2026-11-26T18:15:00Z',
  endedAt: '2026-11-26T18:32:00Z',
} as const

export type LogStage = Awaited<ReturnType<typeof onLogStage>>

type Options = Partial<StageOptions> & {
  /** How many processes of the integration are called in turn; default 1. */
  processes?: number
  /** Whether Kim is a contact already; default true. */
  isKnown?: boolean
}

/** A stage with the interaction log on, and what is to be seen of it. */
export async function onLogStage({ processes = 1, isKnown = true, configuration, ...options }: Options = {}) {
  const now = () => Date.now()
  const stage = await onStage({
    configuration: { interactionLog: 'summaryAndTranscript', defaultCountry: 'US', ...configuration },
    ...options,
    // So that they live in the test's time.
    hubspot: { now, ...options.hubspot },
    botpress: { now, ...options.botpress },
  })
  for (let more = 1; more < processes; more += 1) await addProcess(stage)
  const crm = stage.hubspot.crm(stage.portalId)
  const contactId = isKnown ? crm.add('contacts', { firstname: 'Kim', lastname: 'Lee', email: kim.email }).id : ''
  return { stage, crm, contactId, ...looking(stage, crm), ...acting(stage) }
}

function looking(stage: TestStage, crm: CrmSide) {
  /** Notes and calls that there are, of anybody. */
  const entries = () => [...crm.records('notes'), ...crm.records('calls')]
  const timeline = (contactId: string): TimelineEntry[] => crm.timeline(contactId).entries
  const bodies = () => entries().map(({ properties }) => properties.hs_note_body ?? properties.hs_call_body ?? '')
  /** The body of the only one. */
  const body = (): string => {
    expect(bodies()).toHaveLength(1)
    return bodies().join('')
  }
  /** What is still owed: sessions, and conversations that the bot gave to the log. */
  const owed = () => stage.botpress.conversations(stage.bot).filter(({ tags }) => tags.owesAfterEnd === 'yes')
  return { entries, timeline, bodies, body, owed }
}

function acting(stage: TestStage) {
  const call = async <A extends LogAction>(action: A, input: Record<string, unknown>): Promise<Answer<A>> =>
    crmActions[action].output.schema.parse(await stage.bot.callAction(action, input))
  const standing = () => call('getInteractionLog', {})
  return {
    standing,
    counters: async () => (await standing()).counters,
    set: (input: Record<string, unknown>) => call('setInteractionLog', input),
    give: (input: Record<string, unknown> = {}) => {
      recordUnspeakable(recordingName(), stage, textsIn(input))
      return call('logInteraction', { ...given, ...input })
    },
  }
}

/** What was given to the log, which must not be in any other. */
function textsIn({ summary, title, transcript, email, phone }: Record<string, unknown>): unknown[] {
  const turns = Array.isArray(transcript) ? transcript.map(({ text }: { text?: unknown }) => text) : []
  return [summary, title, email, phone, ...turns]
}

/** An end user who wrote to an agent who answered. */
export async function chatted(
  { stage }: { stage: TestStage },
  { person = kim, said = ['The lamp is broken.'], answered = ['A new one is on its way.'], before = [] }: Chat = {},
) {
  const { user, thread } = await escalatedAfter(stage, person, before)
  for (const text of said) await user.say(text)
  for (const text of answered) await reply(stage, thread.id, { text })
  return { user, thread }
}

type Chat = {
  person?: Parameters<TestStage['bot']['plugin']['startConversation']>[0]
  said?: readonly string[]
  answered?: readonly string[]
  /** What was said to the bot before, after "hello there". */
  before?: readonly string[]
}

async function escalatedAfter(stage: TestStage, person: Chat['person'], before: readonly string[]) {
  if (before.length === 0) return await escalated(stage, person)
  const user: EndUser = stage.bot.plugin.startConversation({ name: 'Kim Lee', ...person })
  for (const text of before) await user.say(text)
  await user.escalate({ title: 'A broken lamp' })
  const thread = stage.hubspot.threads(stage.portalId).at(-1)
  if (thread === undefined) throw new Error('The escalation opened no thread')
  return { user, thread }
}

/** Lets everything happen that is on its way. What a busy machine had no time for is tried again, as it is every day. */
export async function allLogged({ stage, owed }: Pick<LogStage, 'stage' | 'owed'>): Promise<void> {
  await calm(stage)
  for (let tries = 0; owed().length > 0 && tries < 3; tries += 1) await stage.bot.register()
  await until(() => owed().length === 0)
}

const minute = 60_000
export const day = 24 * 60 * minute
/** After this, what is owed is tried again when something happens. */
export const pause = 10 * minute + 1_000

/** Runs as if it were later; ms. */
export async function later<T>(by: number, action: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ now: Date.now() + by, toFake: ['Date'] })
  try {
    return await action()
  } finally {
    vi.useRealTimers()
  }
}

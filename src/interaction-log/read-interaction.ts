import { createHash } from 'node:crypto'
import type { z } from '@botpress/sdk'
import type { crmActions } from '../../definitions/actions'
import { emailOf, idOf, phoneOf, textOf, wrongInput } from '../crm/input/input'
import type { Settings } from '../installation/settings'
import type { Links } from './entry'
import type { CallFacts, Interaction, Turn } from './interaction'
import type { Person } from './person'
import { scrubText } from './scrubber/scrub'

export type LogInput = z.infer<(typeof crmActions)['logInteraction']['input']['schema']>

/** What `logInteraction` was given. */
export type Given = { interaction: Interaction; person: Person; links: Links; conversationId: string }

const turnsMax = 1_000

type Place = { installation: { settings: Pick<Settings, 'defaultCountry'> } }

/** @throws {RuntimeError} that names the input and what to do. */
export function readInteraction({ installation: { settings } }: Place, input: LogInput): Given {
  const conversationId = textOf(input.conversationId)
  if (conversationId === undefined) {
    throw wrongInput('conversationId', 'is missing', 'Give the ID of the conversation: {{ event.conversationId }}.')
  }
  const startedAt = timeOf('startedAt', input.startedAt)
  if (startedAt === undefined) throw wrongInput('startedAt', 'is missing', 'Give when the conversation began.')
  const endedAt = timeOf('endedAt', input.endedAt)
  if (endedAt !== undefined && endedAt < startedAt) {
    throw wrongInput('endedAt', 'is before "startedAt"', 'Give both as ISO times in the same time zone.')
  }
  const { durationSeconds } = input
  if (durationSeconds !== undefined && !(durationSeconds >= 0)) {
    throw wrongInput('durationSeconds', 'is no length of time', 'Give seconds, or leave it out.')
  }
  const turns = turnsFrom(input.transcript)
  const id = idOf('contactId', input.contactId)
  const [phone, email] = id === undefined ? [phoneOf(input.phone, settings.defaultCountry), emailOf(input.email)] : []
  const name = turns.find((turn) => turn.from === 'user' && turn.name !== '')?.name ?? ''
  return {
    conversationId,
    interaction: {
      key: keyOf(conversationId, input.kind, startedAt),
      kind: input.kind,
      userName: name,
      agents: [...new Set(turns.flatMap((turn) => (turn.from === 'agent' && turn.name !== '' ? turn.name : [])))],
      startedAt,
      endedAt,
      durationMs: durationSeconds === undefined ? undefined : Math.round(durationSeconds * 1_000),
      ending: undefined,
      turns,
      summary: textOf(input.summary),
      title: textOf(input.title),
      call: input.kind === 'call' ? callFrom(input, settings.defaultCountry) : undefined,
    },
    person: {
      ...(id === undefined ? {} : { contactId: id }),
      ...(phone === undefined ? {} : { phone }),
      ...(email === undefined ? {} : { email }),
      name: scrubText(name).text,
    },
    links: linksFrom(input),
  }
}

/** The same instant is the same, however it is written. */
function keyOf(conversationId: string, kind: string, startedAt: number): string {
  const name = JSON.stringify([conversationId, kind, startedAt])
  return `given:${createHash('sha256').update(name).digest('base64url')}`
}

/** ISO times; one without a time zone is in UTC. @returns epoch ms. */
function timeOf(field: string, value: string | undefined): number | undefined {
  const text = textOf(value)
  if (text === undefined) return undefined
  const isIso = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?$/i.test(
    text,
  )
  const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text.slice(10))
  const at = isIso ? Date.parse(hasZone || text.length === 10 ? text : `${text}Z`) : Number.NaN
  if (Number.isFinite(at)) return at
  throw wrongInput(field, 'is no ISO time', 'Give one such as 2026-01-31T09:30:00Z.')
}

function turnsFrom(given: LogInput['transcript'] = []): Turn[] {
  if (given.length > turnsMax) {
    throw wrongInput('transcript', `has more than ${turnsMax} turns`, 'Leave out the oldest, or join some.')
  }
  return given.map(({ from, name = '', text, at }, place) => {
    const said = timeOf(`transcript.${place}.at`, at)
    return { from, name: name.trim(), text, ...(said === undefined ? {} : { at: said }) }
  })
}

function callFrom(input: LogInput, country: string | undefined): CallFacts {
  return {
    direction: input.direction ?? 'inbound',
    fromNumber: phoneIn('fromNumber', input.fromNumber, country),
    toNumber: phoneIn('toNumber', input.toNumber, country),
    outcome: textOf(input.outcome),
  }
}

/** With its country code where that can be told; numbers of other forms are not passed on, since they may be anything. */
function phoneIn(field: string, value: string | undefined, country: string | undefined): string | undefined {
  try {
    return phoneOf(value, country)?.e164
  } catch {
    throw wrongInput(
      field,
      'is no phone number with country code',
      'Give it with + and the country code, or leave it out.',
    )
  }
}

function linksFrom({ ticketId, dealId, companyId }: LogInput): Links {
  const given = {
    ticketId: idOf('ticketId', ticketId),
    dealId: idOf('dealId', dealId),
    companyId: idOf('companyId', companyId),
  }
  return Object.fromEntries(Object.entries(given).filter(([, id]) => id !== undefined))
}

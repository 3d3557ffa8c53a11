import { setTimeout as sleep } from 'node:timers/promises'
import type { DeskEvent } from '../../../../core/desk'
import { dispatch as dispatchToSessions } from '../../../../core/events/dispatch'
import type { Installation as Bridge } from '../../../../core/installation'
import { knownSessions } from '../../../../core/session/seen'
import { findSessions } from '../../../../core/session/sessions'
import { withDesk } from '../desk/desk'
import { noteEarlyChat } from '../desk/early-chats'
import { isSomethingOpening } from '../desk/opening-sessions'
import { noteReopening } from '../desk/reopenings'
import { noteClock, salesiqNow } from '../installation/clock'
import type { Installation } from '../installation/installation'
import { timing } from '../timing'
import type { Told } from './payloads'

/**
 * Handles what SalesIQ tells. Its events are of all chats of the brand, most of which are none of ours: those lead to no
 * more than a look whether there is such a session.
 *
 * @returns whether everything was handled; if not, SalesIQ is to deliver again.
 */
export async function dispatch(installation: Installation, told: readonly Told[], deadline: number): Promise<boolean> {
  const bridge = withDesk(installation)
  for (const { event, ref, ids, stampedAt, attempt } of told) {
    if (event.kind === 'reopened') noteReopening(installation, ids.chatId, event.at)
    if (ref !== undefined) noteEarlyChat(installation, ref, ids)
    // What comes again was stamped long ago.
    if (attempt === 1) noteClock(installation.memory, stampedAt)
  }
  for (const one of told) if (!(await afterOpening(installation, bridge, one, deadline))) return false
  const events = told.map((one) => named(bridge, one))
  return dispatchToSessions(bridge, events, salesiqNow(installation.memory), deadline)
}

/** What waits until its chat is noted, by installation and chat: what comes later does not overtake it. */
const waiting = new Map<string, Promise<boolean>>()

/**
 * The first news of a chat can overtake the answer to the call that opened it, and the note of its ID. What may be of such a
 * chat waits for that note, which comes within a moment.
 *
 * @returns whether it did; if not, SalesIQ is to deliver again.
 */
async function afterOpening(
  installation: Installation,
  bridge: Bridge,
  told: Told,
  deadline: number,
): Promise<boolean> {
  const line = `${installation.key}:${told.ids.chatId}`
  const before = waiting.get(line) ?? Promise.resolve(true)
  const turn = before.catch(() => false).then(() => untilNoted(installation, bridge, told, deadline))
  waiting.set(line, turn)
  try {
    return await turn
  } finally {
    if (waiting.get(line) === turn) waiting.delete(line)
  }
}

async function untilNoted(installation: Installation, bridge: Bridge, told: Told, deadline: number): Promise<boolean> {
  while (await mayBeOpening(installation, bridge, told)) {
    if (Date.now() + timing.lockPause >= deadline - timing.turnReserve) return false
    await sleep(timing.lockPause)
  }
  return true
}

/** Whether what is told may be of a chat whose session does not say so yet. What says whose it is need not wait. */
async function mayBeOpening(installation: Installation, bridge: Bridge, told: Told): Promise<boolean> {
  const { event, ref, ids } = told
  const began = ids.startedAt ?? Number.POSITIVE_INFINITY
  const isOld = salesiqNow(installation.memory) - began > timing.openingTimeout + timing.clockSkew
  if (ref !== undefined || isOld || isKnown(bridge, event) || isStranger(bridge, event)) return false
  // Asked first: what is noted meanwhile is found then.
  if (!(await isSomethingOpening(installation, event.account))) return false
  const found = await Promise.all(event.threads.map((thread) => findSessions(bridge, event.account, thread, 'recent')))
  return found.flat().length === 0
}

/**
 * The event with every name that its chat may have in Botpress. Where the chat is known by the usual one, the others are
 * not looked for: our own reference is how a chat is known before `startHitl` could note its ID, and the long ID is all
 * there is where SalesIQ gave no other when it was opened.
 */
function named(bridge: Bridge, { event, ref, ids }: Told): DeskEvent {
  if (isKnown(bridge, event)) return event
  const others = [
    ...(ref === undefined ? [] : [{ name: 'ref', id: ref } as const]),
    ...(ids.chatKey === undefined ? [] : [{ name: 'threadId', id: ids.chatKey } as const]),
  ]
  return { ...event, threads: [...event.threads, ...others] }
}

const isKnown = (bridge: Bridge, { account, threads }: DeskEvent): boolean =>
  threads.some((thread) => (knownSessions(bridge, account, thread, 'known') ?? []).length > 0)

/** A chat that has been nobody's of ours for longer than any opening takes. */
const isStranger = (bridge: Bridge, { account, threads }: DeskEvent): boolean =>
  threads.every((thread) => knownSessions(bridge, account, thread, 'recent')?.length === 0)

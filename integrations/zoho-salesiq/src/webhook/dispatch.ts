import { setTimeout as sleep } from 'node:timers/promises'
import type { DeskEvent } from '../../../../core/desk'
import { dispatch as dispatchToSessions } from '../../../../core/events/dispatch'
import type { Installation as Bridge } from '../../../../core/installation'
import { knownSessions } from '../../../../core/session/seen'
import { withDesk } from '../desk/desk'
import { noteEarlyChat, openingSince } from '../desk/early-chats'
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
  for (const { ref, ids, stampedAt, attempt } of told) {
    if (ref !== undefined) noteEarlyChat(installation, ref, ids)
    // What comes again was stamped long ago.
    if (attempt === 1) noteClock(installation.memory, stampedAt)
  }
  if (!(await afterOpenings(installation, bridge, told, deadline))) return false
  const events = told.map((one) => named(bridge, one))
  return dispatchToSessions(bridge, events, salesiqNow(installation.memory), deadline)
}

/**
 * The first news of a chat can overtake the answer to the call that opened it. What may be of such a chat waits for that
 * answer, which comes within a moment.
 *
 * @returns whether it did; if not, SalesIQ is to deliver again.
 */
async function afterOpenings(
  installation: Installation,
  bridge: Bridge,
  told: readonly Told[],
  deadline: number,
): Promise<boolean> {
  const ahead = salesiqNow(installation.memory) - Date.now()
  const mayBe = ({ event, ref, stampedAt }: Told) => {
    const since = openingSince(installation)
    const isAfter = since !== undefined && stampedAt - ahead >= since - timing.clockSkew
    return isAfter && ref === undefined && !isKnown(bridge, event)
  }
  while (told.some(mayBe)) {
    if (Date.now() + timing.lockPause >= deadline - timing.turnReserve) return false
    await sleep(timing.lockPause)
  }
  return true
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

import { readChat, type ShownChat, stateOf } from '../../../integrations/zoho-salesiq/src/salesiq/chats'
import type { Finding as AnyFinding } from '../findings'
import { awaited, soon } from '../waiting'
import type { AssumptionId } from './assumptions'
import { eventsOf, listed, nameOf, type SalesIqEvent } from './events'
import { openOwn, type Tried, tried } from './own-chat'
import type { SalesIqTheatre } from './theatre'

type Finding = AnyFinding<AssumptionId>

/** Seconds that the chat waits which is to be missed. */
const shortWait = 30

/** How long something may follow that a missed chat is told of by, in ms. */
const afterwards = 5_000

/**
 * Opens a chat that nobody is to pick up.
 *
 * @param patience ms beyond the chat's own time.
 * @returns `chatId` is undefined where it was refused.
 */
export async function probeMissed(
  theatre: SalesIqTheatre,
  leave: (chatId: string) => void,
  patience: number,
): Promise<{ chatId: string | undefined; findings: Finding[] }> {
  const opened = await tried(() => openOwn(theatre, { waitTime: shortWait }))
  if (!opened.ok) {
    return { chatId: undefined, findings: [{ id: 'offline', outcome: 'refuted', detail: opened.why }] }
  }
  const { chatId } = opened.value
  leave(chatId)
  const offline = findOffline(await tried(() => readChat(theatre.salesiq, chatId, soon())))
  await awaited(shortWait * 1_000 + patience, () => eventsOf(theatre, chatId).find(isMissed))
  await awaited(afterwards, () => eventsOf(theatre, chatId).find(({ event }) => event.endsWith('.completed')))
  return { chatId, findings: [offline, findMissed(eventsOf(theatre, chatId))] }
}

function findOffline(looked: Tried<ShownChat | undefined>): Finding {
  if (!looked.ok || looked.value === undefined) {
    return { id: 'offline', outcome: 'not seen', detail: 'the chat cannot be looked at' }
  }
  return stateOf(looked.value) === 'missed'
    ? { id: 'offline', outcome: 'confirmed', detail: 'it is missed at once' }
    : { id: 'offline', outcome: 'not seen', detail: 'somebody was online; run the test once while nobody is' }
}

const isMissed = ({ event }: SalesIqEvent) => event === 'conversation.missed'

function findMissed(told: SalesIqEvent[]): Finding {
  const missed = told.find(isMissed)
  const others = listed(told.filter((event) => event !== missed).map(nameOf))
  if (missed === undefined) {
    // Somebody may have picked it up all the same.
    return { id: 'missed', outcome: others === 'none' ? 'refuted' : 'not seen', detail: `events that came: ${others}` }
  }
  const { owner, chat_status } = missed.entity
  const who = owner === undefined ? 'nobody is in charge' : 'somebody is named as in charge'
  return {
    id: 'missed',
    outcome: owner === undefined ? 'confirmed' : 'refuted',
    detail: `state ${chat_status?.state_key ?? 'not said'}, ${who}; besides it: ${others}`,
  }
}

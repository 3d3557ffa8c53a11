import { isSignedWith } from '../../../integrations/zoho-salesiq/src/webhook/signature'
import type { Finding as AnyFinding } from '../findings'
import type { AssumptionId } from './assumptions'
import { eventIn, eventsOf, isReply, listed, nameOf } from './events'
import { type SalesIqTheatre, setUpOf } from './theatre'

/** What is seen in the events themselves: the test only has to look at what came. */

type Finding = AnyFinding<AssumptionId>

export function findHandshake({ webhooks }: SalesIqTheatre): Finding {
  const found = webhooks.filter(({ method }) => method === 'HEAD')
  return found.length > 0
    ? { id: 'handshake', outcome: 'confirmed', detail: '' }
    : { id: 'handshake', outcome: 'not seen', detail: 'the webhook was made without, or was there already' }
}

export function findSignature(theatre: SalesIqTheatre): Finding {
  const { keys } = setUpOf(theatre)
  const told = theatre.webhooks.filter((webhook) => eventIn(webhook) !== undefined)
  const [oldest = ''] = keys
  if (told.length === 0) return { id: 'signature', outcome: 'not seen', detail: 'no event came' }
  if (keys.length === 0) return { id: 'signature', outcome: 'refuted', detail: 'the webhook has no key' }
  const form = oldest.includes('-----') ? 'the key is PEM' : 'the key is bare base64'
  const isBy = (keys: string[]) => told.every((webhook) => isSignedWith(webhook, keys))
  if (isBy([oldest])) return { id: 'signature', outcome: 'confirmed', detail: form }
  const detail = isBy(keys) ? `signed with a newer key; ${form}` : `signatures do not fit; ${form}`
  return { id: 'signature', outcome: 'refuted', detail }
}

export function findMarker(theatre: SalesIqTheatre, chatId: string): Finding {
  const told = eventsOf(theatre, chatId)
  if (told.length === 0) return { id: 'marker', outcome: 'not seen', detail: 'no event came' }
  const [having, lacking] = [true, false].map((has) =>
    listed(told.filter(({ entity }) => (entity.customer_info !== undefined) === has).map(nameOf)),
  )
  return {
    id: 'marker',
    outcome: lacking === 'none' ? 'confirmed' : 'refuted',
    detail: `with it: ${having}; without: ${lacking}`,
  }
}

/** Whether the event that was turned away came again. */
export function findRedelivery(theatre: SalesIqTheatre): Finding {
  const lost = theatre.turnedAway[0] && eventIn(theatre.turnedAway[0])
  if (lost === undefined) return { id: 'redelivery', outcome: 'not seen', detail: 'no reply came' }
  const again = theatre.webhooks
    .flatMap((webhook) => eventIn(webhook) ?? [])
    .find(({ entity }) => entity.message?.msgid !== undefined && entity.message.msgid === lost.entity.message?.msgid)
  if (again === undefined) {
    return { id: 'redelivery', outcome: 'refuted', detail: 'the reply did not come again while the test waited' }
  }
  const isSame = again.event_time === lost.event_time
  const detail = `${isSame ? 'the same time' : 'another time'}; attempt ${lost.attempt}, then ${again.attempt}`
  return { id: 'redelivery', outcome: isSame ? 'confirmed' : 'refuted', detail }
}

/** @param wanted what the agent was asked to write, with characters that markup would change. */
export function findAgentText(theatre: SalesIqTheatre, chatId: string, wanted: string): Finding {
  const texts = eventsOf(theatre, chatId)
    .filter(isReply)
    .flatMap(({ entity }) => entity.message?.text ?? [])
  const [first] = texts
  if (first === undefined) return { id: 'agentText', outcome: 'not seen', detail: 'no reply came' }
  if (texts.some((text) => text.trim() === wanted)) return { id: 'agentText', outcome: 'confirmed', detail: '' }
  const hasMarkup = /<\/?[a-z][^>]*>|&[a-z]+;/i.test(first)
  return {
    id: 'agentText',
    outcome: hasMarkup ? 'refuted' : 'not seen',
    detail: hasMarkup ? 'it came with tags or entities in it' : 'something else was written than was asked for',
  }
}

export function findEcho(theatre: SalesIqTheatre, chatId: string): Finding {
  const told = eventsOf(theatre, chatId)
  const echoes = told.filter((event) => isReply(event) && event.entity.message?.sender?.id?.startsWith('$'))
  return {
    id: 'echo',
    outcome: echoes.length === 0 ? 'confirmed' : 'refuted',
    detail: `events of the chat: ${listed(told.map(nameOf))}`,
  }
}

/** @param before how many events of the chat there were when the agent was asked to pass it on. */
export function findTransfer(theatre: SalesIqTheatre, chatId: string, before: number): Finding {
  const told = eventsOf(theatre, chatId).slice(before)
  const naming = told.filter(
    ({ event, entity }) => /attender\.updated$|transfer\.accepted$/.test(event) && entity.owner?.id !== undefined,
  )
  if (naming.length > 0)
    return { id: 'transfer', outcome: 'confirmed', detail: `told as ${listed(naming.map(nameOf))}` }
  if (told.length === 0) return { id: 'transfer', outcome: 'not seen', detail: 'the chat was not passed on' }
  return { id: 'transfer', outcome: 'refuted', detail: `told as ${listed(told.map(nameOf))}, and nobody is named` }
}

/** @param chatIds of chats that were opened for different users without an address. */
export function findVisitors(theatre: SalesIqTheatre, chatIds: string[]): Finding {
  const ids = chatIds.map((chatId) => eventsOf(theatre, chatId).flatMap(({ entity }) => entity.visitor?.id ?? [])[0])
  if (ids.some((id) => id === undefined)) {
    return { id: 'visitors', outcome: 'not seen', detail: 'no event said who the visitors are' }
  }
  return new Set(ids).size === ids.length
    ? { id: 'visitors', outcome: 'confirmed', detail: '' }
    : { id: 'visitors', outcome: 'refuted', detail: 'one visitor: agents see the chats of one user with the other' }
}

import { randomUUID } from 'node:crypto'
import { addEntry, end, openChat, ownerOf, putInCharge, visitorSender } from './chats'
import { visitorFor } from './visitors'
import { adminOf, mustGet, type World } from './world'

/** Somebody on the brand's website, who has nothing to do with any client of the API. */
export type WebsiteInput = {
  screenName: string
  appId: string
  text: string
  email?: string
  /** How far the chat gets by itself; default `ended`: picked up, answered and ended, with all the events of it. */
  upTo?: 'waiting' | 'connected' | 'ended'
}

/** A chat in the widget. Webhooks hear of it like of every chat of the brand. Returns the conversation id. */
export function writeOnWebsite(world: World, { screenName, appId, text, email, upTo = 'ended' }: WebsiteInput): string {
  const portal = mustGet(world.portals, screenName, 'portal')
  const brand = mustGet(portal.brands, appId, 'brand')
  const [department] = brand.departments
  if (department === undefined) throw new Error(`The brand ${appId} has no departments`)
  const visitor = visitorFor(world, portal, { userId: randomUUID(), email })
  const chat = openChat(world, {
    ...{ screenName, brand, department, visitor },
    ...{ question: text, ip: '198.51.100.20', onWebsite: true },
  })
  addEntry(world, chat, { by: 'visitor', sender: visitorSender(visitor), text })
  if (upTo === 'waiting') return chat.conversationId
  const operator = adminOf(portal)
  void putInCharge(world, chat, ownerOf(operator))
  if (upTo === 'connected') return chat.conversationId
  addEntry(world, chat, { by: 'operator', sender: { id: operator.id, name: operator.name }, text: 'Answered.' })
  end(world, chat, 'agent')
  return chat.conversationId
}

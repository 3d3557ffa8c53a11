import { agents } from '../../sim/hubspot-stage'
import type { Played, Schedule } from './run'
import type { Place } from './theatre'

/** Nothing was made that nobody asked for: each escalation calls for one conversation and one thread, at most. */
export function judgeWorld(
  { hubspot, botpress, bot, portalId, appId, processes }: Place,
  schedule: Schedule,
  played: Played,
): { violations: string[] } {
  const violations: string[] = []
  const atMost = (what: string, count: number, most: number) => {
    if (count > most) violations.push(`There are ${count} ${what}, where ${most} were called for`)
  }
  const attempts = played.sessions.reduce((sum, session) => sum + session.attempts, 0)
  atMost('Botpress conversations', botpress.conversations(bot).length, attempts)
  atMost('Botpress users', botpress.users(bot).length, schedule.people.length + Object.keys(agents).length)
  const ownChannels = hubspot.channels(appId).map(({ id }) => id)
  const threads = hubspot.threads(portalId).filter(({ channelId }) => ownChannels.includes(channelId))
  atMost('threads', threads.length, attempts + played.strangeThreads.length)
  const known = schedule.people.flatMap(({ identity }) => identity ?? [])
  const contacts = hubspot.contacts(portalId).map(({ properties }) => properties.email || properties.phone)
  atMost('contacts', contacts.length, known.length)
  for (const contact of new Set(contacts)) {
    atMost(`contacts of ${contact}`, contacts.filter((other) => other === contact).length, 1)
    if (contact === undefined || !known.includes(contact)) violations.push(`Nobody asked for a contact of ${contact}`)
  }
  if (processes.crashes() > 0) violations.push(`${processes.crashes()} processes ended by themselves`)
  return { violations }
}

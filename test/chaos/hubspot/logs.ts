import * as z from 'zod'
import type { BotpressSim } from '../../../sim/botpress'
import { referenceOf } from '../../../src/interaction-log/reference'
import type { HubSpotPlace } from '../../desk/hubspot/place'
import { tooMany } from '../too-many'

const answer = z.object({ counters: z.object({ logged: z.number(), noIdentity: z.number(), pending: z.number() }) })

const standing = async ({ bot }: HubSpotPlace) => answer.parse(await bot.callAction('getInteractionLog', {})).counters

/** The daily registration tries what is owed: often enough for what one of them found no time for. */
export async function settleLogs(place: HubSpotPlace): Promise<void> {
  for (let days = 0; days < 5; days += 1) {
    await place.bot.register()
    if ((await standing(place)).pending === 0) return
  }
}

/** Of each session of somebody known there is exactly one note, and none of others. */
export function objectionsToLogs(
  { hubspot, portalId, bot, botpress }: HubSpotPlace & { botpress: BotpressSim },
  sessions: readonly { conversationId: string; identity: string | undefined }[],
  mayLack: boolean,
): string[] {
  const bodies = hubspot
    .crm(portalId)
    .records('notes')
    .map(({ properties }) => properties.hs_note_body ?? '')
  const conversations = new Map(botpress.conversations(bot).map((one) => [one.id, one.tags]))
  const objections = sessions.flatMap(({ conversationId, identity }) => {
    const reference = referenceOf(`session:${conversations.get(conversationId)?.ref}`)
    const count = bodies.filter((body) => body.includes(reference)).length
    const wanted = identity === undefined ? 0 : 1
    if (count === wanted || (mayLack && count < wanted)) return []
    return `Session ${conversationId} of ${identity === undefined ? 'nobody known' : 'somebody known'} has ${count} notes`
  })
  return [...objections, ...tooMany('notes', bodies.length, sessions.length)]
}

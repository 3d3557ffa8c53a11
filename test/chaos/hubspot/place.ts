import type { HubSpotSim } from '../../../sim/hubspot'
import { agents, installBot } from '../../../sim/hubspot-stage'
import type { BareStage } from '../../../sim/stage'
import { deskOf } from '../../desk/hubspot/desk'
import { unspeakableInHubSpot } from '../../stage/unspeakable-in-hubspot'
import type { DeskPlace } from '../seat'
import { objectionsTo } from './contacts'
import { objectionsToLogs, settleLogs } from './logs'
import type { HubSpotOwn } from './own'
import { playOwn } from './storm'
import { strangeThread } from './strangers'

/** Another HubSpot account and app, and a bot on them; new threads of one inbox go to Dana. */
export function newPlace(
  hubspot: HubSpotSim,
  autoAssignedInbox: string,
  host: Pick<BareStage, 'botpress' | 'host'>,
): DeskPlace<HubSpotOwn> {
  // Whoever said who they are has one note on their timeline for each session that ended, whatever happens.
  const configuration = { interactionLog: 'summaryAndTranscript', interactionLogNoMatch: 'create' }
  const place = { hubspot, ...installBot({ hubspot, ...host }, { configuration }) }
  hubspot.autoAssign(place.portalId, autoAssignedInbox, agents.dana.userId)
  let stranger = ''
  return {
    bot: place.bot,
    desk: deskOf(place),
    prepare: async () => {
      stranger = await strangeThread(place)
    },
    strangeThreads: () => {
      const own = hubspot.channels(place.appId).map(({ id }) => id)
      const others = hubspot.threads(place.portalId).filter(({ channelId }) => !own.includes(channelId))
      return new Set([stranger, ...others.map(({ id }) => id)])
    },
    play: (fault) => playOwn(place, stranger, fault),
    objections: (identities) => objectionsTo(place, identities),
    settleOwed: () => settleLogs(place),
    objectionsToOwed: (sessions, mayLack) => objectionsToLogs({ ...place, botpress: host.botpress }, sessions, mayLack),
    unspeakable: () => unspeakableInHubSpot(place),
  }
}

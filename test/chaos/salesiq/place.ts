import type { SalesIqSim } from '../../../sim/salesiq'
import { installSalesIqBot } from '../../../sim/salesiq-stage'
import type { BareStage } from '../../../sim/stage'
import { deskOf } from '../../desk/salesiq/desk'
import { unspeakableInSalesIq } from '../../stage/unspeakable-in-salesiq'
import { registerAgain } from '../register-again'
import type { DeskPlace } from '../seat'
import { blindness } from './blindness'
import type { SalesIqOwn } from './own'
import { withPickingUp } from './picking-up'
import { playOwn } from './storm'
import { strangersAct } from './strangers'
import { tooManyTokens } from './tokens'

/** So often whatever is lost has been asked for when the next cannot bring it either. */
const mostDays = 5

/** Another portal of SalesIQ and another client, and a bot on them. */
export function newPlace(salesiq: SalesIqSim, host: Pick<BareStage, 'botpress' | 'host'>): DeskPlace<SalesIqOwn> {
  const place = { salesiq, ...installSalesIqBot({ salesiq, ...host }) }
  const { beforeWriting, ...desk } = withPickingUp(salesiq, deskOf(place))
  const strange = new Set<string>()
  const earlier = salesiq.log.calls.length
  const isAnythingLost = () => salesiq.webhooksOf(place.screenName).some(({ executions }) => executions.length > 0)
  const meet = () => {
    for (const id of strangersAct(place, place.brands)) strange.add(id)
  }
  return {
    bot: place.bot,
    desk: {
      ...desk,
      calm: async () => {
        await desk.calm()
        await salesiq.webhooks.settled()
        // As daily, day after day: what SalesIQ has given up on is asked for again.
        for (let day = 1; day === 1 || (isAnythingLost() && day <= mostDays); day += 1) {
          await registerAgain(place.bot)
          await salesiq.webhooks.settled()
        }
      },
    },
    beforeWriting,
    prepare: async () => meet(),
    strangeThreads: () => strange,
    play: async (fault) => (fault.kind === 'strangers' ? meet() : playOwn(place, fault)),
    objections: () => tooManyTokens(salesiq.log.calls.slice(earlier)),
    blindness: blindness(place, host.botpress),
    unspeakable: () => unspeakableInSalesIq(place),
  }
}

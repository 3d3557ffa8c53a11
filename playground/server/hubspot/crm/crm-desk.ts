import type { CrmSide } from '../../../../sim/hubspot'
import { agents } from '../../../../sim/hubspot-stage'
import type { LogView } from '../../../crm-protocol'
import type { CrmSurroundings, DeskCrm } from '../../desk'
import { actionForms } from './action-forms'
import { ActionRuns } from './action-runs'
import { tryAction } from './try-action'
import { CrmTurns } from './turns'
import { CrmWatch } from './watch'

/** HubSpot's CRM as the page shows it, and as the bot works with it. @param log how the interaction log stands. */
export function crmDesk(crm: CrmSide, { bot, watchRun, traces }: CrmSurroundings, log: () => LogView): DeskCrm {
  const watch = new CrmWatch(crm)
  const runs = new ActionRuns(bot, { watchRun }, traces)
  return {
    view: () => ({ ...watch.view(), log: log() }),
    turns: new CrmTurns(
      runs,
      traces,
      Object.values(agents).map(({ email }) => email),
    ),
    forms: actionForms,
    tryOut: (call, guest) => tryAction(runs, call, guest),
  }
}

import type { CrmSide } from '../../../../sim/hubspot'
import type { CrmSurroundings, DeskCrm } from '../../desk'
import { actionForms } from './action-forms'
import { ActionRuns } from './action-runs'
import { tryAction } from './try-action'
import { CrmTurns } from './turns'
import { CrmWatch } from './watch'

/** HubSpot's CRM as the page shows it, and as the bot works with it. */
export function crmDesk(crm: CrmSide, { bot, watchRun, traces }: CrmSurroundings): DeskCrm {
  const watch = new CrmWatch(crm)
  const runs = new ActionRuns(bot, { watchRun }, traces)
  return {
    view: () => watch.view(),
    turns: new CrmTurns(runs, traces),
    forms: actionForms,
    tryOut: (call, guest) => tryAction(runs, call, guest),
  }
}

import { crmActions } from '../../../../definitions/actions'
import type { ActionCall, ActionRun } from '../../../crm-protocol'
import type { Guest } from '../../guests'
import { Refusal } from '../../refusal'
import type { ActionRuns } from './action-runs'

/** Runs an action that was filled in on the page. Throws Refusal for what is no action. */
export function tryAction(
  runs: Pick<ActionRuns, 'run'>,
  { action, input }: Omit<ActionCall, 'userId'>,
  guest: Guest | undefined,
): Promise<ActionRun> {
  if (!Object.hasOwn(crmActions, action)) throw new Refusal(404, 'There is no such action.')
  return runs.run(action, pinned(input, guest), guest === undefined ? {} : { user: guest.user.id })
}

/** Fills in what a builder of bots pins, as Botpress does; what there is not yet is left out. */
function pinned(input: Record<string, unknown>, guest: Guest | undefined): Record<string, unknown> {
  const event: Record<string, string | undefined> = {
    conversationId: guest?.user.conversationId,
    userId: guest?.user.id,
    messageId: guest?.user.transcript.findLast(({ from }) => from === 'user')?.id,
  }
  return Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) => {
      const [, variable] = typeof value === 'string' ? (/^\{\{\s*event\.(\w+)\s*\}\}$/.exec(value) ?? []) : []
      if (variable === undefined) return [[name, value]]
      const known = event[variable]
      return known === undefined ? [] : [[name, known]]
    }),
  )
}

import { crmActions } from '../../definitions/actions'
import type { ActionCall, ActionRun } from '../crm-protocol'
import type { ActionRuns } from './action-runs'
import type { Guest, Guests } from './guests'
import { Refusal } from './refusal'

type Players = { guests: Pick<Guests, 'get'>; runs: Pick<ActionRuns, 'run'> }

/** Runs an action that was filled in on the page. Throws Refusal for what is no action. */
export function tryAction({ guests, runs }: Players, { action, input, userId }: ActionCall): Promise<ActionRun> {
  if (!Object.hasOwn(crmActions, action)) throw new Refusal(404, 'There is no such action.')
  const guest = userId === undefined ? undefined : guests.get(userId)
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

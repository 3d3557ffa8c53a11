import type { z } from '@botpress/sdk'
import { crmActions } from '../../definitions/actions'
import type { AccountData, CrmSide } from '../../sim/hubspot'
import { scopes } from '../../sim/hubspot-stage'
import type { Configuration } from '../../src/bp'
import { onStage, type TestStage } from './on-stage'

export type CrmStage = {
  stage: TestStage
  /** What people do in the CRM. */
  crm: CrmSide
  /** IDs of the account's records by their keys. */
  id(key: string): string
  /** Calls an action as a bot does. */
  call<A extends Action>(action: A, input: Record<string, unknown>): Promise<Answer<A>>
}

type Action = keyof typeof crmActions
type Answer<A extends Action> = z.infer<(typeof crmActions)[A]['output']['schema']>

const answerOf = <A extends Action>(action: A, output: unknown): Answer<A> =>
  crmActions[action].output.schema.parse(output)

type Options = { account?: AccountData; scopes?: string[]; configuration?: Partial<Configuration> }

/** An account with records, and actions on it. */
export async function onCrmStage({ account, scopes: more, configuration }: Options = {}): Promise<CrmStage> {
  const granted = [...scopes.required, ...scopes.contacts, ...(more ?? [...scopes.crm, ...scopes.customObjects])]
  const stage = await onStage({ registered: false, scopes: granted, ...(configuration ? { configuration } : {}) })
  const crm = stage.hubspot.crm(stage.portalId)
  const ids = account === undefined ? new Map<string, string>() : crm.load(account)
  return {
    stage,
    crm,
    id: (key) => ids.get(key) ?? '',
    call: async (action, input) => answerOf(action, await stage.bot.callAction(action, input)),
  }
}

import * as z from 'zod'
import type { AccountData } from '../../sim/hubspot'
import { shop } from '../../sim/hubspot/accounts/shop'
import { scopes } from '../../sim/hubspot-stage'
import type { Crm } from '../../src/crm/crm'
import { verificationFor } from '../../src/crm/identity/verification'
import { inProcess } from './in-process'
import { onStage } from './on-stage'

const problem = z.object({
  field: z.string(),
  label: z.string().optional(),
  problem: z.string(),
  allowed: z.array(z.string()).optional(),
})

const savedSchema = z.object({ saved: z.boolean(), created: z.boolean(), problems: z.array(problem) })
export type Saved = z.infer<typeof savedSchema>

const listSchema = z.object({ bindings: z.array(z.looseObject({ name: z.string() })), more: z.number() })

const record = z.object({
  id: z.string(),
  url: z.string(),
  object: z.string(),
  title: z.string(),
  fields: z.record(z.string(), z.string()),
})
const ranSchema = z.object({
  records: z.array(record).optional(),
  write: z
    .object({
      status: z.enum(['done', 'existing', 'needsConfirmation', 'invalid']),
      record: record.optional(),
      confirmation: z.string().optional(),
      say: z.string().optional(),
      problems: z.array(problem),
    })
    .optional(),
})
export type Ran = z.infer<typeof ranSchema>

export type Input = Record<string, unknown>

type Options = {
  /** What the account has; the shop, unless it says otherwise. */
  account?: AccountData
  configuration?: Record<string, unknown>
  scopes?: string[]
}

/** The shop's account, and a bot that may save bindings there and writes without asking, unless the configuration says otherwise. */
export async function bindingStage({ account = shop, configuration = {}, scopes: granted = all }: Options = {}) {
  const stage = await onStage({
    scopes: granted,
    configuration: { crmWrites: 'direct', crmAuthoring: true, ...configuration },
  })
  const crm = stage.hubspot.crm(stage.portalId)
  const ids = crm.load(account)
  const call = (action: string, input: Input) => stage.bot.callAction(action, input)
  const within = <T>(action: (crm: Crm) => Promise<T>) => inProcess(stage, action)
  return {
    stage,
    crm,
    id: (key: string) => ids.get(key) ?? '',
    call,
    /** Runs what is no action. */
    within,
    save: async (binding: Input) => savedSchema.parse(await call('saveBinding', binding)),
    list: async () => listSchema.parse(await call('listBindings', {})),
    /** What a user gets who has shown to be a contact. */
    verify: (contactId: string, conversationId: string) =>
      within(async (crm) => verificationFor(crm, { contactId, conversationId }, Date.now())),
    drop: async (name: string) =>
      z.object({ deleted: z.boolean() }).parse(await call('deleteBinding', { name })).deleted,
    run: async (name: string, inputs: Record<string, string> = {}, more: Input = {}): Promise<Ran> =>
      ranSchema.parse(await call('runBinding', { name, inputs, ...more })),
  }
}

const all = Object.values(scopes).flat()

/** An order by its number. */
export const findOrder = {
  name: 'findOrder',
  description: 'Finds an order by its number.',
  operation: 'find',
  object: 'Orders',
  inputs: [{ name: 'orderNumber', description: 'As on the invoice, such as L-1001.', example: 'L-1001' }],
  where: [{ all: [{ field: 'Order number', operator: 'is', value: '{{orderNumber}}' }] }],
  fields: ['Order status', 'Order total'],
}

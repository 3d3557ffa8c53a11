import { afterEach, beforeEach, expect } from 'vitest'
import * as z from 'zod'
import type { CrmSide } from '../../sim/hubspot'
import { recordCalls } from '../record'
import { accessToken, appId, call, json, portalId, scopes, sim } from './sim-hubspot-rig'

// Whoever imports this gets the HubSpot of sim-hubspot-rig with a CRM that its app may read and write.

export const crmScopes = [
  ...scopes,
  'tickets',
  ...['companies', 'deals', 'custom'].flatMap((object) => [
    `crm.objects.${object}.read`,
    `crm.objects.${object}.write`,
  ]),
  'crm.schemas.custom.read',
  'crm.objects.owners.read',
  'crm.objects.users.read',
]

export const objects = '/crm/objects/2026-09'

export const record = z.looseObject({
  id: z.string(),
  properties: z.record(z.string(), z.string().nullable()),
  archived: z.boolean(),
  associations: z.record(z.string(), z.unknown()).optional(),
})
export const found = z.looseObject({
  total: z.number(),
  results: z.array(record),
  paging: z.object({ next: z.object({ after: z.string() }) }).optional(),
})
export const failure = z.looseObject({
  category: z.string(),
  message: z.string(),
  errors: z
    .array(
      z.looseObject({
        message: z.string(),
        code: z.string().optional(),
        context: z.record(z.string(), z.array(z.string())).optional(),
      }),
    )
    .default([]),
})

export let crm: CrmSide
let bearer: string

/** A token with these scopes; the portal and the app are those of the rig. */
export async function tokenWith(granted: string[]): Promise<string> {
  const { refreshToken } = sim.install({ appId, portalId, scopes: granted })
  return accessToken({ refresh_token: refreshToken })
}

/** To be called after the rig was started once more. */
export async function open(): Promise<void> {
  crm = sim.crm(portalId)
  bearer = await tokenWith(crmScopes)
}

beforeEach(open)
afterEach(() => {
  // What a test refuses to do right has no place in the contract; what worked has.
  const done = sim.log.calls.filter(({ status, path }) => status < 300 && path.startsWith('/crm'))
  recordCalls('sim-hubspot-crm', expect.getState().currentTestName ?? '', 'hubspot', done)
})

export const send = (method: string, path: string, body?: unknown): Promise<Response> =>
  call(method, path, body, bearer)

/** Makes a record over the API. */
export const create = (object: string, properties: Record<string, string>, associations?: unknown[]) =>
  send('POST', `${objects}/${object}`, { properties, ...(associations === undefined ? {} : { associations }) })

export const created = async (object: string, properties: Record<string, string>, associations?: unknown[]) =>
  json(record, create(object, properties, associations), 201)

export const search = (object: string, body: unknown) => send('POST', `${objects}/${object}/search`, body)

/** The ids that a search with these filters, all of which have to hold, finds. */
export async function ids(object: string, ...filters: unknown[]): Promise<string[]> {
  sim.settings.searchesPerSecond = Number.POSITIVE_INFINITY
  const { results } = await json(found, search(object, { filterGroups: [{ filters }] }))
  return results.map(({ id }) => id)
}

/** Property and code of each thing that an answer finds wrong with values. */
export async function problems(answer: Promise<Response>): Promise<(string | undefined)[][]> {
  const { errors } = await json(failure, answer, 400)
  return errors.map(({ code, context }) => [context?.propertyName?.[0], code])
}

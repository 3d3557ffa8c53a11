import * as z from 'zod/mini'
import type { Caller } from './caller'
import { HubSpotError } from './errors'
import { id, maybeId } from './id'
import { allPages, page } from './paging'
import { paths } from './versions'

/** What an account's CRM is made of: properties, pipelines, owners, users, custom objects. Read tolerantly. */

const flag = z.lazy(() =>
  z.pipe(
    z.nullish(z.boolean()),
    z.transform((value) => value ?? false),
  ),
)
const words = z.lazy(() =>
  z.pipe(
    z.nullish(z.string()),
    z.transform((value) => value ?? ''),
  ),
)

const option = z.lazy(() => z.object({ label: words, value: z.string(), hidden: flag, description: words }))

const property = z.lazy(() =>
  z.object({
    name: z.string(),
    label: words,
    description: words,
    /** bool, enumeration, date, datetime, string, number, phone_number; HubSpot may have others. */
    type: z.string(),
    fieldType: words,
    options: z._default(z.catch(z.array(option), []), []),
    /** Its options come from elsewhere (owners, stages) and are not listed. */
    externalOptions: flag,
    referencedObjectType: words,
    calculated: flag,
    hidden: flag,
    archived: flag,
    hasUniqueValue: flag,
    modificationMetadata: z.pipe(
      z.nullish(z.object({ readOnlyValue: flag })),
      z.transform((value) => value ?? { readOnlyValue: false }),
    ),
    dataSensitivity: words,
  }),
)
/** The definition of a property. */
export type Property = z.infer<typeof property>
/** One of an enumeration's values. */
export type PropertyOption = z.infer<typeof option>

/** All properties of an object that are not sensitive, in one answer. */
export async function listProperties(caller: Caller, type: string, deadline: number): Promise<Property[]> {
  const call = { what: 'read the properties', method: 'GET', path: paths.properties(type), deadline } as const
  const { results } = await caller.call(call, page(property))
  return results.filter(
    ({ dataSensitivity, archived }) => !archived && !/sensitive/.test(dataSensitivity.replace('non_sensitive', '')),
  )
}

const stage = z.lazy(() =>
  z.object({
    id,
    label: words,
    displayOrder: z._default(z.catch(z.number(), 0), 0),
    archived: flag,
    metadata: z._default(z.catch(z.record(z.string(), z.unknown()), {}), {}),
  }),
)
const pipeline = z.lazy(() =>
  z.object({
    id,
    label: words,
    displayOrder: z._default(z.catch(z.number(), 0), 0),
    archived: flag,
    stages: z._default(z.array(stage), []),
  }),
)
/** A pipeline, with its stages. */
export type Pipeline = z.infer<typeof pipeline>
/** A stage of a pipeline. */
export type Stage = z.infer<typeof stage>

/** The pipelines of an object, in the order in which people see them. */
export async function listPipelines(caller: Caller, type: string, deadline: number): Promise<Pipeline[]> {
  const call = { what: 'read the pipelines', method: 'GET', path: paths.pipelines(type), deadline } as const
  const { results } = await caller.call(call, page(pipeline))
  const inOrder = <T extends { displayOrder: number; archived: boolean }>(all: T[]) =>
    all.filter(({ archived }) => !archived).toSorted((a, b) => a.displayOrder - b.displayOrder)
  return inOrder(results).map((one) => ({ ...one, stages: inOrder(one.stages) }))
}

/** Whether what is in a stage is still open; HubSpot says so for tickets and deals in different ways. */
export function isOpenStage({ metadata }: Stage): boolean {
  return metadata.ticketState !== 'CLOSED' && String(metadata.isClosed ?? 'false').toLowerCase() !== 'true'
}

const owner = z.lazy(() =>
  z.object({
    ...{ id, email: words, firstName: words, lastName: words, type: words, archived: flag },
    /** Of whom works in the account; nobody's for a queue, and for who works there no more. */
    userId: maybeId,
  }),
)
/** Somebody, or a queue, that a record can belong to. */
export type Owner = z.infer<typeof owner>

/** The owners of an e-mail address: none or one, unless HubSpot says otherwise. */
export async function ownersOfEmail(caller: Caller, email: string, deadline: number): Promise<Owner[]> {
  const query = { email, limit: 100 }
  const call = { what: 'find the owner', method: 'GET', path: paths.owners, query, deadline } as const
  const { results } = await caller.call(call, page(owner))
  return results.filter((one) => one.email.toLowerCase() === email.toLowerCase())
}

/** The owner of an ID; undefined when there is none, or not any more. */
export async function readOwner(caller: Caller, ownerId: string, deadline: number): Promise<Owner | undefined> {
  try {
    const call = { what: 'read the owner', method: 'GET', path: paths.owner(ownerId), deadline } as const
    return await caller.call(call, owner)
  } catch (error) {
    if (error instanceof HubSpotError && error.outcome === 'gone') return undefined
    throw error
  }
}

/** All owners of the account. */
export function listOwners(caller: Caller, deadline: number): Promise<Owner[]> {
  return allPages((query) =>
    caller.call(
      { what: 'list the owners', method: 'GET', path: paths.owners, query: { limit: 100, ...query }, deadline },
      page(owner),
    ),
  )
}

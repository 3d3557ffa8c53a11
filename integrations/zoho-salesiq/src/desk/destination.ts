import { RuntimeError } from '@botpress/sdk'
import * as z from 'zod/mini'
import type { Destination, Fields } from '../../../../core/desk'
import { connectedPortal, type Installation, type Portal } from '../installation/installation'
import { openingTags } from './opening-sessions'

const chat = z.lazy(() => z.object({ departmentId: z.catch(z.optional(z.string()), undefined) }))

/**
 * Where an escalation goes: the connected brand.
 *
 * @throws {RuntimeError} when no brand is connected, or no department is named.
 */
export async function destination(installation: Installation, fields: Fields): Promise<Destination> {
  const portal = await connectedPortal(installation)
  departmentFor(portal, fields)
  // SalesIQ makes the visitor with the chat.
  return { account: portal.appId, introduce: async () => ({ own: openingTags }) }
}

/**
 * The department of an escalation: the one that the card names, or else the default one.
 *
 * @throws {RuntimeError} when there is none, listing those that there are.
 */
export function departmentFor(portal: Portal, fields: Fields): string {
  const named = chat.parse(fields).departmentId?.trim()
  const id = named || portal.departmentId
  if (id) return id
  throw new RuntimeError(
    `No department is chosen: fill in "Department ID", or choose one on the connect page.${listOf(portal)}`,
  )
}

/** The brand's departments, for an error text; empty where they are not known. */
export function listOf({ departments }: Pick<Portal, 'departments'>): string {
  if (departments.length === 0) return ''
  return ` The brand has: ${departments.map(({ id, name }) => `${id} (${name})`).join('; ')}.`
}

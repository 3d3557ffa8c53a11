import * as z from 'zod/mini'
import type { Caller } from './caller'
import { id } from './id'
import { allPages, page } from './paging'
import { paths } from './versions'

/** The people who work in an account, as far as they say whether somebody is there (HubSpot's users API). */

const text = z.lazy(() => z.nullish(z.string()))

const facts = {
  hs_email: text,
  hs_given_name: text,
  hs_family_name: text,
  hs_deactivated: text,
  /** `available`, `away`, or empty. */
  hs_availability_status: text,
  /** JSON: periods of days, in minutes of the day. */
  hs_working_hours: text,
  /** IANA name. */
  hs_standard_time_zone: text,
  /** JSON: ranges of epoch ms. */
  hs_out_of_office_hours: text,
}
const user = z.lazy(() => z.object({ id, properties: z.object(facts) }))
/** What HubSpot keeps of a user. Values are text on the wire; empty ones come as null. */
export type UserFacts = z.infer<typeof user>['properties']

/**
 * All users of the account, those that were deactivated included.
 *
 * @throws {HubSpotError} 403 without the scope `crm.objects.users.read`.
 */
export async function listUsers(caller: Caller, deadline: number): Promise<UserFacts[]> {
  const properties = Object.keys(facts).join(',')
  const path = paths.records('users')
  const users = await allPages((query) =>
    caller.call(
      { what: 'list the users', method: 'GET', path, query: { limit: 100, properties, ...query }, deadline },
      page(user),
    ),
  )
  return users.map(({ properties }) => properties)
}

import type { CrmSide } from '../../../sim/hubspot'
import { agents } from '../../../sim/hubspot-stage'
import type { Desk } from '../desk'
import { Refusal } from '../refusal'

/** Who is there, as HubSpot keeps it with its users. */
export function presenceIn(crm: CrmSide): NonNullable<Desk['presence']> {
  const userOf = (agentId: string) =>
    crm.records('users').find(({ properties }) => properties.hs_internal_user_id === agentId)
  const set = (agentId: string, isThere: boolean) => {
    const user = userOf(agentId)
    if (user === undefined) throw new Refusal(404, 'There is no such agent.')
    crm.update('users', user.id, { hs_availability_status: isThere ? 'available' : 'away' })
  }
  for (const { userId } of Object.values(agents)) set(userId, true)
  return {
    of: (agentId) => userOf(agentId)?.properties.hs_availability_status === 'available',
    set,
  }
}

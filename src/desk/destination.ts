import * as z from 'zod/mini'
import type { Destination, Fields } from '../../core/desk'
import { identityKey } from '../../core/people/identity'
import { inAccount } from '../installation/accounts'
import { type Installation, portalIdOf } from '../installation/installation'
import { defaultInboxIdOf, routeTo } from '../installation/route'
import { heedReconnection } from '../installation/stored-credentials'
import { introduce } from './contact'
import { identityFor } from './identity-for'
import { senderTags } from './sender'

const text = z.lazy(() => z.catch(z.optional(z.string()), undefined))
const thread = z.lazy(() => z.object({ inboxId: text, contactEmail: text, contactPhone: text }))

/**
 * Where an escalation goes: the connected account, and the inbox that the card names, or else the default one.
 *
 * @throws {RuntimeError} when HubSpot or the inbox is not connected, listing those that are.
 */
export async function destination(everywhere: Installation, fields: Fields, deadline: number): Promise<Destination> {
  const { contactEmail, contactPhone, inboxId: named } = thread.parse(fields)
  const inboxOf = async () => named?.trim() || (await defaultInboxIdOf(everywhere))
  const { credentials } = everywhere.memory
  const [, inbox] = await Promise.all([heedReconnection(everywhere), inboxOf()])
  // Another account has other inboxes.
  const inboxId = everywhere.memory.credentials === credentials ? inbox : await inboxOf()
  const portalId = await portalIdOf(everywhere, deadline)
  const installation = inAccount(everywhere, portalId)
  await routeTo(installation, inboxId)
  return {
    account: portalId,
    async introduce(user, deadline) {
      const identity = identityFor(installation, { contactEmail, contactPhone }, user)
      const introduction = await introduce(installation, user, identity, deadline)
      const { deliveryIdentifier, contactId, remember, remark } = introduction
      const known = identity.kind === 'email' || identity.kind === 'phone' ? identityKey(identity) : undefined
      const { contactPolicy } = installation.settings
      const own = {
        ...{ inboxId, contactId, identity: contactPolicy === 'anonymous' ? undefined : known },
        ...senderTags({ name: user.name, deliveryIdentifier }),
      }
      return { own, ...(remember && { beside: remember }), ...(remark !== undefined && { remark }) }
    },
  }
}

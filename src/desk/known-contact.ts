import { isApiError } from '@botpress/sdk'
import type { EndUser } from '../../core/people/end-user'
import { reasonOf } from '../../core/platform/reason'
import type { Installation } from '../installation/installation'

/** The contact that an end user is, as their Botpress user's tags say. */

/** `at` is when it was found or created (epoch ms; 0: not known), `identity` for whom. */
export type KnownContact = { id: string; portalId: string; identity: string; at: number }

/** The contact that was found or created for an end user before; undefined when none was. */
export function contactOfUser({ tags }: EndUser): KnownContact | undefined {
  const { contactId: id, contactPortal: portalId, contactIdentity: identity, contactAt } = tags
  return id && portalId && identity ? { id, portalId, identity, at: Number(contactAt) || 0 } : undefined
}

/** Stores the contact on the user, so that the next escalation need not look for it. */
export async function rememberContact(
  { client, logger }: Installation,
  userId: string,
  { id, portalId, identity }: Omit<KnownContact, 'at'>,
): Promise<void> {
  const tags = { contactId: id, contactPortal: portalId, contactIdentity: identity, contactAt: String(Date.now()) }
  try {
    await client.updateUser({ id: userId, tags })
  } catch (error) {
    // The next escalation of this person looks again; this one has its contact.
    logger.warn('A contact could not be remembered. %s', reasonOf(error))
  }
}

/** The stored contact is no more: it may have been deleted or merged since. The next escalation looks again. */
export async function forgetContact({ client, logger }: Installation, userId: string): Promise<void> {
  try {
    await client.updateUser({ id: userId, tags: { contactId: '' } })
  } catch (error) {
    // The next escalation of this person tries again; this one has its thread.
    if (!isApiError(error)) throw error
    logger.warn('A contact that is gone could not be forgotten. %s', reasonOf(error))
  }
}

import type { Errand } from '../../core/desk'
import { emailFrom } from '../../core/people/email-address'
import type { Session } from '../../core/session/session'
import { type Owner, ownersOfEmail, readOwner } from '../hubspot/crm-schema'
import { HubSpotError } from '../hubspot/errors'
import { readRecord } from '../hubspot/records'
import { assignThread, userOf } from '../hubspot/thread-extras'
import type { Installation } from '../installation/installation'
import { lookAt } from './look'

/** A user of the account, or why there is none to be assigned, as it reads after a colon. */
type Found = { userId: string } | { lack: string }

/**
 * Assigns the thread to whom the card names. Later than at once, agents may have taken it or passed it on: then it stays as
 * they left it.
 *
 * @throws {HubSpotError} an API error of Botpress.
 */
export async function assignTo(
  installation: Installation,
  session: Session,
  { wanted, isLate, lastAgent }: Pick<Errand, 'wanted' | 'isLate' | 'lastAgent'>,
  deadline: number,
): Promise<boolean> {
  const { hubspot, logger } = installation
  const { threadId = '' } = session
  const found = await userFor(installation, session, String(wanted), lastAgent, deadline)
  if ('lack' in found) {
    logger.forBot().warn('"Assign to" of the card was not followed: %s.', found.lack)
    return true
  }
  if (isLate && !(await isFree(installation, session, deadline))) return true
  try {
    await assignThread(hubspot, threadId, found.userId, deadline)
  } catch (error) {
    if (!(error instanceof HubSpotError) || error.outcome !== 'refused' || error.missingScopes.length > 0) throw error
    const text =
      '"Assign to" of the card was not followed: HubSpot does not let this user have the conversation. They may lack a seat, or access to the inbox. %s'
    logger.forBot().warn(text, error.message)
  }
  return true
}

/** Whether nobody is, or was, in charge of a thread that is open. @throws {HubSpotError} */
async function isFree({ hubspot }: Installation, session: Session, deadline: number): Promise<boolean> {
  if (session.assignment.at > 0 || session.announced !== undefined) return false
  const thread = await lookAt(hubspot, session, deadline)
  if (thread.state !== 'gone') return thread.state === 'open' && thread.agent === undefined
  throw new HubSpotError('look at the thread', { status: 404, reason: 'there is no such thread' })
}

async function userFor(
  { hubspot }: Installation,
  { tags }: Session,
  wanted: string,
  lastAgent: Errand['lastAgent'],
  deadline: number,
): Promise<Found> {
  switch (wanted.toLowerCase()) {
    case 'lastagent': {
      const userId = userOf((await lastAgent()) ?? '')
      return userId === undefined ? { lack: 'no agent of HubSpot has served this user before' } : { userId }
    }
    case 'contactowner': {
      if (!tags.contactId) return { lack: 'this conversation has no contact whose owner could get it' }
      const properties = ['hubspot_owner_id']
      const contact = await readRecord(hubspot, 'contacts', tags.contactId, { properties }, deadline)
      const ownerId = contact?.properties.hubspot_owner_id
      if (!ownerId) return { lack: 'the contact of this conversation has no owner' }
      const owner = await readOwner(hubspot, ownerId, deadline)
      return userAmong(owner === undefined ? [] : [owner])
    }
    default: {
      const email = emailFrom(wanted)
      if (email === undefined) return { lack: 'it is no e-mail address, and neither lastAgent nor contactOwner' }
      const owners = await ownersOfEmail(hubspot, email, deadline)
      return owners.length === 0
        ? { lack: 'nobody in this HubSpot account has that e-mail address' }
        : userAmong(owners)
    }
  }
}

function userAmong(owners: readonly Owner[]): Found {
  const [userId] = owners.flatMap((owner) => (owner.archived ? [] : (owner.userId ?? [])))
  return userId === undefined ? { lack: 'that owner is a queue, or works in HubSpot no more' } : { userId }
}

import type { Installation } from '../installation'
import { type Session, updateSession } from '../session'
import { rememberSession } from '../session-cache'
import { withFreshSession } from './session-lock'

/**
 * The hitl plugin takes the author of the first reply as assigned. That is remembered, so that the same agent is not
 * announced again by the assignment that HubSpot makes of the same reply.
 */
export async function noteFirstAuthor(installation: Installation, session: Session, author: string): Promise<void> {
  await withFreshSession(installation, session, async (current) => {
    if (current.announcedAgent !== undefined || current.end) return
    rememberSession(installation, await updateSession(installation.client, current, { announcedAgent: author }))
  })
}

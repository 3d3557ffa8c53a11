import type { Installation } from '../installation'
import { lookBack } from '../people/earlier-sessions'
import { tryWhatIsWanted } from '../session/errands'
import type { Session } from '../session/session'

/** Tries what is left of what the card asks for, on the occasion of something that happened in the session. Never throws. */
export async function tryErrands(installation: Installation, session: Session, deadline: number): Promise<void> {
  if (session.owesErrands.length === 0) return
  const { lastAgent } = lookBack(installation, { id: session.userId, isNew: false }, session.account, [])
  await tryWhatIsWanted(installation, session, lastAgent, deadline)
}

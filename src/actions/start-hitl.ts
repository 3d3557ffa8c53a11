import { createHash, randomUUID } from 'node:crypto'
import { inAccount } from '../account'
import type { IntegrationProps } from '../bp'
import { introduce } from '../contact'
import { agentsIn } from '../earlier-agents'
import { type EndUser, readEndUser } from '../end-user'
import { explain } from '../explain'
import {
  defaultInboxIdOf,
  heedReconnection,
  type Installation,
  openInstallation,
  portalIdOf,
  routeTo,
} from '../installation'
import { HISTORY_TEXT_MAX } from '../messages/limits'
import { untilAnswered } from '../persistently'
import { createSession, releaseEscalation, type Session } from '../session'
import { timing } from '../timing'
import { afterOpening } from './after-opening'
import { isAnother } from './another-escalation'
import { historyText } from './history-text'
import { identityFor } from './identity-for'
import { openThread } from './open-thread'

type Input = Parameters<IntegrationProps['actions']['startHitl']>[0]['input']

/**
 * Opens a thread in the HubSpot inbox and returns the Botpress conversation that stands for it.
 *
 * @throws {RuntimeError} with the reason and the next step when HubSpot does not take the escalation.
 */
export const startHitl: IntegrationProps['actions']['startHitl'] = async (props) => {
  const { input } = props
  const deadline = Date.now() + timing.messageBudget
  try {
    const { installation, portalId, inboxId, known } = await untilAnswered(deadline, () => lookUp(props, deadline))
    const [{ session, isNew }, agents] = await Promise.all([
      prepare(installation, input, known, { portalId, inboxId }, deadline),
      agentsIn(installation, known.id, input.messageHistory),
    ])
    const user = { ...known, agents }
    const history = () => historyText(input, user, HISTORY_TEXT_MAX)
    if (!isNew && session.openedAt !== undefined) {
      // The first request may have ended with its process, before it could do the rest.
      await afterOpening(installation, session, { text: history(), mayBeThere: true })
      return { conversationId: session.conversationId }
    }
    const opened = await openThread(installation, session, isNew, input, user, deadline)
    // A repeated request that comes while the first is under way leaves the history to that one.
    const isOnlyOne = isNew || Date.now() - session.createdAt > timing.openingTimeout
    await afterOpening(installation, opened, isOnlyOne ? { text: history(), mayBeThere: !isNew } : undefined)
    return { conversationId: opened.conversationId }
  } catch (error) {
    throw explain('The conversation was not handed over to HubSpot', error)
  }
}

/** What is known before the session is made: where it goes, and who it is for. */
async function lookUp(props: Parameters<typeof startHitl>[0], deadline: number) {
  const { input } = props
  const everywhere = openInstallation(props)
  await heedReconnection(everywhere)
  const portalId = await portalIdOf(everywhere, deadline)
  const installation = inAccount(everywhere, portalId)
  const inboxId = input.hitlSession?.inboxId?.trim() || (await defaultInboxIdOf(installation))
  await routeTo(installation, inboxId)
  const known = await readEndUser(installation, input.userId)
  return { installation, portalId, inboxId, known }
}

/** The session's conversation, before its thread exists. */
async function prepare(
  installation: Installation,
  input: Input,
  user: EndUser,
  { portalId, inboxId }: Pick<Session, 'portalId' | 'inboxId'>,
  deadline: number,
): Promise<{ session: Session; isNew: boolean }> {
  const { deliveryIdentifier, contactId } = await introduce(
    installation,
    user,
    identityFor(installation, input, user),
    deadline,
  )
  const integrationThreadId = randomUUID()
  const create = () =>
    createSession(installation.client, {
      integrationThreadId,
      portalId,
      inboxId,
      userId: user.id,
      sender: { name: user.name, deliveryIdentifier },
      contactId,
      escalationKey: fingerprint(input),
    })
  for (;;) {
    const session = await untilAnswered(deadline, create)
    if (session.integrationThreadId === integrationThreadId) return { session, isNew: true }
    const isSame = session.portalId === portalId && !(await isAnother(installation, session, deadline))
    if (isSame) return { session, isNew: false }
    await untilAnswered(deadline, () => releaseEscalation(installation.client, session.conversationId))
  }
}

/** The same for a repeated request, different for a new escalation. */
function fingerprint(input: Input): string {
  return createHash('sha256').update(JSON.stringify(input)).digest('hex')
}

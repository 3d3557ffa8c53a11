import type { Installation } from '../installation'
import { knownAgentName, knownAgentUser } from '../people/agent'
import { reasonOf } from '../platform/reason'
import { OutOfTimeError, within } from '../platform/within'
import { reachedAt } from '../session/plugin-time'
import type { Session } from '../session/session'
import { withFreshSession } from '../session/session-lock'
import { changeSession } from '../session/sessions'
import { timing } from '../timing'

/**
 * The hitl plugin takes the author of the first reply as assigned. That is remembered, so that the same agent is not
 * announced again by the assignment that a desk makes of the same reply. An announcement that is under way is waited for,
 * but not for long: who is told of twice is the lesser evil.
 */
export async function noteFirstAuthor(installation: Installation, session: Session, author: string): Promise<void> {
  if (session.announced !== undefined) return
  const giveUpAt = Date.now() + timing.firstAuthorPatience
  try {
    const noting = withFreshSession(installation, session.conversationId, giveUpAt, async (current, lease) => {
      if (current.announced !== undefined || current.end || Date.now() >= giveUpAt) return
      await lease.confirm()
      // By now their user is found, unless that takes long, which must not keep others from the session.
      const agent = { account: current.account, id: author }
      const known = { userId: knownAgentUser(installation, agent), name: knownAgentName(installation, agent) }
      await changeSession(installation, current, { announced: { agent: author, ...known, supposedAt: Date.now() } })
    })
    await within(giveUpAt, 'note who answered first', noting)
  } catch (error) {
    // What the agent wrote counts more than the note of who wrote it.
    const isBusy = error instanceof OutOfTimeError
    if (!isBusy) installation.logger.warn('Who answered first could not be noted. %s', reasonOf(error))
  }
}

/**
 * Whether this agent wrote the reply that the end user saw first, by which the plugin has announced them. When the first
 * replies of two agents race, the one that was noted need not be the one that was heard first.
 */
export async function isFirstAuthor(
  { client }: Installation,
  session: Session,
  { agent, userId }: { agent: string; userId: string },
): Promise<boolean> {
  const { conversationId, announced } = session
  // Whoever was told of is known; what was not noted in time shows in the messages.
  if (announced !== undefined && announced.supposedAt === undefined) return false
  const around = announced?.supposedAt ?? Date.now()
  const beforeDate = new Date(around + timing.closingLookBack).toISOString()
  const messages = await client.list.messages({ conversationId, beforeDate }).collect({ limit: 200 })
  const replies = messages.filter(({ tags }) => tags.messageId !== undefined)
  const [first] = replies.sort((a, b) => reachedAt(a) - reachedAt(b))
  if (first) return first.userId === userId
  // On its way, in another process or in this one.
  return announced?.agent === agent && Date.now() - around < timing.replyDelivery
}

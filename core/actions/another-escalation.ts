import { setTimeout as sleep } from 'node:timers/promises'
import type { Installation } from '../installation'
import { pluginTagsShow } from '../session/seen'
import type { Session } from '../session/session'
import { readSession, sessionOf } from '../session/sessions'
import { timing } from '../timing'

/**
 * Whether a session that has the same fingerprint as an escalation belongs to another one. Two people can share an address
 * and ask for a person in the same words, and a request can come twice: nothing in it tells. What tells is whether the
 * hitl plugin works with the session, for then it waits for no answer about it. So the later request is held until the
 * earlier one was, or was not, taken up. Where that does not show, two threads are better than two people in one.
 *
 * @param deadline of the request, of which enough is left for opening a thread; epoch ms.
 */
export async function isAnother(installation: Installation, session: Session, deadline: number): Promise<boolean> {
  if (Date.now() - session.createdAt > timing.repeatedEscalation) return true
  const latest = deadline - timing.openingReserve
  let openedSeenAt: number | undefined
  for (
    let current: Session | undefined = session;
    ;
    current = await readSession(installation, session.conversationId)
  ) {
    // It was undone: the desk refused it.
    if (current === undefined || current.plugin.isTakenUp || current.end) return true
    if (current.failedAt !== undefined) return false
    if (current.openedAt !== undefined) openedSeenAt ??= Date.now()
    if (openedSeenAt !== undefined && Date.now() >= openedSeenAt + timing.takeUpPatience) break
    if (Date.now() >= latest) return true
    await sleep(timing.takeUpPause)
  }
  return (await areTagsHidden(installation)) || (await isWrittenIn(installation, session))
}

/**
 * Whether the plugin's tags cannot be seen here, so that a missing one says nothing. A process that does not know looks at
 * the latest sessions; where there never was one that is past its beginning, they count as shown.
 */
async function areTagsHidden(installation: Installation): Promise<boolean> {
  if (pluginTagsShow(installation) === undefined) {
    const { conversations } = await installation.client.listConversations({ channel: 'hitl' })
    const sessions = conversations.flatMap((conversation) => sessionOf(installation, conversation) ?? [])
    // The plugin never takes a self-test up.
    const past = sessions.filter(
      ({ isTest, openedAt }) => !isTest && openedAt !== undefined && Date.now() - openedAt > timing.beginning,
    )
    if (past.length > 0) return pluginTagsShow(installation) !== true
  }
  return pluginTagsShow(installation) === false
}

/** What the end user writes is handed over only by a plugin that works with the session. */
async function isWrittenIn({ client }: Installation, { conversationId }: Session): Promise<boolean> {
  const messages = await client.list.messages({ conversationId }).collect({ limit: 200 })
  return messages.some(({ direction }) => direction === 'outgoing')
}

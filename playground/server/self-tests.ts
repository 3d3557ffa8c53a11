import type { Conversation } from '../../sim/botpress'
import type { DeskThread } from './desk'
import type { SessionIds } from './snapshot'

/**
 * Knows which conversations at the desk are self-tests of the connect page. What agents write there is for nobody, and is
 * no message that could be lost. Botpress forgets them at their end, and here they are remembered.
 */
export class SelfTests {
  private readonly known = new Map<string, SessionIds>()

  /** Takes note of those among Botpress' conversations. */
  note(conversations: readonly Pick<Conversation, 'id' | 'tags' | 'createdAt'>[]): void {
    for (const { id: conversationId, tags, createdAt } of conversations) {
      if (tags.selfTest === undefined) continue
      this.known.set(conversationId, { conversationId, endUserId: '', createdAt: Date.parse(createdAt), tags })
    }
  }

  /** As a desk finds them by, like sessions. */
  get all(): SessionIds[] {
    return [...this.known.values()]
  }

  /** The thread, which is of no session when it is a self-test's. */
  marked(thread: DeskThread): DeskThread {
    const isTest = thread.session !== undefined && this.known.has(thread.session.conversationId)
    return isTest ? { ...thread, session: undefined, isTest } : thread
  }
}

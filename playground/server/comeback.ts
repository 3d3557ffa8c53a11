import * as z from 'zod'
import type { EndUser } from '../../sim/botpress'
import { greetingAgain, nobodyCame } from './bot'
import type { Desk } from './desk'

/** ms for which the bot waits to be told that nobody came, before it says that it is back. */
const missedPatience = 4_000

const told = z.object({ userConversationId: z.string() })

type Later = (run: () => unknown, pause?: number) => void

/** Has the bot speak up after a session: it is back, or else, where it is told so, nobody came. */
export class Comeback {
  /** The sessions after which it has, by their conversations. */
  private readonly spoken = new Set<string>()

  /**
   * @param find the end user of a conversation with the bot.
   * @param later does something after a pause, in ms.
   */
  constructor(
    private readonly desk: Pick<Desk, 'bot' | 'missedEvent'>,
    find: (conversationId: string) => EndUser | undefined,
    private readonly later: Later,
  ) {
    if (desk.missedEvent === undefined) return
    desk.bot.onEvent(desk.missedEvent, ({ payload }) => {
      const user = find(told.safeParse(payload).data?.userConversationId ?? '')
      if (user) this.speak(user, nobodyCame)
    })
  }

  /** A session of theirs is over. */
  over(user: EndUser): void {
    const isMissed =
      this.desk.missedEvent !== undefined &&
      user.session?.humanAgentId === undefined &&
      user.session?.endReason === 'agent-closed-ticket'
    this.later(() => this.speak(user, greetingAgain), isMissed ? missedPatience : undefined)
  }

  private speak(user: EndUser, words: typeof greetingAgain): void {
    const { session } = user
    if (session === undefined || session.active || this.spoken.has(session.downstreamConversationId)) return
    this.spoken.add(session.downstreamConversationId)
    user.botSays(words)
  }
}

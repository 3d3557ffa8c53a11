import type { EndUser } from '../../sim/botpress'
import { seen } from '../stage/chat'
import { until } from '../stage/until'
import { latestThread } from './looking'
import type { DeskStage, Reply, ReplyInput, SeenThread } from './seat'

type Person = Parameters<DeskStage['bot']['plugin']['startConversation']>[0]

/** An end user who has been handed over, and the thread at the desk. */
export async function escalated(
  stage: DeskStage,
  person: Person = {},
  escalation: Partial<Parameters<EndUser['escalate']>[0]> = {},
): Promise<{ user: EndUser; thread: SeenThread }> {
  const user = stage.bot.plugin.startConversation({ name: 'Kim Lee', ...person })
  await user.say('hello there')
  await user.escalate({ title: 'A broken lamp', ...escalation })
  return { user, thread: latestThread(stage) }
}

/** Lets everything happen that is on its way: news, and what is scheduled. */
export async function calm(stage: DeskStage): Promise<void> {
  await stage.settled()
  await until(() => stage.botpress.scheduled().length === 0)
  await stage.settled()
}

/** A reply, of Dana's unless it says otherwise, and everything it set off. */
export async function reply(stage: DeskStage, threadId: string, more: Omit<ReplyInput, 'threadId'>): Promise<Reply> {
  const written = stage.desk.reply({ threadId, ...more })
  await calm(stage)
  return written
}

/** A session in which Dana has said hello, so that the plugin surely listens. */
export async function talking(stage: DeskStage) {
  const { user, thread } = await escalated(stage)
  await reply(stage, thread.id, { text: 'Hello.' })
  await until(() => seen(user).includes('agent: Hello.'))
  return {
    user,
    thread,
    /** Dana writes; what that sets off is not waited for. */
    write: (text: string, more: Omit<ReplyInput, 'threadId' | 'text'> = {}) =>
      stage.desk.reply({ threadId: thread.id, text, ...more }),
    ended: () => until(() => user.session?.active === false),
  }
}

import { agents } from '../../sim/hubspot-stage'
import { seen } from '../stage/chat'
import { until } from '../stage/until'
import { escalated, type TestStage } from './on-stage'

type Reply = Parameters<TestStage['hubspot']['ui']['reply']>[0]

export const dana = agents.dana.userId
export const robin = agents.robin.userId

/** Lets everything happen that is on its way: webhooks, and what is scheduled. */
export async function calm(stage: TestStage): Promise<void> {
  await stage.settled()
  await until(() => stage.botpress.scheduled().length === 0)
  await stage.settled()
}

/** A reply, of Dana's unless it says otherwise, and everything it set off. */
export async function reply(stage: TestStage, threadId: string, more: Partial<Reply>) {
  const message = stage.hubspot.ui.reply({ threadId, agent: dana, ...more })
  await calm(stage)
  return message
}

/** A session in which Dana has said hello, so that the plugin surely listens. */
export async function talking(stage: TestStage) {
  const { user, thread } = await escalated(stage)
  await reply(stage, thread.id, { text: 'Hello.' })
  await until(() => seen(user).includes('agent: Hello.'))
  return {
    user,
    thread,
    /** Dana writes; what that sets off is not waited for. */
    write: (text: string, more: Pick<Reply, 'deliver' | 'createdAt' | 'richText'> = {}) =>
      stage.hubspot.ui.reply({ threadId: thread.id, agent: dana, text, ...more }),
    ended: () => until(() => user.session?.active === false),
  }
}

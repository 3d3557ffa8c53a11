import { agents } from '../sim/hubspot-stage'
import { type Observed, observe } from './observe'
import type { Stage, Talk } from './stage'

type Reply = Parameters<Stage['hubspot']['ui']['reply']>[0]

/** Both sides of a session; each resolves when everything that it set off is done, and tells what that cost. */
export type Speaking = {
  /** A text of the end user. */
  say(): Promise<Observed>
  /** A text of the agent. @param more what else is in it; default: nothing. */
  reply(more?: Partial<Reply>): Promise<Observed>
}

/** The end user and the agent of this session. */
export function speaking(stage: Stage, { user, threadId }: Talk): Speaking {
  const agent = agents.dana.userId
  return {
    say: () => observe(stage, 'message_created', () => user.say('Is anybody there?')),
    reply: (more = {}) =>
      observe(stage, 'webhook_received', () =>
        stage.hubspot.ui.reply({ threadId, agent, text: 'Yes, I am Dana.', ...more }),
      ),
  }
}

/** Does it with a fresh process: one that has loaded the integration and listens, and has seen nothing yet. */
export async function afresh(stage: Stage, one: () => Promise<Observed>): Promise<Observed> {
  await stage.restart()
  return one()
}

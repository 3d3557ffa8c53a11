import type { AgentFile } from './desk'
import { type Observed, observe } from './observe'
import type { Stage, Talk } from './stage'

/** Both sides of a session; each resolves when everything that it set off is done, and tells what that cost. */
export type Speaking = {
  /** A text of the end user. */
  say(): Promise<Observed>
  /** A text of the agent. @param files that go with it; default: none. */
  reply(files?: readonly AgentFile[]): Promise<Observed>
}

/** The end user and the agent of this session. */
export function speaking(stage: Stage, { user, threadId }: Talk): Speaking {
  return {
    say: () => observe(stage, 'message_created', () => user.say('Is anybody there?')),
    reply: (files = []) =>
      observe(stage, 'webhook_received', () => stage.desk.reply(threadId, 'Yes, I am Dana.', files)),
  }
}

/** Does it with a fresh process: one that has loaded the integration and listens, and has seen nothing yet. */
export async function afresh(stage: Stage, one: () => Promise<Observed>): Promise<Observed> {
  await stage.restart()
  return one()
}

import { setTimeout as sleep } from 'node:timers/promises'
import type { SalesIqSim } from '../../../sim/salesiq'
import type { AgentName, Desk } from '../../desk/seat'
import { ms } from '../alone'

/** Nobody has read the visitor's question and typed an answer sooner than this, in ms. */
const typing = ms(1_000)

/**
 * People pick a waiting chat up, and only then there is a field to write in. So nobody but a program makes both happen in the
 * same instant, upon which the plugin of Botpress may hear of the reply and of the one who wrote it at the same time, and
 * tell the end user twice that somebody has joined. The same could come of news of the picking up that is sent again: a
 * minute later in life, when the answer has long been there; here within what an answer takes. So it is waited for.
 */
export function withPickingUp(
  { chat, webhooks }: Pick<SalesIqSim, 'chat' | 'webhooks'>,
  desk: Desk,
): Desk & { beforeWriting(threadId: string, agent: AgentName): Promise<void> } {
  /** When waiting chats were picked up, and news of it was last under way; epoch ms. */
  const pickedUp = new Map<string, number>()
  const assign: Desk['assign'] = (threadId, agent, when) => {
    if (chat(threadId).status === 'waiting') pickedUp.set(threadId, Date.now())
    desk.assign(threadId, agent, when)
  }
  const isNews = (threadId: string) =>
    webhooks.undelivered.some(
      ({ event, entityId }) => entityId === threadId && event === 'conversation.attender.updated',
    )
  return {
    ...desk,
    assign,
    beforeWriting: async (threadId, agent) => {
      if (chat(threadId).status === 'waiting') assign(threadId, agent)
      while (isNews(threadId)) {
        pickedUp.set(threadId, Date.now())
        await sleep(20)
      }
      await sleep(Math.max(0, (pickedUp.get(threadId) ?? 0) + typing - Date.now()))
    },
  }
}

import { label } from '../../../integrations/zoho-salesiq/src/connect/visit'
import { type SalesIqStage, setSalesIqStage } from '../../../sim/salesiq-stage'
import type { Desk, OpenDesk } from '../desk'
import { actIn } from './acts'
import { salesIqCalls } from './calls'
import { Chronicle } from './chronicle'
import { replyIdOf } from './names'
import { stageOptions } from './stage-options'
import { switchesFor } from './switches'
import { threadsIn } from './threads'

export const openSalesIq: OpenDesk = async ({ front, handler, fileUrl }) =>
  salesIqDesk(await setSalesIqStage({ ...stageOptions, front, handler }), fileUrl)

/** @param fileUrl where the page finds a file of SalesIQ's, by its id and name. */
export function salesIqDesk(stage: SalesIqStage, fileUrl: (id: string, name: string) => string): Desk {
  const { salesiq, botpress, bot, screenName, appId } = stage
  const chronicle = new Chronicle()
  const portal = salesiq.portal(screenName)
  const operators = [...portal.operators.values()]
  return {
    id: 'salesiq',
    name: 'SalesIQ',
    botpress,
    bot,
    connectLabel: label,
    logs: [salesiq.log, salesiq.webhookLog],
    settled: () => salesiq.webhooks.settled(),
    close: () => stage.close(),
    calls: salesIqCalls,
    agents: operators.map(({ id, name }) => ({ id, name })),
    inboxes: (portal.brands.get(appId)?.departments ?? []).map(({ id, name }) => ({ id, name, type: 'DEPARTMENT' })),
    sessionIn: (departmentId) => ({ departmentId }),
    threads: (sessions) => threadsIn(stage, chronicle, sessions, fileUrl),
    // The integration names a reply by its chat and the time of its writing.
    replyId: (name, { tags }) => replyIdOf(tags.threadId ?? '', { msgid: name.split('-')[1] ?? name }),
    missedEvent: 'conversationMissed',
    // Also what nobody took in several tries: SalesIQ keeps it until it is asked for.
    repliesUnderWay: () =>
      [
        ...salesiq.webhooks.undelivered,
        ...salesiq.webhooksOf(screenName).flatMap(({ executions }) => executions),
      ].flatMap(({ event, entityId, body: { entity } }) =>
        event === 'conversation.operator.replied' && 'message' in entity ? [replyIdOf(entityId, entity.message)] : [],
      ),
    file: (id) => salesiq.files(screenName).find((file) => file.id === id),
    act: (command) => actIn(stage, chronicle, command),
    faults: salesiq.faults,
    switches: switchesFor(stage, operators[0]?.id ?? ''),
    expireTokens: () => salesiq.expireAccessTokens(),
  }
}

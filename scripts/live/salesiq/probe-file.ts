import type { Caller } from '../../../integrations/zoho-salesiq/src/salesiq/caller'
import { attachmentUrl, content, readTranscript } from '../../../integrations/zoho-salesiq/src/salesiq/messages'
import type { Finding as AnyFinding } from '../findings'
import { soon } from '../waiting'
import type { AssumptionId } from './assumptions'
import { eventsOf, isReply, type SalesIqEvent } from './events'
import type { SalesIqTheatre } from './theatre'

type Finding = AnyFinding<AssumptionId>

/** Whether an event is about a file: it says of one, or nothing at all. */
export const isOfFile = (event: SalesIqEvent): boolean =>
  isReply(event) && (content.safeParse(event.entity.message).data?.files.length !== 0 || !event.entity.message?.text)

/** How an agent's file is described, and whether it can be had. Names of fields are told, never what is in them. */
export async function probeAgentFile(theatre: SalesIqTheatre, chatId: string): Promise<Finding> {
  const { salesiq } = theatre
  const event = eventsOf(theatre, chatId).find(isOfFile)
  if (event === undefined) return { id: 'agentFile', outcome: 'not seen', detail: 'no file came' }
  const shape = `the message has ${Object.keys(event.entity.message ?? {}).join(', ')}`
  const [told] = content.safeParse(event.entity.message).data?.files ?? []
  const inTranscript = async () => {
    const entries = await readTranscript(salesiq, chatId, undefined, soon())
    return entries.find(({ from, files }) => from === 'operator' && files.length > 0)?.files[0]
  }
  const file = told ?? (await inTranscript().catch(() => undefined))
  const url = file?.id === undefined ? file?.url : attachmentUrl(salesiq, chatId, file.id)
  if (url === undefined)
    return { id: 'agentFile', outcome: 'refuted', detail: `${shape}; nor does the transcript help` }
  const where = told === undefined ? 'only the transcript says where it is' : 'it says where the file is'
  const status = await statusOf(salesiq, url)
  return {
    id: 'agentFile',
    outcome: told !== undefined && status === 200 ? 'confirmed' : 'refuted',
    detail: `${shape}; ${where}, which answers ${status}`,
  }
}

/** The token goes nowhere but to SalesIQ. */
async function statusOf(salesiq: Caller, url: string): Promise<number> {
  const isSalesIq = new URL(url).origin === new URL(salesiq.host).origin
  const headers = isSalesIq ? { authorization: await salesiq.authorization(soon()) } : {}
  const answer = await fetch(url, { headers, redirect: 'follow' })
  await answer.body?.cancel()
  return answer.status
}

import * as z from 'zod'
import { timing } from '../../../integrations/zoho-salesiq/src/timing'
import type { BotpressSim } from '../../../sim/botpress'
import type { Call } from '../../../sim/http/call-log'
import type { SalesIqPlace } from '../../desk/salesiq/place'
import type { Blindness } from '../seat'

const opening = /\/api\/visitor\/v1\/[^/]+\/conversations$/
const listing = /\/api\/v2\/[^/]+\/conversations$/

/**
 * What SalesIQ gave nobody a way to know: it recognises nothing that is sent again, so that where a request was not answered,
 * and what became of it could not be read either, it is made once more.
 */
export function blindness(
  { salesiq, screenName }: SalesIqPlace,
  { dispatchLog }: Pick<BotpressSim, 'dispatchLog'>,
): Blindness {
  const calls = () => salesiq.log.calls.filter(({ path }) => path.includes(`/${screenName}/`))
  return {
    isMessageRepeated: (threadId, word) => {
      // The process that sent it ended before it could say so, and with it what its looks had shown.
      const cutOff = dispatchLog.calls.find((call) => call.status === 0 && holds(call, word))
      const takenOverAt = cutOff === undefined ? 0 : cutOff.at + cutOff.durationMs
      const messages = `/conversations/${threadId}/messages`
      const ours = calls().filter(({ path }) => path.endsWith(messages))
      const sends = ours.filter((call) => isPost(call) && holds(call, word))
      const looks = ours.filter((call) => !isPost(call) && call.at >= takenOverAt)
      return isBlind(sends, looks, cutOff === undefined ? isUnanswered : () => true)
    },
    repeatedOpenings: () => {
      const all = calls()
      const opens = all.filter(
        (call) => isPost(call) && opening.test(call.path) && (isDone(call) || isUnanswered(call)),
      )
      const lists = all.filter(({ method, path }) => method === 'GET' && listing.test(path))
      const byRef = new Map<string, Call[]>()
      for (const open of opens) byRef.set(refOf(open), [...(byRef.get(refOf(open)) ?? []), open])
      return [...byRef.values()].reduce(
        (sum, same) => sum + (isBlind(same, lists) ? Math.max(0, same.filter(isDone).length - 1) : 0),
        0,
      )
    },
  }
}

/** By what the integration would find the chat again. */
const refOf = ({ requestBody }: Call) => JSON.stringify(opened.safeParse(requestBody).data?.customer_info)
const opened = z.object({ customer_info: z.unknown() })

/** Whether it opened a chat, whatever became of the answer. */
const isDone = ({ status, responseBody }: Call) => (status === 0 || status === 200) && responseBody !== undefined

const isPost = ({ method }: Call) => method === 'POST'

/** Words end in a digit, and no word may be taken for another one's beginning. */
const holds = ({ requestBody }: Call, word: string) =>
  new RegExp(`${word.replaceAll('.', '\\.')}(?!\\d)`).test(JSON.stringify(requestBody) ?? '')

/** Whether no request but the last was answered, and no look that followed such a one was either. */
function isBlind(requests: readonly Call[], looks: readonly Call[], isUnheard = isUnanswered): boolean {
  const last = requests.at(-1)
  const before = requests.slice(0, -1)
  if (last === undefined || before.length === 0) return false
  const seen = looks.filter((look) => !isUnanswered(look) && look.status === 200)
  return before.every((one) => isUnheard(one) && !seen.some(({ at }) => at >= one.at && at <= last.at))
}

const isUnanswered = ({ status, durationMs }: Call) => status === 0 || durationMs >= timing.salesiqTimeout

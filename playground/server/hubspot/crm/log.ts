import * as z from 'zod'
import type { BotpressSim, Installation } from '../../../../sim/botpress'
import type { LogView } from '../../../crm-protocol'

const shard = z.object({ entries: z.record(z.string(), z.object({ value: z.unknown() })) })
const settings = z.object({ mode: z.enum(['off', 'summary', 'summaryAndTranscript']), lack: z.string().optional() })
const counts = z.object({
  logged: z.number(),
  skipped: z.number(),
  noIdentity: z.number(),
  failed: z.number(),
  redactions: z.number(),
})

const nothing = { logged: 0, skipped: 0, noIdentity: 0, failed: 0, redactions: 0 }

/**
 * How the interaction log stands, read from what the integration has stored in Botpress: to ask the integration itself after
 * whatever happens would show on the wire each time.
 */
export function logIn(botpress: Pick<BotpressSim, 'states' | 'conversations'>, bot: Installation): LogView {
  const entries = botpress
    .states(bot)
    .filter(({ name }) => /^lasting\d+$/.test(name))
    .flatMap(({ payload }) => Object.entries(shard.safeParse(payload).data?.entries ?? {}))
  const stored = (kind: string) => entries.find(([name]) => name.startsWith(`${kind}:`))?.[1].value
  const { mode = 'off', lack } = settings.safeParse(stored('logSettings')).data ?? {}
  const pending = botpress.conversations(bot).filter(({ tags }) => tags.owesAfterEnd === 'yes').length
  return {
    mode: lack === undefined ? mode : 'off',
    ...(lack === undefined ? {} : { lack }),
    counters: { ...(counts.safeParse(stored('logCounters')).data ?? nothing), pending },
  }
}

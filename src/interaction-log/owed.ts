import pMap from 'p-map'
import type { Installation as Bridge } from '../../core/installation'
import { reasonOf } from '../../core/platform/reason'
import { within } from '../../core/platform/within'
import { tryWhatIsOwed } from '../../core/session/owed-after-end'
import { sessionOf } from '../../core/session/sessions'
import { inAccount } from '../installation/accounts'
import { type Installation, portalIdOf } from '../installation/installation'
import { canLog, isOn, logSettings } from '../installation/log-settings'
import { note } from '../installation/memory'
import { timing } from '../timing'
import { leftAccount, tooOld } from './log-session'
import { countOutcome, logEntry, type Outcome } from './outcome'
import { alone, type Conversation, listOwed, readPending, settle } from './pending'

/** Logs that are still owed, tried again: with what happens anyway, every ten minutes at most, and in each registration. */

const concurrency = 4

/** An occasion to try them, beside what happens. Never throws, and nobody waits longer than `timing.owedBudget` for it. */
export async function tryOwedLogs(installation: Installation, bridge: Bridge, deadline: number): Promise<void> {
  if (!canLog(installation)) return
  const { memory, logger } = installation
  const now = Date.now()
  if (now - (memory.owedTriedAt ?? 0) < timing.owedPause) return
  note(memory, { owedTriedAt: now })
  try {
    const until = Math.min(deadline, now + timing.owedBudget)
    await within(until, 'try what is owed to the log', tryAll(installation, bridge, until))
  } catch (error) {
    logger.info('What is owed to the interaction log was not tried. %s', reasonOf(error))
  }
}

/** Tries all of them. @throws what Botpress says when asked what there is. */
export async function tryAll(installation: Installation, bridge: Bridge, deadline: number): Promise<void> {
  if (!isOn(await logSettings(installation))) return
  const owed = await listOwed(installation)
  await pMap(
    owed,
    async (conversation) => {
      if (Date.now() >= deadline) return
      const session = sessionOf(bridge, conversation)
      if (session !== undefined) await tryWhatIsOwed(bridge, session, deadline)
      else await tryPending(installation, conversation, deadline)
    },
    { concurrency },
  )
}

async function tryPending(everywhere: Installation, record: Conversation, deadline: number): Promise<void> {
  try {
    await alone(everywhere, record, deadline, (current) => logPending(everywhere, current, deadline))
  } catch (error) {
    everywhere.logger.forBot().warn('A conversation is still owed to the interaction log. %s', reasonOf(error))
  }
}

async function logPending(everywhere: Installation, record: Conversation, deadline: number): Promise<void> {
  if (!record.tags.owesAfterEnd) return
  const [log, kept] = await Promise.all([logSettings(everywhere), readPending(everywhere, record)])
  // What was given to the log before it was last switched off is not logged any more.
  if (kept === undefined || !isOn(log) || kept.keptAt < (log.since ?? 0)) return settle(everywhere, record, undefined)
  const { entry, person, keptAt, portalId } = kept
  const installation = inAccount(everywhere, portalId)
  const crm = { installation, caller: installation.hubspot, portalId, deadline }
  const isTooOld = Date.now() - keptAt > timing.owedFor
  const isLeft = (await portalIdOf(everywhere, deadline)) !== portalId
  if (isTooOld || isLeft) {
    const why: Outcome = isTooOld ? { status: 'failed', reason: tooOld } : { status: 'skipped', reason: leftAccount }
    await countOutcome(crm, entry.key, why)
    return settle(installation, record, undefined)
  }
  const outcome = await logEntry(crm, entry, person, { onNoMatch: log.onNoMatch, mayBeThere: true })
  await settle(installation, record, outcome.status === 'logged' ? outcome.id : undefined)
}

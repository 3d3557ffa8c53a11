import { setTimeout as sleep } from 'node:timers/promises'
import { RuntimeError } from '@botpress/sdk'
import { reasonOf } from '../../../core/platform/reason'
import type { Confirm } from '../../../core/platform/turn'
import { assertTime } from '../../../core/platform/within'
import { HubSpotError } from '../../hubspot/errors'
import type { CrmRecord } from '../../hubspot/records'
import { timing } from '../../timing'
import type { Crm } from '../crm'
import type { Pass } from '../gate/gate'

/** Writes, at most once for a confirmation. */
export type Send = (write: (deadline: number) => Promise<CrmRecord>) => Promise<CrmRecord>

/**
 * @param what is done, as it reads after "to": "create the ticket".
 * @param confirm of the turn in which it is done.
 */
export function sender(crm: Crm, what: string, pass: Pass, confirm: Confirm): Send {
  return async (write) => {
    const deadline = crm.deadline - timing.crmWriteReserve
    assertTime(deadline, what)
    await confirm()
    await pass.spend()
    try {
      return await write(deadline)
    } catch (error) {
      if (!isUnclear(error)) await giveBack(crm, pass)
      throw error
    }
  }
}

/** Whether a write may have been made although it failed. */
export const isUnclear = (error: unknown): boolean => error instanceof HubSpotError && error.outcome === 'unclear'

async function giveBack({ installation: { logger } }: Crm, pass: Pass): Promise<void> {
  try {
    await pass.giveBack()
  } catch (error) {
    // The user is asked once more than needed, and whoever called is to know what HubSpot said.
    logger.warn('A confirmation could not be given back. %s', reasonOf(error))
  }
}

/** Looks for a record that may have been made, for some seconds: HubSpot may still be making it. */
export async function lookFor(
  crm: Crm,
  look: (deadline: number) => Promise<CrmRecord | undefined>,
): Promise<CrmRecord | undefined> {
  const until = Math.min(crm.deadline - timing.crmTellReserve, Date.now() + timing.crmLookBudget)
  for (let pause = timing.crmLookPause; ; pause *= 2) {
    // HubSpot just failed; that it fails at this too is no more news.
    const found = await look(until).catch(() => undefined)
    if (found !== undefined || Date.now() + pause >= until) return found
    await sleep(pause)
  }
}

/** @param where to look for it, as it reads after "with". */
export const mayHaveBeenMade = (what: string, where: string) =>
  new RuntimeError(
    `HubSpot gave no clear answer when asked to ${what}: it may have been done, or not. Do not write it again now; tell the user so, and look for it with ${where} in a minute or two.`,
  )

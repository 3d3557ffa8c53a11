import { RuntimeError, type z } from '@botpress/sdk'
import { explain } from '../../core/explain'
import type { crmActions } from '../../definitions/actions'
import type { HandlerProps } from '../bp'
import { type Installation, openInstallation } from '../installation/installation'
import { canLog, changeLogSettings, logSettings } from '../installation/log-settings'
import type { LogSettings } from '../installation/states'
import { timing } from '../timing'
import { readCounters, resetCounters } from './counters'
import { listOwed } from './pending'

type Output = z.infer<(typeof crmActions)['getInteractionLog']['output']['schema']>
type SetInput = z.infer<(typeof crmActions)['setInteractionLog']['input']['schema']>

/** How the log stands. @throws {RuntimeError} when Botpress does not say. */
export async function getInteractionLog(props: HandlerProps): Promise<Output> {
  try {
    const installation = openInstallation(props)
    return await shown(installation, await logSettings(installation, 0))
  } catch (error) {
    throw explain('How the interaction log stands could not be read', error)
  }
}

/** Sets the log; what is left out stays. @throws {RuntimeError} where "CRM authoring" is off, and when Botpress does not take it. */
export async function setInteractionLog(
  props: HandlerProps,
  { mode, onNoMatch, resetCounters: isReset }: SetInput,
): Promise<Output> {
  try {
    const installation = openInstallation(props)
    if (!installation.settings.crmAuthoring) throw new RuntimeError(notAllowed)
    const isSet = mode !== undefined || onNoMatch !== undefined
    const log = isSet
      ? await changeLogSettings(installation, () => ({
          source: 'action',
          ...(mode && { mode }),
          ...(onNoMatch && { onNoMatch }),
        }))
      : await logSettings(installation, 0)
    if (isReset) await resetCounters(installation, Date.now() + timing.actionBudget)
    return await shown(installation, log)
  } catch (error) {
    throw explain('The interaction log was not set', error)
  }
}

const notAllowed =
  'It can only be set by this action where "CRM authoring" is on in the configuration of the integration. Do not try again; the bot\'s owner can set "Interaction log" there.'

async function shown(
  installation: Installation,
  { mode, lack, onNoMatch, source, since }: LogSettings,
): Promise<Output> {
  const [counters, owed] = await Promise.all([
    readCounters(installation),
    canLog(installation) ? listOwed(installation) : [],
  ])
  const { logged, skipped, noIdentity, contactsCreated, failed, redactions, lastError } = counters
  const said = lack ?? (lastError && `${new Date(lastError.at).toISOString()}: ${lastError.text}`)
  return {
    mode: lack === undefined ? mode : 'off',
    onNoMatch,
    source,
    counters: { logged, skipped, noIdentity, contactsCreated, pending: owed.length, failed, redactions },
    ...(said === undefined ? {} : { lastError: said }),
    ...(since === undefined ? {} : { since: new Date(since).toISOString() }),
  }
}

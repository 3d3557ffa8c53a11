import type { Installation as Bridge } from '../../core/installation'
import { reasonOf } from '../../core/platform/reason'
import type { Installation } from '../installation/installation'
import { canLog, changeLogSettings, forgetLogSettings, isOn } from '../installation/log-settings'
import { timing } from '../timing'
import { lackAmong } from './lack'
import { tryAll } from './owed'

/**
 * Brings the interaction log in line with the configuration and the granted scopes, and tries what is owed. It never fails a
 * registration: what is handed over does not depend on it.
 *
 * @param scopes that HubSpot has granted.
 */
export async function registerLog(
  installation: Installation,
  bridge: Bridge,
  scopes: readonly string[],
): Promise<void> {
  const { logger } = installation
  try {
    if (!canLog(installation)) return await forgetLogSettings(installation)
    const lack = lackAmong(scopes)
    const log = await changeLogSettings(installation, () => ({ lack }))
    if (log.mode !== 'off' && lack !== undefined) logger.forBot().warn(lack)
    if (isOn(log)) await tryAll(installation, bridge, Date.now() + timing.owedAtRegister)
  } catch (error) {
    logger.forBot().warn('The interaction log could not be checked; it is tried again tomorrow. %s', reasonOf(error))
  }
}

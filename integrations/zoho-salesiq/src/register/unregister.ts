import type { Client } from '../../../../core/botpress'
import { explain } from '../../../../core/explain'
import { clearPageKey } from '../../../../core/pages/page-key'
import type { Context, IntegrationProps } from '../bp'
import { connectedPortal, openInstallation } from '../installation/installation'
import { note } from '../installation/memory'
import { brandState, connectionState, credentialsState, visitState, webhookState } from '../installation/states'
import { deleteWebhook } from '../salesiq/webhooks'
import { withSetupLock } from '../setup/setup-lock'
import { timing } from '../timing'

/**
 * Removes the webhook from SalesIQ and everything stored. The grant stays, since another bot may use the same. Never fails:
 * an error would keep the bot builder from removing the integration; what SalesIQ would not remove is named in the log.
 */
export const unregister: IntegrationProps['unregister'] = async (props) => {
  const place = { ctx: props.ctx, client: props.client._inner }
  try {
    await removeWebhook(props)
  } catch (error) {
    const message = explain('The webhook could not be removed from SalesIQ', error).message
    props.logger.forBot().error('%s Delete it by hand: SalesIQ, Settings > Developers > Webhooks.', message)
  }
  try {
    await withSetupLock(place, { patience: timing.lockPatience, lease: timing.lockLease }, () => clearStates(place))
  } catch {
    // Whoever holds the lock may write once more; what is left then is found unusable by the next registration.
    await clearStates(place)
  }
}

async function removeWebhook(props: Parameters<IntegrationProps['unregister']>[0]): Promise<void> {
  const state = await webhookState.read({ ctx: props.ctx, client: props.client._inner })
  if (state === undefined || state.id === '') return
  const installation = openInstallation(props)
  const { caller } = await connectedPortal(installation)
  await deleteWebhook(caller, state.id, Date.now() + timing.messageBudget)
  note(installation.memory, { webhook: undefined, brand: undefined, credentials: undefined })
}

async function clearStates(place: { ctx: Context; client: Client }): Promise<void> {
  const states = [webhookState, brandState, credentialsState, connectionState, visitState]
  await Promise.all([clearPageKey(place), ...states.map((state) => state.write(place, null))])
}

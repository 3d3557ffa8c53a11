import type { HandlerProps, IntegrationProps } from '../bp'
import { explain } from '../explain'
import { listChannels } from '../hubspot/custom-channels'
import { type Installation, openInstallation } from '../installation'
import { accountsState, channelState, connectionState, credentialsState } from '../state'
import { timing } from '../timing'
import { asDeveloper } from './developer-refusal'
import { removeChannel } from './ensure-channel'
import { withSetupLock } from './setup-lock'

/**
 * Removes the channel from HubSpot and everything stored. Never fails: an error would keep the bot builder from removing
 * the integration; what HubSpot would not remove is named in the log instead.
 */
export const unregister: IntegrationProps['unregister'] = async (props) => {
  try {
    await removeChannels(openInstallation(props), props.webhookUrl)
  } catch (error) {
    const message = explain('The channel could not be removed from HubSpot', error).message
    props.logger.forBot().error('%s Delete the channel by hand if it is to go.', message)
  }
  try {
    await withSetupLock(props, { patience: timing.lockPatience, lease: timing.lockLease }, () => clearStates(props))
  } catch {
    // Whoever holds the lock may write once more; what is left then is found unusable by the next registration.
    await clearStates(props)
  }
}

async function clearStates(props: HandlerProps): Promise<void> {
  await Promise.all(
    [channelState, accountsState, credentialsState, connectionState].map((state) => state.write(props, null)),
  )
}

async function removeChannels(installation: Installation, webhookUrl: string): Promise<void> {
  const state = await channelState.read(installation)
  const channels = await asDeveloper(listChannels(installation.settings.app, Date.now() + timing.messageBudget))
  const ours = channels.filter((channel) => channel.id === state?.channelId || channel.webhookUrl === webhookUrl)
  for (const { id } of ours) await removeChannel(installation, id)
  installation.memory.channel = undefined
  installation.memory.accounts = undefined
  installation.memory.credentials = undefined
}

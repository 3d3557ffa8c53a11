import type { Client } from '../../core/botpress'
import { explain } from '../../core/explain'
import { NotFilledInError } from '../../core/pages/not-filled-in'
import { clearPageKey } from '../../core/pages/page-key'
import type { Context, IntegrationProps } from '../bp'
import { listChannels } from '../hubspot/custom-channels'
import { appIdOf, type Installation, openInstallation } from '../installation/installation'
import { note } from '../installation/memory'
import { accountsState, channelState, connectionState, credentialsState } from '../installation/states'
import { asDeveloper } from '../setup/developer-refusal'
import { removeChannel } from '../setup/ensure-channel'
import { withSetupLock } from '../setup/setup-lock'
import { timing } from '../timing'

/**
 * Removes the channel from HubSpot and everything stored. Never fails: an error would keep the bot builder from removing
 * the integration; what HubSpot would not remove is named in the log instead.
 */
export const unregister: IntegrationProps['unregister'] = async (props) => {
  const place = { ctx: props.ctx, client: props.client._inner }
  try {
    await removeChannels(openInstallation(props), props.webhookUrl)
  } catch (error) {
    // Who never got as far as that has nothing there.
    if (!(error instanceof NotFilledInError) || (await hasChannel(place))) {
      const message = explain('The channel could not be removed from HubSpot', error).message
      props.logger.forBot().error('%s Delete the channel by hand if it is to go.', message)
    }
  }
  await clear(place)
}

type Place = { ctx: Context; client: Client }

/** Should Botpress not say, there may be one. */
const hasChannel = (place: Place): Promise<boolean> =>
  channelState.read(place).then(
    (channel) => channel !== undefined,
    () => true,
  )

async function clear(place: Place): Promise<void> {
  try {
    await withSetupLock(place, { patience: timing.lockPatience, lease: timing.lockLease }, () => clearStates(place))
  } catch {
    // Whoever holds the lock may write once more; what is left then is found unusable by the next registration.
    await clearStates(place)
  }
}

async function clearStates(place: Place): Promise<void> {
  const states = [channelState, accountsState, credentialsState, connectionState]
  await Promise.all([clearPageKey(place), ...states.map((state) => state.write(place, null))])
}

async function removeChannels(installation: Installation, webhookUrl: string): Promise<void> {
  const state = await channelState.read(installation)
  const appId = await appIdOf(installation)
  // HubSpot never named it, so nothing was ever set up.
  if (appId === undefined) return
  const { developerApiKey } = installation.settings.app
  const channels = await asDeveloper(listChannels({ developerApiKey, appId }, Date.now() + timing.messageBudget))
  const ours = channels.filter((channel) => channel.id === state?.channelId || channel.webhookUrl === webhookUrl)
  for (const { id } of ours) await removeChannel(installation, id)
  note(installation.memory, { channel: undefined, accounts: undefined, credentials: undefined })
}

import type { Installation } from '../installation/installation'
import { note } from '../installation/memory'
import { accountsState, type ChannelState, type ConnectedAccount, channelState } from '../installation/states'

/** Writes down what was set up, for all processes. */
export async function noteSetUp(
  installation: Installation,
  channel: ChannelState,
  accounts: ConnectedAccount[],
): Promise<void> {
  await channelState.write(installation, channel)
  await accountsState.write(installation, { accounts })
  note(installation.memory, { channel, accounts })
}

import type { Installation } from '../installation'
import { accountsState, type ChannelState, type ConnectedAccount, channelState } from '../state'

/** Writes down what was set up, for all processes. */
export async function noteSetUp(
  installation: Installation,
  channel: ChannelState,
  accounts: ConnectedAccount[],
): Promise<void> {
  await channelState.write(installation, channel)
  await accountsState.write(installation, { accounts })
  installation.memory.channel = channel
  installation.memory.accounts = accounts
}

import type { Installation } from './installation'
import { accountsState, connectionState } from './states'

/**
 * Which inboxes are to be connected, the default one first; empty when nobody has chosen.
 *
 * A configured default wins, and then the configuration is the whole list. Without one it is what was chosen on the
 * connect page, or else the inbox that has been the default so far, with the additional ones of the configuration.
 */
export async function wantedInboxIds(installation: Installation): Promise<string[]> {
  const { settings } = installation
  if (settings.defaultInboxId !== undefined) return settings.inboxIds
  const chosen = await chosenBefore(installation)
  return chosen.length === 0 ? [] : [...new Set([...chosen, ...settings.inboxIds])]
}

async function chosenBefore(installation: Installation): Promise<string[]> {
  const connection = await connectionState.read(installation)
  if (connection && connection.inboxIds.length > 0) return connection.inboxIds
  const accounts = (await accountsState.read(installation))?.accounts ?? []
  return accounts.slice(0, 1).map(({ inboxId }) => inboxId)
}

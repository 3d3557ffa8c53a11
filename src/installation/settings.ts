import { RuntimeError } from '@botpress/sdk'
import type { Configuration } from '../bp'
import type { DeveloperKey } from '../hubspot/custom-channels'
import type { AppCredentials } from '../hubspot/oauth'

export type ContactPolicy = NonNullable<Configuration['contactPolicy']>
export type HistoryDelivery = NonNullable<Configuration['historyDelivery']>

/** The configuration with blanks removed and defaults filled in. */
export type Settings = {
  app: AppCredentials & DeveloperKey
  /** Typed in by the bot builder; undefined when it is to come from what is stored. */
  refreshToken: string | undefined
  defaultInboxId: string | undefined
  /** Default inbox first, no duplicates. */
  inboxIds: string[]
  channelName: string
  contactPolicy: ContactPolicy
  historyDelivery: HistoryDelivery
}

/**
 * Reads the configuration as Botpress hands it over. Values copied from web pages often carry spaces at their ends.
 *
 * @throws {RuntimeError} that names the field which is missing.
 */
export function readSettings(configuration: Configuration): Settings {
  const defaultInboxId = trimmed(configuration.inboxId)
  const additional = (configuration.additionalInboxIds ?? []).flatMap((id) => trimmed(id) ?? [])
  return {
    app: {
      appId: required(configuration.appId, 'HubSpot app ID'),
      developerApiKey: required(configuration.developerApiKey, 'Developer API key'),
      clientId: required(configuration.clientId, 'Client ID'),
      clientSecret: required(configuration.clientSecret, 'Client secret'),
    },
    refreshToken: trimmed(configuration.refreshToken),
    defaultInboxId,
    inboxIds: [...new Set([...(defaultInboxId === undefined ? [] : [defaultInboxId]), ...additional])],
    channelName: trimmed(configuration.channelName) ?? 'Botpress',
    contactPolicy: configuration.contactPolicy ?? 'findOrCreate',
    historyDelivery: configuration.historyDelivery ?? 'internalComment',
  }
}

function trimmed(value: string | undefined): string | undefined {
  return value?.trim() || undefined
}

function required(value: string | undefined, title: string): string {
  const text = trimmed(value)
  if (text === undefined) {
    throw new RuntimeError(`"${title}" is missing in the integration's configuration. hub.md says where to find it.`)
  }
  return text
}

import { RuntimeError } from '@botpress/sdk'
import { isSupportedCountry } from 'libphonenumber-js/min'
import type { Texts } from '../../core/texts/languages'
import { readTexts } from '../../core/texts/read-texts'
import type { Configuration } from '../bp'
import type { DeveloperKey } from '../hubspot/custom-channels'
import type { AppCredentials } from '../hubspot/oauth'
import { type CrmScope, readCrmScope } from './crm-scope'
import { type IdentityCheck, readIdentityCheck } from './identity-check'

export type ContactPolicy = NonNullable<Configuration['contactPolicy']>
export type HistoryDelivery = NonNullable<Configuration['historyDelivery']>
export type CrmWrites = NonNullable<Configuration['crmWrites']>
export type LogMode = NonNullable<Configuration['interactionLog']>
export type NoMatchPolicy = NonNullable<Configuration['interactionLogNoMatch']>

/** Where what the bot creates goes: names or IDs, as typed in; undefined for the account's first. */
export type DefaultPlace = { pipeline: string | undefined; stage: string | undefined }

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
  /** ISO code of the country that phone numbers without a country code are of. */
  defaultCountry: string | undefined
  /** Whether actions write to the CRM, and whether the user has to say yes before. */
  crmWrites: CrmWrites
  defaultPlaces: { tickets: DefaultPlace; deals: DefaultPlace }
  /** E-mail address, name or ID of the owner of new tickets and deals. */
  defaultOwner: string | undefined
  /** What of the CRM the bot may work with. */
  crm: CrmScope
  /** How users prove who they are. */
  identity: IdentityCheck
  /** Whether actions may save and delete bindings, and switch the interaction log. */
  crmAuthoring: boolean
  /** What agents and end users read from us. */
  texts: Texts
  /** What becomes of finished conversations, unless an action says otherwise. */
  log: { mode: LogMode; onNoMatch: NoMatchPolicy; summaryWith: NonNullable<Configuration['summaryWith']> }
}

/**
 * Reads the configuration as Botpress hands it over. Values copied from web pages often carry spaces at their ends.
 *
 * @throws {RuntimeError} that names the field which is missing or wrong.
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
    defaultCountry: country(configuration.defaultCountry),
    crmWrites: configuration.crmWrites ?? 'confirm',
    defaultPlaces: {
      tickets: {
        pipeline: trimmed(configuration.defaultTicketPipeline),
        stage: trimmed(configuration.defaultTicketStage),
      },
      deals: { pipeline: trimmed(configuration.defaultDealPipeline), stage: trimmed(configuration.defaultDealStage) },
    },
    defaultOwner: trimmed(configuration.defaultOwner),
    crm: readCrmScope(configuration),
    identity: readIdentityCheck(configuration),
    crmAuthoring: configuration.crmAuthoring ?? false,
    texts: readTexts(configuration.language, configuration.texts),
    log: {
      mode: configuration.interactionLog ?? 'off',
      onNoMatch: configuration.interactionLogNoMatch ?? 'skip',
      summaryWith: configuration.summaryWith ?? 'facts',
    },
  }
}

/** @throws {RuntimeError} for what is no code of a country. */
function country(value: string | undefined): string | undefined {
  const code = trimmed(value)?.toUpperCase()
  if (code === undefined || isSupportedCountry(code)) return code
  throw new RuntimeError('"Default country" is no ISO code of a country. Use two letters, such as US or DE.')
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

import { RuntimeError } from '@botpress/sdk'
import { NotFilledInError } from '../../core/pages/not-filled-in'
import { isCountry } from '../../core/people/phone-tables'
import type { Texts } from '../../core/texts/languages'
import { readTexts } from '../../core/texts/read-texts'
import type { Configuration } from '../bp'
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

/** What speaks for the bot's app at HubSpot. */
export type App = AppCredentials & {
  developerApiKey: string
  /** As configured. HubSpot names it too, with the connection: whoever needs it asks `app-id.ts`. */
  appId: string | undefined
}

/** The configuration with blanks removed and defaults filled in. */
export type Settings = {
  app: App
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
 * @throws {NotFilledInError} when what leads to HubSpot is missing; {RuntimeError} that names the field which is wrong.
 */
export function readSettings(configuration: Configuration): Settings {
  const defaultInboxId = trimmed(configuration.inboxId)
  const additional = (configuration.additionalInboxIds ?? []).flatMap((id) => trimmed(id) ?? [])
  return {
    app: readApp(configuration),
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

function readApp(configuration: Configuration): App {
  const appId = trimmed(configuration.appId)
  const [clientId, clientSecret] = [trimmed(configuration.clientId), clientSecretIn(configuration)]
  const developerApiKey = trimmed(configuration.developerApiKey)
  if (clientId !== undefined && clientSecret !== undefined && developerApiKey !== undefined) {
    return { appId, developerApiKey, clientId, clientSecret }
  }
  const values = { 'Client ID': clientId, 'Client secret': clientSecret, 'Developer API key': developerApiKey }
  const missing = Object.entries(values).flatMap(([title, value]) => (value === undefined ? [title] : []))
  const others = [appId, trimmed(configuration.refreshToken)]
  throw new NotFilledInError(missing, missing.length === 3 && others.every((value) => value === undefined))
}

/** What HubSpot signs with; undefined while it is not filled in. */
export function clientSecretIn({ clientSecret }: Configuration): string | undefined {
  return trimmed(clientSecret)
}

/** @throws {RuntimeError} for what is no code of a country. */
function country(value: string | undefined): string | undefined {
  const code = trimmed(value)?.toUpperCase()
  if (code === undefined || isCountry(code)) return code
  throw new RuntimeError('"Default country" is no ISO code of a country. Use two letters, such as US or DE.')
}

function trimmed(value: string | undefined): string | undefined {
  return value?.trim() || undefined
}

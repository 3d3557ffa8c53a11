import { RuntimeError } from '@botpress/sdk'
import type { Texts } from '../../../../core/texts/languages'
import { readTexts } from '../../../../core/texts/read-texts'
import type { Configuration } from '../bp'
import { WAIT_TIME_MAX } from '../salesiq/limits'
import { isRegion, type Region, regionList, screenNameIn } from '../salesiq/regions'

export type HistoryDelivery = NonNullable<Configuration['historyDelivery']>

/** The configuration with blanks removed and defaults filled in; what is undefined may be known from the connect page. */
export type Settings = {
  client: { clientId: string; clientSecret: string; region: Region }
  refreshToken: string | undefined
  screenName: string | undefined
  appId: string | undefined
  departmentId: string | undefined
  /** Seconds. */
  waitTime: number | undefined
  historyDelivery: HistoryDelivery
  missedMessage: string | undefined
  /** What agents and end users read from us. */
  texts: Texts
}

/**
 * Reads the configuration as Botpress hands it over. Values copied from web pages often carry spaces at their ends.
 *
 * @throws {RuntimeError} that names the field which is missing or wrong.
 */
export function readSettings(configuration: Configuration): Settings {
  return {
    client: {
      clientId: required(configuration.clientId, 'Client ID'),
      clientSecret: required(configuration.clientSecret, 'Client secret'),
      region: region(configuration.region),
    },
    refreshToken: trimmed(configuration.refreshToken),
    screenName: screenName(configuration.screenName),
    appId: trimmed(configuration.appId),
    departmentId: trimmed(configuration.departmentId),
    waitTime: waitTime(configuration.waitTimeSeconds),
    historyDelivery: configuration.historyDelivery ?? 'pastMessages',
    missedMessage: trimmed(configuration.missedMessage),
    texts: readTexts(configuration.language, configuration.texts),
  }
}

function region(value: string | undefined): Region {
  const word = trimmed(value)?.toLowerCase() ?? 'us'
  if (isRegion(word)) return word
  throw new RuntimeError(`"Region" is none of Zoho's data centres. Choose one of: ${regionList}.`)
}

function screenName(value: string | undefined): string | undefined {
  const text = trimmed(value)
  if (text === undefined) return undefined
  const name = screenNameIn(text)
  if (name !== undefined) return name
  throw new RuntimeError(
    '"Screen name" cannot be read. It is the word after the host in the address of your SalesIQ: salesiq.zoho.com/SCREEN-NAME. The whole address can be pasted, too.',
  )
}

function waitTime(value: number | undefined): number | undefined {
  if (value === undefined) return undefined
  if (Number.isInteger(value) && value >= 1 && value <= WAIT_TIME_MAX) return value
  throw new RuntimeError(`"Wait time" has to be a whole number of seconds from 1 to ${WAIT_TIME_MAX}.`)
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

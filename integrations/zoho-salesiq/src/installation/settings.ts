import { RuntimeError } from '@botpress/sdk'
import { NotFilledInError } from '../../../../core/pages/not-filled-in'
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
 * @throws {NotFilledInError} when what leads to Zoho is missing; {RuntimeError} that names the field which is wrong.
 */
export function readSettings(configuration: Configuration): Settings {
  return {
    client: { ...readClient(configuration), region: regionIn(configuration) },
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

function readClient(configuration: Configuration): { clientId: string; clientSecret: string } {
  const [clientId, clientSecret] = [trimmed(configuration.clientId), clientSecretIn(configuration)]
  if (clientId !== undefined && clientSecret !== undefined) return { clientId, clientSecret }
  const values = { 'Client ID': clientId, 'Client secret': clientSecret }
  const missing = Object.entries(values).flatMap(([title, value]) => (value === undefined ? [title] : []))
  throw new NotFilledInError(missing, missing.length === 2 && trimmed(configuration.refreshToken) === undefined)
}

/** What is filled in; undefined while nothing is. */
export function clientSecretIn({ clientSecret }: Configuration): string | undefined {
  return trimmed(clientSecret)
}

/** @throws {RuntimeError} for what is none of Zoho's. */
export function regionIn({ region }: Configuration): Region {
  const word = trimmed(region)?.toLowerCase() ?? 'us'
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

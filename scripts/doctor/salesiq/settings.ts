import { isRegion, type Region, screenNameIn } from '../../../integrations/zoho-salesiq/src/salesiq/regions'
import { type Env, textsIn } from '../../env-file'

/** What the doctor and the live test know of an installation, as in `.env.example`; empty when it is not filled in. */
export type LocalSettings = {
  /** undefined for a word that names none. */
  region: Region | undefined
  clientId: string
  clientSecret: string
  refreshToken: string
  /** Empty also where it cannot be read. */
  screenName: string
  /** The brand. */
  appId: string
  departmentId: string
  /** The bot's webhook URL, as Botpress shows it. */
  webhookUrl: string
}

export function settingsFrom(env: Env): LocalSettings {
  const text = textsIn(env)
  const region = text(variables.region).toLowerCase() || 'us'
  return {
    region: isRegion(region) ? region : undefined,
    clientId: text(variables.clientId),
    clientSecret: text(variables.clientSecret),
    refreshToken: text(variables.refreshToken),
    screenName: screenNameIn(text(variables.screenName)) ?? '',
    appId: text(variables.appId),
    departmentId: text(variables.departmentId),
    webhookUrl: text(variables.webhookUrl).replace(/\/+$/, ''),
  }
}

/** The variable behind each value, for whoever has to fill it in. */
export const variables = {
  region: 'ZOHO_REGION',
  clientId: 'ZOHO_CLIENT_ID',
  clientSecret: 'ZOHO_CLIENT_SECRET',
  refreshToken: 'ZOHO_REFRESH_TOKEN',
  screenName: 'ZOHO_SCREEN_NAME',
  appId: 'ZOHO_APP_ID',
  departmentId: 'ZOHO_DEPARTMENT_ID',
  webhookUrl: 'ZOHO_WEBHOOK_URL',
} as const

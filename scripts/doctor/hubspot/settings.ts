import type { ContactPolicy, LogMode } from '../../../src/installation/settings'
import { type Env, textsIn } from '../../env-file'

/** What the doctor and the live test know of an installation, as in `.env.example`; empty when it is not filled in. */
export type LocalSettings = {
  appId: string
  developerApiKey: string
  clientId: string
  clientSecret: string
  refreshToken: string
  inboxId: string
  additionalInboxIds: string[]
  contactPolicy: ContactPolicy
  /** Whether finished conversations are to be logged. */
  interactionLog: LogMode
  /** The bot's webhook URL, as Botpress shows it. */
  webhookUrl: string
}

const policies: readonly ContactPolicy[] = ['findOrCreate', 'findOnly', 'anonymous']

const logModes: readonly LogMode[] = ['off', 'summary', 'summaryAndTranscript']

export function settingsFrom(env: Env): LocalSettings {
  const text = textsIn(env)
  const policy = text('HUBSPOT_CONTACT_POLICY')
  const mode = text('HUBSPOT_INTERACTION_LOG')
  return {
    appId: text('HUBSPOT_APP_ID'),
    developerApiKey: text('HUBSPOT_DEVELOPER_API_KEY'),
    clientId: text('HUBSPOT_CLIENT_ID'),
    clientSecret: text('HUBSPOT_CLIENT_SECRET'),
    refreshToken: text('HUBSPOT_REFRESH_TOKEN'),
    inboxId: text('HUBSPOT_INBOX_ID'),
    additionalInboxIds: text('HUBSPOT_ADDITIONAL_INBOX_IDS')
      .split(',')
      .map((id) => id.trim())
      .filter((id) => id !== ''),
    contactPolicy: policies.find((known) => known === policy) ?? 'findOrCreate',
    interactionLog: logModes.find((known) => known === mode) ?? 'off',
    webhookUrl: text('BOTPRESS_WEBHOOK_URL').replace(/\/+$/, ''),
  }
}

/** The variable behind each value, for whoever has to fill it in. */
export const variables = {
  appId: 'HUBSPOT_APP_ID',
  developerApiKey: 'HUBSPOT_DEVELOPER_API_KEY',
  clientId: 'HUBSPOT_CLIENT_ID',
  clientSecret: 'HUBSPOT_CLIENT_SECRET',
  refreshToken: 'HUBSPOT_REFRESH_TOKEN',
  webhookUrl: 'BOTPRESS_WEBHOOK_URL',
} as const

import type { ContactPolicy } from '../../src/installation/settings'

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
  /** The bot's webhook URL, as Botpress shows it. */
  webhookUrl: string
}

/**
 * Takes the variables of a `.env` file; what the environment says already stands.
 *
 * @returns whether there is one.
 */
export function loadEnvFile(path: string): boolean {
  try {
    process.loadEnvFile(path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    throw error
  }
}

const policies: readonly ContactPolicy[] = ['findOrCreate', 'findOnly', 'anonymous']

export function settingsFrom(env: Record<string, string | undefined>): LocalSettings {
  const text = (name: string) => env[name]?.trim() ?? ''
  const policy = text('HUBSPOT_CONTACT_POLICY')
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

import type { Installation } from '../../../sim/botpress'
import type { Env } from '../../env-file'
import { type LocalSettings, settingsFrom } from './settings'

type Bot = Pick<Installation, 'configuration' | 'webhookUrl'>

/** What `.env` would say of a bot on the stand-ins. */
export function envOf({ configuration, webhookUrl }: Bot): Env {
  const text = (name: string) => (configuration[name] === undefined ? undefined : String(configuration[name]))
  return {
    HUBSPOT_APP_ID: text('appId'),
    HUBSPOT_DEVELOPER_API_KEY: text('developerApiKey'),
    HUBSPOT_CLIENT_ID: text('clientId'),
    HUBSPOT_CLIENT_SECRET: text('clientSecret'),
    HUBSPOT_REFRESH_TOKEN: text('refreshToken'),
    HUBSPOT_INBOX_ID: text('inboxId'),
    HUBSPOT_ADDITIONAL_INBOX_IDS: text('additionalInboxIds'),
    HUBSPOT_CONTACT_POLICY: text('contactPolicy'),
    HUBSPOT_INTERACTION_LOG: text('interactionLog'),
    BOTPRESS_WEBHOOK_URL: webhookUrl,
  }
}

export const settingsOf = (bot: Bot): LocalSettings => settingsFrom(envOf(bot))

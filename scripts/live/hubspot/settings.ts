import { type LocalSettings, settingsFrom } from '../../doctor/hubspot/settings'
import { type Env, textsIn } from '../../env-file'
import * as live from '../settings'

export type LiveSettings = LocalSettings &
  live.LiveSettings & {
    /** E-mail address of the contact that is found or created. */
    contactEmail: string
  }

export const liveSettingsFrom = (env: Env): LiveSettings => ({
  ...settingsFrom(env),
  ...live.liveSettingsFrom(env),
  contactEmail: textsIn(env)('LIVE_CONTACT_EMAIL') || 'live-test@hubspot-inbox-hitl.example.com',
})

/** Without these nothing can be tried. */
export const needed = [
  'HUBSPOT_APP_ID',
  'HUBSPOT_DEVELOPER_API_KEY',
  'HUBSPOT_CLIENT_ID',
  'HUBSPOT_CLIENT_SECRET',
  'HUBSPOT_REFRESH_TOKEN',
  'HUBSPOT_INBOX_ID',
  'LIVE_PUBLIC_URL',
] as const

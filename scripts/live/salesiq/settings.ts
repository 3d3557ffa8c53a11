import { type LocalSettings, settingsFrom, variables } from '../../doctor/salesiq/settings'
import { type Env, textsIn } from '../../env-file'
import * as live from '../settings'

export type LiveSettings = LocalSettings &
  live.LiveSettings & {
    /** E-mail address of the visitor. */
    visitorEmail: string
  }

export const liveSettingsFrom = (env: Env): LiveSettings => ({
  ...settingsFrom(env),
  ...live.liveSettingsFrom(env),
  visitorEmail: textsIn(env)('LIVE_CONTACT_EMAIL') || 'live-test@zoho-salesiq-hitl.example.com',
})

/** Without these nothing can be tried. */
export const needed = [
  variables.clientId,
  variables.clientSecret,
  variables.refreshToken,
  variables.screenName,
  'LIVE_PUBLIC_URL',
] as const

import { type LocalSettings, settingsFrom, variables } from '../doctor/hubspot/settings'

/** What the live test needs besides an installation's own values. */
export type LiveSettings = LocalSettings & {
  /** An https address that leads to this machine, such as a tunnel's. */
  publicUrl: string
  /** Where the tunnel ends. */
  port: number
  /** How long to wait for something a person has to do in HubSpot, in ms. */
  patience: number
  /** E-mail address of the contact that is found or created. */
  contactEmail: string
}

export function liveSettingsFrom(env: Record<string, string | undefined>): LiveSettings {
  const text = (name: string) => env[name]?.trim() ?? ''
  return {
    ...settingsFrom(env),
    publicUrl: text('LIVE_PUBLIC_URL').replace(/\/+$/, ''),
    port: Number(text('LIVE_PORT')) || 8790,
    patience: (Number(text('LIVE_PATIENCE_SECONDS')) || 180) * 1000,
    contactEmail: text('LIVE_CONTACT_EMAIL') || 'live-test@hubspot-inbox-hitl.example.com',
  }
}

/** The variables that are not filled in, without which nothing can be tried. */
export function missingFor(settings: LiveSettings): string[] {
  const needed = ['appId', 'developerApiKey', 'clientId', 'clientSecret', 'refreshToken'] as const
  return [
    ...needed.filter((name) => settings[name] === '').map((name) => variables[name]),
    ...(settings.inboxId === '' ? ['HUBSPOT_INBOX_ID'] : []),
    ...(settings.publicUrl === '' ? ['LIVE_PUBLIC_URL'] : []),
  ]
}

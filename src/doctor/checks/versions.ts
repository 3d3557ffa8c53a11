import { type Check, failed, passed } from '../../../core/doctor/check'
import { supportedUntil, version } from '../../hubspot/versions'

/** @param today as YYYY-MM. */
export function checkVersions(today: string): Check[] {
  const check = { id: 'api-version', title: `HubSpot supports the API version in use, ${version}` }
  const detail = `for OAuth, custom channels, conversations, contacts and files; until about ${supportedUntil}`
  if (today < supportedUntil) return [passed({ ...check, detail })]
  return [failed({ ...check, detail, fix: 'Update the integration.', breaksEscalation: false })]
}

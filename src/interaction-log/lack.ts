import { lacks } from '../crm/action-scopes'
import { boxFor } from '../setup/scopes'

/** Why the log is off for want of scopes, and what to do; undefined where none is lacking. */
export function lackAmong(granted: readonly string[]): string | undefined {
  const missing = lacks(granted, 'logInteraction')
  return missing.length === 0 ? undefined : lackOf(missing)
}

/** The same for scopes that HubSpot says are missing. */
export function lackOf(missing: readonly string[]): string {
  const scopes = missing.length === 0 ? 'a scope' : missing.join(' and ')
  const boxes = [...new Set(missing.flatMap((scope) => boxFor(scope) ?? []))].map((title) => `the box "${title}"`)
  const how = boxes.length === 0 ? '' : ` with ${boxes.join(' and ')} ticked`
  return `The interaction log is off, because HubSpot has not granted ${scopes}. Add what is missing to the HubSpot app, connect again${how}, and save the configuration.`
}

/** The same where only one is not logged, since it is to be shown on other records, too; undefined where it is not that. */
export function lackOfLinks(missing: readonly string[], { links }: { links: object }): string | undefined {
  if (Object.keys(links).length === 0) return undefined
  if (lacks([], 'logInteraction').some((scope) => missing.includes(scope))) return undefined
  const scopes = missing.length === 0 ? 'a scope' : missing.join(' and ')
  return `HubSpot has not granted ${scopes}, which it takes to show it on a ticket, deal or company.`
}

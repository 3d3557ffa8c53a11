import type { Check } from './check'
import { isBroken } from './diagnose'
import type { LocalSettings } from './settings'

/** The report for people: a line per check, and the fix below what fails. */
export function asText(checks: Check[]): string {
  const lines = checks.flatMap(({ title, ok, detail, fix }) => {
    const mark = ok === undefined ? '–' : ok ? '✓' : '✗'
    return [`${mark} ${title}${detail && ` (${detail})`}`, ...(fix ? [`    → ${fix}`] : [])]
  })
  const count = (wanted: boolean | undefined) => checks.filter(({ ok }) => ok === wanted).length
  const verdict = isBroken(checks)
    ? 'Conversations cannot be handed over until what is marked ✗ is put right.'
    : 'Nothing was found that keeps conversations from being handed over.'
  return `${lines.join('\n')}\n\n${count(true)} well, ${count(false)} wrong, ${count(undefined)} not checked. ${verdict}\n`
}

export const asJson = (checks: Check[]): string =>
  `${JSON.stringify({ ok: !isBroken(checks), checks: checks.map(({ ok, ...check }) => ({ ...check, ok: ok ?? null })) }, null, 2)}\n`

/** Takes the secrets out of a text; none should be in it, whatever HubSpot says. */
export function withoutSecrets(text: string, { developerApiKey, clientSecret, refreshToken }: LocalSettings): string {
  return [developerApiKey, clientSecret, refreshToken]
    .filter((secret) => secret.length > 3)
    .reduce((clean, secret) => clean.replaceAll(secret, '[secret]'), text)
}

import { type Check, verdictOf } from '../../core/doctor/check'

/** The report for people: a line per check, the fix below what fails, and one line for all that waits for that. */
export function asText(checks: Check[], desk: string): string {
  const waiting = checks.filter(({ waits }) => waits)
  const lines = checks
    .filter(({ waits }) => !waits)
    .flatMap(({ title, ok, detail, fix }) => {
      const mark = ok === undefined ? '–' : ok ? '✓' : '✗'
      return [`${mark} ${title}${detail && ` (${detail})`}`, ...(fix ? [`    → ${fix}`] : [])]
    })
  if (waiting.length > 0) {
    lines.push(`– Not checked for want of what is said above: ${waiting.map(({ id }) => id).join(', ')}`)
  }
  const count = (wanted: boolean | undefined) => checks.filter(({ ok }) => ok === wanted).length
  const verdict = checks.some(({ id }) => id === 'env-file') ? unknown : verdicts[verdictOf(checks)].text(desk)
  return `${lines.join('\n')}\n\n${count(true)} well, ${count(false)} wrong, ${count(undefined)} not checked. ${verdict}\n`
}

const unknown = 'Until the file is there, the doctor cannot say whether conversations are handed over.'

const verdicts = {
  well: { ok: true, text: () => 'Nothing was found that keeps conversations from being handed over.' },
  broken: { ok: false, text: () => 'Conversations cannot be handed over until what is marked ✗ is put right.' },
  open: { ok: null, text: (desk: string) => `${desk} did not answer every question, so run the doctor again.` },
} as const

/** The report for programs: `ok` is null where the help desk did not answer, or what it takes to ask is missing. */
export function asJson(checks: Check[]): string {
  const { ok } = verdicts[verdictOf(checks)]
  const shown = checks.map(({ id, title, detail, fix, breaksEscalation, ok = null }) => ({
    id,
    title,
    detail,
    fix,
    breaksEscalation,
    ok,
  }))
  return `${JSON.stringify({ ok, checks: shown }, null, 2)}\n`
}

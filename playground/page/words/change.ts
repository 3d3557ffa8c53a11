import type { CrmChange } from '../../crm-protocol'

/** What changed, in words. */
export function changeWords({ label, from, to }: Pick<CrmChange, 'label' | 'from' | 'to'>): string {
  if (from === undefined) return to === undefined ? label : `${label}: ${to}`
  return to === undefined ? `${label}: “${from}” was taken out` : `${label}: ${from} → ${to}`
}

import type { Check } from '../../../core/doctor/check'
import { examine as examineBy } from '../../../scripts/doctor/salesiq/examine'
import type { LocalSettings } from '../../../scripts/doctor/salesiq/settings'
import { settingsOf } from '../../../scripts/doctor/salesiq/settings-of'
import type { SalesIqStage } from '../../../sim/salesiq-stage'

export const examine = ({ bot }: Pick<SalesIqStage, 'bot'>, changes: Partial<LocalSettings> = {}): Promise<Check[]> =>
  examineBy({ ...settingsOf(bot), ...changes })

export function find(checks: Check[], id: string): Check {
  const check = checks.find((candidate) => candidate.id === id)
  if (check === undefined) throw new Error(`No check ${id} among ${checks.map((other) => other.id).join(', ')}`)
  return check
}

import type { Check } from '../../../scripts/doctor/check'
import { diagnose } from '../../../scripts/doctor/salesiq/diagnose'
import { readFacts } from '../../../scripts/doctor/salesiq/read-facts'
import type { LocalSettings } from '../../../scripts/doctor/salesiq/settings'
import { settingsOf } from '../../../scripts/doctor/salesiq/settings-of'
import type { SalesIqStage } from '../../../sim/salesiq-stage'

export const examine = async (
  { bot }: Pick<SalesIqStage, 'bot'>,
  changes: Partial<LocalSettings> = {},
): Promise<Check[]> => diagnose(await readFacts({ ...settingsOf(bot), ...changes }))

export function find(checks: Check[], id: string): Check {
  const check = checks.find((candidate) => candidate.id === id)
  if (check === undefined) throw new Error(`No check ${id} among ${checks.map((other) => other.id).join(', ')}`)
  return check
}

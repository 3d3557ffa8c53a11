import type { Check } from '../../core/doctor/check'
import { examine as examineBy } from '../../scripts/doctor/hubspot/examine'
import type { LocalSettings } from '../../scripts/doctor/hubspot/settings'
import { settingsOf } from '../../scripts/doctor/hubspot/settings-of'
import { scopes } from '../../sim/hubspot-stage'
import { onStage, type TestStage } from './on-stage'

export const everything = [...scopes.required, ...scopes.contacts, ...scopes.files]

export const examine = (stage: TestStage, changes: Partial<LocalSettings> = {}): Promise<Check[]> =>
  examineBy({ ...settingsOf(stage.bot), ...changes }, new Date('2026-11-21'))

export function find(checks: Check[], id: string): Check {
  const check = checks.find((candidate) => candidate.id === id)
  if (check === undefined) throw new Error(`No check ${id} among ${checks.map((other) => other.id).join(', ')}`)
  return check
}

/** A stage on which every check can pass: a legacy app may read its own webhooks. */
export async function healthy(options: Parameters<typeof onStage>[0] = {}): Promise<TestStage> {
  const stage = await onStage(options)
  stage.hubspot.app(stage.appId).kind = 'legacy'
  return stage
}

/** Examines an installation to which just these scopes were granted. */
export async function withScopes(granted: string[], changes: Partial<LocalSettings> = {}): Promise<Check[]> {
  const stage = await healthy()
  const { appId, portalId } = stage
  return examine(stage, { ...changes, ...stage.hubspot.install({ appId, portalId, scopes: granted }) })
}

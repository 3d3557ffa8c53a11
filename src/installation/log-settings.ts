import { keyedState } from '../../core/platform/keyed-state'
import type { StatePlace } from '../../core/platform/state'
import { timing } from '../timing'
import { type Memory, note } from './memory'
import type { LogMode, NoMatchPolicy, Settings } from './settings'
import { type LogSettings, logSettingsEntry } from './states'

/**
 * How the interaction log is set: by the configuration, or by an action, until the configuration of the log is saved with
 * other values. Kept for all processes, since a session counts by when it ended.
 */

const stored = keyedState('logSettings', logSettingsEntry, 'lasting')
const key = 'settings'

type Place = StatePlace & { settings: Settings; memory: Memory }

/** Whether the log can be on at all; where not, nothing is read for it. */
export const canLog = ({ settings: { log, crmAuthoring } }: Pick<Place, 'settings'>): boolean =>
  log.mode !== 'off' || crmAuthoring

/** Whether the log is on. */
export const isOn = ({ mode, lack }: LogSettings): boolean => mode !== 'off' && lack === undefined

/**
 * How the log is set, from memory where this process read it lately.
 *
 * @throws what Botpress says; {LockedError}.
 */
export async function logSettings(place: Place, trust = timing.logTrust): Promise<LogSettings> {
  if (!canLog(place)) return ofConfiguration(place.settings)
  const known = place.memory.log
  if (known !== undefined && Date.now() - known.readAt < trust) return known.settings
  const found = await stored.read(place, key)
  if (found !== undefined && found.configured === configured(place.settings)) return remember(place, found)
  return await changeLogSettings(place, (current) => current)
}

/**
 * Changes how the log is set, for all processes. What another configuration left there is replaced first.
 *
 * @throws what Botpress says; {LockedError}.
 */
export async function changeLogSettings(
  place: Place,
  change: (current: LogSettings) => Partial<LogSettings>,
): Promise<LogSettings> {
  const after = await stored.change(place, key, (before) => {
    const isSame = before?.configured === configured(place.settings)
    const current = isSame ? before : { ...ofConfiguration(place.settings), lack: before?.lack }
    const next = { ...current, ...change(current) }
    const since = before?.mode === 'off' ? undefined : before?.since
    const result = { ...next, since: next.mode === 'off' ? undefined : (since ?? Date.now()) }
    return { after: result, result }
  })
  return remember(place, after)
}

function remember(place: Place, found: LogSettings): LogSettings {
  note(place.memory, { log: { settings: found, readAt: Date.now() } })
  return found
}

const configured = ({ log, crmAuthoring }: Settings): string => [log.mode, log.onNoMatch, crmAuthoring].join(' ')

function ofConfiguration(settings: Settings): LogSettings {
  const { mode, onNoMatch }: { mode: LogMode; onNoMatch: NoMatchPolicy } = settings.log
  return { mode, onNoMatch, source: 'configuration', configured: configured(settings) }
}

/** What was set before counts no more: the log is off by the configuration. */
export async function forgetLogSettings(place: Place): Promise<void> {
  if ((await stored.read(place, key)) === undefined) return
  await stored.change(place, key, () => ({ after: undefined, result: undefined }))
}

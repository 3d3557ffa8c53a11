import type { Installation } from '../../../sim/botpress'
import type { Env } from '../../env-file'
import { type LocalSettings, settingsFrom, variables } from './settings'

type Bot = Pick<Installation, 'configuration' | 'webhookUrl'>

/** What `.env` would say of a bot on the stand-ins. */
export function envOf({ configuration, webhookUrl }: Bot): Env {
  const text = (name: string) => (configuration[name] === undefined ? undefined : String(configuration[name]))
  const fields = Object.entries(variables).map(([field, variable]) => [variable, text(field)])
  return { ...Object.fromEntries(fields), [variables.webhookUrl]: webhookUrl }
}

export const settingsOf = (bot: Bot): LocalSettings => settingsFrom(envOf(bot))

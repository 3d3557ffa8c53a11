import { type Env, textsIn } from '../env-file'
import { port, positive } from '../words'

/** What a live test needs besides an installation's own values. */
export type LiveSettings = {
  /** An https address that leads to this machine, such as a tunnel's. */
  publicUrl: string
  /** Where the tunnel ends. */
  port: number
  /** How long to wait for something a person has to do at the help desk, in ms. */
  patience: number
}

export function liveSettingsFrom(env: Env): LiveSettings {
  const text = textsIn(env)
  return {
    publicUrl: text('LIVE_PUBLIC_URL').replace(/\/+$/, ''),
    port: Number(text('LIVE_PORT')) || 8790,
    patience: (Number(text('LIVE_PATIENCE_SECONDS')) || 180) * 1000,
  }
}

/** Those of the variables that are not filled in. */
export const emptyIn = (env: Env, variables: readonly string[]): string[] =>
  variables.filter((name) => textsIn(env)(name) === '')

/** What is wrong with the numbers among the settings. */
export function objectionTo(env: Env): string | undefined {
  const numbers = { LIVE_PORT: port.objection, LIVE_PATIENCE_SECONDS: positive('seconds') }
  for (const [name, objection] of Object.entries(numbers)) {
    const text = textsIn(env)(name)
    const why = text === '' ? undefined : objection(text)
    if (why !== undefined) return `${name}: ${why}`
  }
  return undefined
}

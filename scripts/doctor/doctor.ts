import type { Check } from '../../core/doctor/check'
import type { Env } from '../env-file'

/** What the doctor of one help desk does. */
export type Doctor = {
  /** The help desk's name, for the report. */
  desk: string
  /**
   * Reads what there is to read, and judges it. Changes nothing.
   *
   * @param missingFile the file that the variables should have come from, when it is not there.
   * @returns the checks, in the order in which one would look, and what must not be printed.
   */
  examine(env: Env, missingFile?: string): Promise<{ checks: Check[]; secrets: string[] }>
  /** Sets up the stand-ins with a registered bot, and shows what a healthy installation looks like. */
  onSim(look: (env: Env) => Promise<void>): Promise<void>
}

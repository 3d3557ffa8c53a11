import type { Env } from '../env-file'
import { type Assumptions, asReport, complete } from './findings'

/** The live test of one help desk. */
export type Live = {
  /** Variables without which nothing can be tried. */
  needed: readonly string[]
  /** The report where nothing was tried. */
  skipped(why: string): string
  /** Tries the account that the variables name; a person does the agent's part. @returns whether no step failed. */
  onAccount(env: Env, say: (line: string) => void): Promise<boolean>
  /** Tries the test itself: the desk is the stand-in, and its agent answers at once. */
  onSim(say: (line: string) => void): Promise<boolean>
}

export const skippedReport = <Id extends string>(desk: string, assumptions: Assumptions<Id>, why: string): string =>
  asReport(desk, assumptions, {
    steps: [{ title: 'the happy path against a real account', outcome: 'skipped', detail: why }],
    findings: complete(assumptions, [], 'nothing was tried'),
  })

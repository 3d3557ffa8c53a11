import { type Assumptions, asReport, complete, type Seen } from './findings'
import type { Theatre } from './theatre'

/** What is played against one help desk. */
export type Production<T extends Theatre, Id extends string> = {
  /** The help desk's name. */
  desk: string
  assumptions: Assumptions<Id>
  open(): Promise<T>
  play(theatre: T, seen: Seen<Id>): Promise<void>
}

/**
 * Runs the happy path against a real account and reports. What it set up there is removed again; conversations and people
 * stay.
 *
 * @returns whether no step failed; an assumption that is refuted is no failure of a step.
 */
export async function runProduction<T extends Theatre, Id extends string>(
  { desk, assumptions, open, play }: Production<T, Id>,
  say: (line: string) => void,
): Promise<boolean> {
  const seen: Seen<Id> = { steps: [], findings: [] }
  const theatre = await open()
  try {
    await play(theatre, seen)
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'unknown fault'
    seen.steps.push({ title: 'going on', outcome: 'failed', detail })
  } finally {
    await theatre.bot.unregister()
    await theatre.close()
  }
  const findings = complete(assumptions, seen.findings, 'the test did not get there')
  say(asReport(desk, assumptions, { steps: seen.steps, findings }))
  return seen.steps.every(({ outcome }) => outcome !== 'failed')
}

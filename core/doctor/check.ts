/** One line of what the doctor says, on a page or a command line. */
export type Check = {
  id: string
  /** What should be so, as a statement. */
  title: string
  /** undefined: could not be checked. */
  ok: boolean | undefined
  /** What was found, without secrets; may be empty. */
  detail: string
  /** What to do; empty when all is well. */
  fix: string
  /** Whether conversations cannot be handed over because of it. */
  breaksEscalation: boolean
  /** Whether the help desk was asked and did not answer. */
  unanswered: boolean
  /** Whether it could not be looked at because of what another check says. */
  waits: boolean
}

/** What was read from a help desk; undefined when what it takes to ask is missing. */
export type Reading<T, P extends Problem = Problem> =
  | { ok: true; value: T }
  | { ok: false; problem: P }
  | Unseen
  | undefined

/** What cannot be seen from where the doctor looks, and why. */
export type Unseen = { ok: undefined; why: string }

/** Why something could not be read, safe to print. */
export type Problem = { message: string; passing: boolean }

type Given = Pick<Check, 'id' | 'title'> & Partial<Check>

const plain = { detail: '', fix: '', breaksEscalation: false, unanswered: false, waits: false }

export const passed = (check: Given): Check => ({ ...plain, ...check, ok: true })

export const failed = (check: Given & { fix: string }): Check => ({
  ...plain,
  breaksEscalation: true,
  ...check,
  ok: false,
})

export const unchecked = (check: Given & { detail: string }): Check => ({ ...plain, ...check, ok: undefined })

/** A check about something that could not be read. */
export function unread(check: Pick<Check, 'id' | 'title'>, reading: Exclude<Reading<unknown>, { ok: true }>): Check {
  if (reading === undefined) {
    return unchecked({ ...check, detail: 'not checked; another check says what it takes', waits: true })
  }
  if (reading.ok === undefined) return unchecked({ ...check, detail: reading.why })
  return reading.problem.passing
    ? unchecked({
        ...check,
        detail: reading.problem.message,
        fix: 'Look again in a moment.',
        unanswered: true,
      })
    : failed({
        ...check,
        detail: reading.problem.message,
        fix: 'Put right what is said above, then look again.',
      })
}

/** Whether the help desk said no, and would again. */
export const isRefusal = <P extends Problem>(reading: Reading<unknown, P>): reading is { ok: false; problem: P } =>
  reading?.ok === false && !reading.problem.passing

/** Whether anything keeps conversations from being handed over; open when a question about it was not answered. */
export function verdictOf(checks: readonly Check[]): 'well' | 'broken' | 'open' {
  if (checks.some(({ ok, breaksEscalation }) => ok === false && breaksEscalation)) return 'broken'
  return checks.some(({ unanswered }) => unanswered) ? 'open' : 'well'
}

import { RuntimeError } from '@botpress/sdk'
import type { Problem } from './problem'

/**
 * What a look-up throws when it cannot be made: what is wrong with each field, and what to use.
 *
 * @param problems one at least.
 */
export function asError(problems: readonly Problem[]): RuntimeError {
  return new RuntimeError(`${problems.map(problemText).join(' ')} Correct this and try again.`)
}

/** One problem as a text: the field, what is wrong, and what there is to choose from. */
export function problemText({ field, label, problem, allowed = [] }: Problem): string {
  const name = label === undefined || label === field ? `"${field.slice(0, 60)}"` : `"${field}" (${label})`
  return `${name}: ${problem}${allowed.length === 0 ? '' : ` ${allowed.join(', ')}.`}`
}

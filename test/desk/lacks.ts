import type { Desk } from '../../core/desk'

/** Members of a desk object whose absence, or `false`, the core makes up for in another way. */
const optional = ['look', 'recent', 'mark', 'locate', 'agent', 'reopensByMessage'] as const satisfies (keyof Desk)[]

/** What a desk may leave out, by the name of the member that says so. */
export type Unsupported = (typeof optional)[number]

/** What the desk object itself says that it lacks. */
export function unsupportedBy(desk: Desk): Unsupported[] {
  return optional.filter((member) => desk[member] === undefined || desk[member] === false)
}

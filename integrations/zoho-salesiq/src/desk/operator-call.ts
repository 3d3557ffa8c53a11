import { DeskError } from '../../../../core/desk'
import { type Memory, note, type OperatorCall } from '../installation/memory'
import { SalesIqError } from '../salesiq/errors'
import { timing } from '../timing'

/**
 * Which calls of the operator API the token of an organisation may make is not documented: what SalesIQ does not allow is
 * left alone for an hour, and something else is done in its place.
 */

/** Codes that say "not with this token", "not this way" or "not in this plan", whatever is asked for. */
const shutting: ReadonlySet<number> = new Set([1004, 1006, 1009, 1010, 1016, 1021])

/** Whether a refusal is of the call as such. */
export const isShut = (error: unknown): boolean =>
  error instanceof SalesIqError && error.code !== undefined && shutting.has(error.code)

/** Whether a call is worth a try. */
export const mayCall = ({ shut }: Memory, call: OperatorCall): boolean => (shut?.[call] ?? 0) <= Date.now()

/**
 * Makes a call, and remembers where it is not allowed.
 *
 * @throws {DeskError} `refused` for what is not allowed; whatever the call throws.
 */
export async function operatorCall<T>(memory: Memory, call: OperatorCall, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    if (!isShut(error) || !(error instanceof DeskError)) throw error
    note(memory, { shut: { ...memory.shut, [call]: Date.now() + timing.shutTrust } })
    throw new DeskError(error.message, 'refused', error.advice)
  }
}

import { SalesIqError } from '../salesiq/errors'

/** Codes that a text can be refused with. */
const ofValues: ReadonlySet<number> = new Set([1007, 1011, 1015])

/** No text of this length is refused for being too long; UTF-16 units. Our own choice. */
const never = 200

/** Whether a text may have been refused for its length: how SalesIQ says that is not documented. */
export const mayBeTooLong = (error: unknown, text: string): boolean =>
  error instanceof SalesIqError &&
  ((error.code !== undefined && ofValues.has(error.code)) || error.status === 413) &&
  text.length > never

import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import type { SimResponse } from '../http/server'

/** The error types of Botpress' API that this stand-in or its faults use, with their HTTP status (as `@botpress/client` has them). */
const statuses = {
  Unauthorized: 401,
  Forbidden: 403,
  QuotaExceeded: 403,
  InvalidPayload: 400,
  InvalidQuery: 400,
  ReferenceNotFound: 400,
  ResourceNotFound: 404,
  MethodNotFound: 405,
  AlreadyExists: 409,
  RelationConflict: 409,
  ResourceLockedConflict: 409,
  ReferenceConstraint: 409,
  ResourceGone: 410,
  PayloadTooLarge: 413,
  RateLimited: 429,
  Internal: 500,
} as const

export type ApiErrorType = keyof typeof statuses

/** A refusal by the Botpress API. */
export class ApiError extends Error {
  constructor(
    readonly type: ApiErrorType,
    message: string,
  ) {
    super(message)
    this.name = `BotpressApiError(${type})`
  }

  toResponse(): SimResponse {
    return { status: statuses[this.type], body: errorBody(this.type, this.message) }
  }
}

/** Botpress' error body, also for the `body` of a fault rule: `{ id, code, type, message }`. */
export function errorBody(type: ApiErrorType, message: string) {
  const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const id = `err_${time}x${randomBytes(4).toString('hex').toUpperCase()}`
  return { id, code: statuses[type], type, message }
}

/** What a zod schema makes of `value`. Throws `InvalidPayload` when it does not fit. */
export function parseBody<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (!result.success) throw new ApiError('InvalidPayload', z.prettifyError(result.error))
  return result.data
}

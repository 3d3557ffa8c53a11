import type { SimResponse } from '../http/server'
import type { Settings } from './settings'

/** What an error body may name as the culprit. */
export type Culprit = { param?: string; json_key?: string; header?: string }

export type ErrorBody = { error: { code: number; message: string } & Culprit }

/** The codes that are answered here, in Zoho's sense of them. */
const messages = {
  1002: 'Authorization header is missing or malformed',
  1004: 'Invalid request method',
  1005: 'No such portal',
  1006: 'Invalid URL',
  1007: 'Wrong type',
  1008: 'Invalid or expired token',
  1009: 'Invalid OAuth scope',
  1011: 'Invalid or missing parameter',
  1014: 'Resource already exists',
  1015: 'Invalid request body',
  1018: 'The file is empty',
  1019: 'Resource not found',
  1020: 'No such operator',
  1023: 'Too many requests',
  1025: 'No such department',
  1026: 'The last one cannot be removed',
  1027: 'The file is too large',
  1028: 'This type of file is not supported',
  1029: 'Invalid filter',
  1054: 'Invalid header value',
} as const

export type ErrorCode = keyof typeof messages

/** Thrown by a handler, answered by the router in Zoho's error shape. */
export class SalesIqError extends Error {
  readonly code: ErrorCode
  readonly body: ErrorBody

  constructor(code: ErrorCode, culprit: Culprit = {}, message: string = messages[code]) {
    super(message)
    this.code = code
    this.body = { error: { code, message, ...culprit } }
  }
}

/** The answer to a refused request; see `Settings.errorStatus`. */
export function errorResponse(settings: Pick<Settings, 'errorStatus'>, { code, body }: SalesIqError): SimResponse {
  return { status: settings.errorStatus === '200' ? 200 : statusOf(code), body }
}

/** The body of an error, for a fault rule. */
export const errorBody = (code: ErrorCode): ErrorBody => new SalesIqError(code).body

function statusOf(code: ErrorCode): number {
  if (code === 1002 || code === 1008) return 401
  return code === 1006 || code === 1019 ? 404 : 400
}

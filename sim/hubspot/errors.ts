import { randomUUID } from 'node:crypto'

export type ErrorBody = {
  status: 'error'
  message: string
  correlationId: string
  category: string
  subCategory?: string
  context?: Record<string, string[]>
  errors?: { message: string; code?: string; in?: string; context?: Record<string, string[]> }[]
  links?: Record<string, string>
}

type Extra = Pick<Partial<ErrorBody>, 'subCategory' | 'context' | 'errors' | 'links'>

/** Thrown by a handler, answered by the router in the error shape of HubSpot's published specs. */
export class HubSpotError extends Error {
  readonly status: number
  readonly body: ErrorBody

  constructor(status: number, category: string, message: string, extra: Extra = {}) {
    super(message)
    this.status = status
    this.body = { status: 'error', message, correlationId: randomUUID(), category, ...extra }
  }
}

export const invalid = (message: string, extra?: Extra): HubSpotError =>
  new HubSpotError(400, 'VALIDATION_ERROR', message, extra)

export const notFound = (message: string, extra?: Extra): HubSpotError =>
  new HubSpotError(404, 'OBJECT_NOT_FOUND', message, extra)

export const conflict = (message: string, extra?: Extra): HubSpotError =>
  new HubSpotError(409, 'CONFLICT', message, extra)

export const unauthenticated = (message: string, category = 'INVALID_AUTHENTICATION'): HubSpotError =>
  new HubSpotError(401, category, message)

export function missingScopes(requiredGranularScopes: string[]): HubSpotError {
  return new HubSpotError(
    403,
    'MISSING_SCOPES',
    "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
    {
      links: { scopes: 'https://developers.hubspot.com/scopes' },
      errors: [{ message: 'One or more of the following scopes are required.', context: { requiredGranularScopes } }],
    },
  )
}

/** The body of a 429, for a fault rule; policies as HubSpot documents them. */
export function rateLimitBody(policyName: 'TEN_SECONDLY_ROLLING' | 'SECONDLY' | 'DAILY'): Record<string, string> {
  return {
    status: 'error',
    message:
      policyName === 'DAILY'
        ? 'You have reached your daily limit.'
        : `You have reached your ${policyName.toLowerCase()} limit.`,
    errorType: 'RATE_LIMIT',
    correlationId: randomUUID(),
    policyName,
  }
}

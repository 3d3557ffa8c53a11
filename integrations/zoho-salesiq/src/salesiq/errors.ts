import * as z from 'zod/mini'
import { DeskError, type Outcome } from '../../../../core/desk'
import { scrub } from '../../../../core/platform/scrub'
import { adviceOn } from './advice'

/** What is known of a failed call. */
export type Failure = {
  /** HTTP status; undefined when there was no answer. */
  status?: number | undefined
  body?: unknown
  /** Where the body says nothing. */
  reason?: string | undefined
  /** Texts that were sent, which Zoho's words may repeat and an error must not. */
  sent?: readonly string[]
}

/** A failed call to Zoho. The message is safe to log: it holds nothing that was sent and no secret. */
export class SalesIqError extends DeskError {
  override readonly name = 'SalesIqError'
  readonly status: number | undefined
  /** SalesIQ's error code; see `advice.ts`. */
  readonly code: number | undefined
  /** What SalesIQ says was wrong, such as `visitor.email`. */
  readonly field: string | undefined
  /** `error` of an answer of the accounts server, such as `invalid_code`. */
  readonly oauthError: string | undefined

  /** @param what as it reads after "to": "open the chat". */
  constructor(what: string, { status, body, reason, sent = [] }: Failure) {
    const { code, message, field, oauthError } = errorIn(body)
    const known = code === undefined ? undefined : meanings.get(code)
    const words = withoutSent(message ?? oauthError, sent) ?? reason ?? 'no further details'
    const said = known ?? scrub(words).replace(/[.\s]+$/, '')
    const named = [code ?? oauthError, field].filter((part) => part !== undefined).join(', ')
    const outcome = outcomeOf(status, code, oauthError)
    super(
      `${beginning(status, named !== '', what)}: ${said}${named === '' || named === said ? '' : ` (${named})`}.`,
      outcome,
      adviceOn({ status, code, field, oauthError, outcome }),
    )
    this.status = status
    this.code = code
    this.field = field
    this.oauthError = oauthError
  }
}

/** @param isZohos whether the answer is of the form that Zoho's errors have. */
function beginning(status: number | undefined, isZohos: boolean, what: string): string {
  if (status === undefined) return `SalesIQ could not be reached to ${what}`
  return isZohos ? `SalesIQ refused to ${what}` : `SalesIQ answered ${status} when asked to ${what}`
}

/** Whether an answer is an error: Zoho gives some with HTTP 200, so the body is asked before the status. */
export function saysError(status: number, body: unknown): boolean {
  const { code, oauthError } = errorIn(body)
  return status >= 300 || status < 200 || code !== undefined || oauthError !== undefined
}

/** What SalesIQ's codes mean (REST API guide, error codes). */
const meanings: ReadonlyMap<number, string> = new Map([
  [1001, 'it could not check the access token'],
  [1002, 'it did not find the access token where it looks for it'],
  [1004, 'it does not take that verb'],
  [1005, 'there is no portal of that screen name'],
  [1006, 'it does not know the address'],
  [1007, 'a value is of the wrong type'],
  [1008, 'the access token is not valid any more'],
  [1009, 'the access token may not do that'],
  [1010, 'it does not take that method'],
  [1011, 'a value is missing or not allowed'],
  [1014, 'it is there already'],
  [1015, 'the request could not be read'],
  [1016, 'the role of the operator who gave consent does not allow it'],
  [1017, "a limit of the portal's plan is reached"],
  [1018, 'the file is empty'],
  [1019, 'it does not exist, or not any more'],
  [1020, 'there is no such operator'],
  [1021, "the portal's plan does not have it"],
  [1023, 'there were too many requests from this address'],
  [1024, 'there are no such operators'],
  [1025, 'there is no such department'],
  [1026, 'it is the last of its kind'],
  [1027, 'the file is too large'],
  [1028, 'files of that type are not allowed'],
  [1029, 'the list cannot be filtered so'],
  [1031, 'the request says too little'],
  [1054, 'a header has a value that is not allowed'],
])

function outcomeOf(status: number | undefined, code: number | undefined, oauthError: string | undefined): Outcome {
  if (code === 1008) return 'denied'
  if (code === 1019) return 'gone'
  if (code === 1001 || code === 1023 || status === 429 || (code === undefined && status === 423)) return 'busy'
  if (code !== undefined) return 'refused'
  // Only these say that the grant or the client is no good; whatever else there is may pass.
  if (oauthError !== undefined && status !== 401) return isFinalOauth(oauthError) ? 'refused' : 'busy'
  if (status === 401) return 'denied'
  if (status === 404) return 'gone'
  if (status === undefined || status < 300 || status === 408 || status >= 500) return 'unclear'
  return 'refused'
}

/** Whether an error of the accounts server stays as it is. */
const isFinalOauth = (error: string) => /^(?:invalid_|redirect_uri|unauthorized_client|access_denied)/.test(error)

const text = z.lazy(() => z.catch(z.optional(z.string()), undefined))
const ofSalesIq = z.lazy(() =>
  z.object({
    error: z.object({
      code: z.coerce.number().check(z.int()),
      message: text,
      param: text,
      json_key: text,
      header: text,
    }),
  }),
)
const ofAccounts = z.lazy(() => z.object({ error: z.string().check(z.minLength(1)), error_description: text }))

type Said = {
  code: number | undefined
  message: string | undefined
  field: string | undefined
  oauthError: string | undefined
}

function errorIn(body: unknown): Said {
  const salesiq = ofSalesIq.safeParse(body).data?.error
  if (salesiq !== undefined) {
    const field = [salesiq.param, salesiq.json_key, salesiq.header].find((one) => one !== undefined)
    return { code: salesiq.code, message: salesiq.message, field: nameOf(field), oauthError: undefined }
  }
  const accounts = ofAccounts.safeParse(body).data
  const oauthError = accounts && (/^[\w .-]{1,60}$/.test(accounts.error) ? accounts.error : 'an unknown error')
  return { code: undefined, message: accounts?.error_description, field: undefined, oauthError }
}

/** Names of fields are short and plain; what is not may be somebody's text. */
const nameOf = (field: string | undefined) => (field && /^[\w.[\]-]{1,60}$/.test(field) ? field : undefined)

/** Zoho's own words, unless they repeat something that was sent. */
function withoutSent(words: string | undefined, sent: readonly string[]): string | undefined {
  const lower = words?.toLowerCase()
  const isRepeated = sent.some((one) => one.trim().length > 2 && lower?.includes(one.trim().toLowerCase()))
  return isRepeated ? undefined : words
}

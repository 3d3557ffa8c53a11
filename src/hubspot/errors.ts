import * as z from 'zod/mini'
import { DeskError, type Outcome } from '../../core/desk'
import { beginning, scrub } from '../../core/platform/scrub'
import { adviceOn } from './advice'
import { type RefusedProperty, refusedProperties } from './refused-properties'
import type { SentValues } from './sent-values'
import { unsaid } from './unsaid'

/** A failed call to HubSpot. The message is safe to log: it holds nothing that was sent and no secret. */
export class HubSpotError extends DeskError {
  override readonly name = 'HubSpotError'
  /** HTTP status; undefined when there was no answer. */
  readonly status: number | undefined
  readonly category: string | undefined
  readonly subCategory: string | undefined
  /** Names the call to HubSpot's support. */
  readonly correlationId: string | undefined
  /** Scopes HubSpot says are missing. */
  readonly missingScopes: string[]
  /** The ID of the record that is already there, in a conflict that names it. */
  readonly existingId: string | undefined
  /** `error` of an OAuth answer, such as `invalid_grant`. */
  readonly oauthError: string | undefined
  /** Whether a text was refused because of its length. */
  readonly saysTooLong: boolean
  /** Whether the same was there already, by its idempotency ID. */
  readonly saysDuplicate: boolean
  /** What was wrong with which property of a record. Its words repeat nothing that was sent, as the message. */
  readonly refusedProperties: RefusedProperty[]
  /** Whether a record could not be associated with another as it was asked to. */
  readonly saysNotAssociated: boolean

  /**
   * @param what as it reads after "to": "publish the message".
   * @param answer `sent` is what HubSpot's words may repeat and the message must not.
   */
  constructor(what: string, answer: { status?: number; body?: unknown; reason?: string; sent?: SentValues }) {
    const body = errorBody.parse(answer.body)
    const words = beginning(body.message ?? body.error_description ?? answer.reason ?? 'no further details')
    const clean = (text: string) => {
      const safe = scrub(text)
      return (answer.sent ? unsaid(safe, answer.sent) : safe).replace(/[.\s]+$/, '')
    }
    const said = clean(words)
    const reference = body.correlationId === undefined ? '.' : ` (correlation ID ${body.correlationId}).`
    const outcome = outcomeOf(answer.status)
    const missingScopes = body.errors?.flatMap((error) => error.context?.requiredGranularScopes ?? []) ?? []
    super(
      answer.status === undefined
        ? `HubSpot could not be reached to ${what}: ${said}.`
        : `HubSpot answered ${answer.status} when asked to ${what}: ${said}${reference}`,
      outcome,
      adviceOn({ ...body, status: answer.status, outcome, missingScopes }),
    )
    this.status = answer.status
    this.category = body.category
    this.subCategory = body.subCategory
    this.correlationId = body.correlationId
    this.missingScopes = missingScopes
    this.existingId = /existing id:\s{0,10}(\d{1,100})/i.exec(words)?.[1]
    this.oauthError = body.error
    // Judged by the words as they came: what was sent may hold any of these.
    this.saysTooLong =
      answer.status === 413 || (answer.status === 400 && /length|too long|characters|exceed|maximum/i.test(words))
    this.saysDuplicate = answer.status === 409 && /idempot|duplicate|already/i.test(words)
    this.saysNotAssociated = answer.status === 400 && /associations? (?:are|is) invalid|from object type/i.test(words)
    this.refusedProperties = refusedProperties(answer.body).map((one) => ({ ...one, words: clean(one.words) }))
  }
}

function outcomeOf(status: number | undefined): Outcome {
  if (status === 401) return 'denied'
  if (status === 404) return 'gone'
  if (status === 423 || status === 429) return 'busy'
  if (status === undefined || status === 408 || status >= 500 || status < 400 || status === 477) return 'unclear'
  return 'refused'
}

/** HubSpot's error bodies; every field may be missing or of another kind, and then counts as missing. */
const optionalText = z.lazy(() => z.catch(z.optional(z.string()), undefined))
const errorBody = z.lazy(() =>
  z.catch(
    z.object({
      message: optionalText,
      category: optionalText,
      subCategory: optionalText,
      correlationId: z.catch(z.optional(z.string().check(z.regex(/^[\w-]{1,64}$/))), undefined),
      error: optionalText,
      error_description: optionalText,
      errors: z.catch(
        z.optional(
          z.array(
            z.object({ context: z.optional(z.object({ requiredGranularScopes: z.optional(z.array(z.string())) })) }),
          ),
        ),
        undefined,
      ),
    }),
    {},
  ),
)

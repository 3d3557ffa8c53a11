import * as z from 'zod/mini'

/** Reads what a thread's entries, as HubSpot lists them, tell of its past. Entries of other forms tell nothing. */

const time = z.lazy(() =>
  z.pipe(
    z.string(),
    z.transform((text) => Date.parse(text)),
  ),
)
const reopening = z.lazy(() =>
  z.object({
    type: z.literal('THREAD_STATUS_CHANGE'),
    createdAt: time,
    newStatus: z.literal('OPEN'),
    createdBy: z.catch(z.optional(z.string()), undefined),
  }),
)
const incoming = z.lazy(() =>
  z.object({ type: z.literal('MESSAGE'), createdAt: time, direction: z.literal('INCOMING') }),
)
const comment = z.lazy(() => z.object({ type: z.literal('COMMENT'), text: z.string() }))

/**
 * Whether it was an agent who reopened the thread last; also when its entries, newest first, do not tell. Actor IDs of
 * people begin with `A-`.
 */
export function isReopenedByAgent(entries: readonly unknown[]): boolean {
  const [actor] = entries.flatMap((item) => reopening.safeParse(item).data?.createdBy ?? [])
  return actor === undefined || actor.startsWith('A-')
}

/** When somebody reopened the thread last, by hand or by writing as the end user (HubSpot's time; epoch ms). */
export function reopenedAt(entries: readonly unknown[]): number | undefined {
  const times = entries
    .flatMap((item) => z.union([reopening, incoming]).safeParse(item).data?.createdAt ?? [])
    .filter((time) => !Number.isNaN(time))
  return times.length === 0 ? undefined : Math.max(...times)
}

/**
 * Whether there is an internal comment that begins with a text among the entries of a thread. HubSpot may take the text of one
 * with formatting from its HTML: where lines end then, and how they are indented, is not documented.
 */
export const hasComment = (entries: readonly unknown[], beginning: string): boolean =>
  entries.some((item) => signsOf(comment.safeParse(item).data?.text ?? '').startsWith(signsOf(beginning)))

const signsOf = (text: string) => text.replace(/[\s|]+/g, '')

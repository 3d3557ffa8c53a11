import * as z from 'zod'

/** Reads what a thread's entries, as HubSpot lists them, tell of its past. Entries of other forms tell nothing. */

const time = z.string().transform((text) => Date.parse(text))
const entry = z.object({ createdAt: time })
const reopening = entry.extend({
  type: z.literal('THREAD_STATUS_CHANGE'),
  newStatus: z.literal('OPEN'),
  createdBy: z.string().optional().catch(undefined),
})
const incoming = entry.extend({ type: z.literal('MESSAGE'), direction: z.literal('INCOMING') })
const comment = z.object({ type: z.literal('COMMENT'), text: z.string() })

/** Actor ID of who reopened the thread last; undefined when its entries, newest first, do not tell. */
export function reopenedBy(entries: readonly unknown[]): string | undefined {
  return entries.flatMap((item) => reopening.safeParse(item).data?.createdBy ?? [])[0]
}

/** Whether somebody reopened the thread after a time (HubSpot's; epoch ms): by hand, or by writing as the end user. */
export function isReopenedSince(entries: readonly unknown[], at: number): boolean {
  return entries.some((item) => {
    const { data } = z.union([reopening, incoming]).safeParse(item)
    return data !== undefined && data.createdAt > at
  })
}

/** Whether there is an internal comment that begins with a text among the entries of a thread. */
export const hasComment = (entries: readonly unknown[], beginning: string): boolean =>
  entries.some((item) => comment.safeParse(item).data?.text.startsWith(beginning))

import type { EndUser, Seen } from '../../sim/botpress'
import type { Fates } from './fates'
import type { Snapshot } from './snapshot'

/** Why a line of an end user did not get through; nothing for one that did, whatever was reported of it. */
export function failureOf(
  { id, downstreamId }: Readonly<Seen>,
  { failures }: Snapshot,
  fates: Fates,
): { failure?: string } {
  if (fates.toAgent.get(id)?.is !== 'reported') return {}
  const failure = failures.findLast(
    ({ messageId, upstreamId }) => upstreamId === id || (messageId !== undefined && messageId === downstreamId),
  )
  return failure === undefined ? {} : { failure: failure.message }
}

/** The calls for an end user that failed, apart from those that were to deliver a line of theirs. */
export function failuresBeside({ id }: Pick<EndUser, 'id'>, snapshot: Snapshot): { at: number; message: string }[] {
  return snapshot.failures
    .filter((failure) => failure.endUserId === id && failure.upstreamId === undefined)
    .filter(({ messageId, conversationId }) => !cameAsComment(snapshot, messageId, conversationId))
    .map(({ at, message }) => ({ at, message }))
}

/** The plugin's own notices become internal comments; one can be stored although the call for it failed. */
function cameAsComment(
  { created, threads }: Snapshot,
  messageId: string | undefined,
  conversationId: string | undefined,
): boolean {
  const text = created.get(messageId ?? '')?.payload.text
  const entries = threads.find(({ session }) => session?.conversationId === conversationId)?.entries ?? []
  return entries.some(({ view }) => view.type === 'comment' && view.text === text)
}

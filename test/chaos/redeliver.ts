import type { Place } from './theatre'

type Redelivered = {
  violations: string[]
  redelivered: number
  /** Notes of the same words, at a desk that cannot tell which it has. */
  repeatedNotes: number
}

/**
 * Delivers all news of the run once more, after everything is over, and finds what that changed: it is to be nothing. A
 * reply that was marked as not delivered may lose that mark.
 */
export async function redeliverAll(place: Place): Promise<Redelivered> {
  const before = new Set(everything(place))
  const noted = place.seat.lacks.has('noteList') ? notesOf(place) : []
  const { sent, refused } = await place.desk.news.repeatAll()
  await place.settled()
  const made = everything(place).filter((item) => !before.has(item))
  const isRepeated = (item: string) =>
    noted.some(({ threadId, text }) => item.startsWith('note ') && item.includes(threadId) && item.includes(text))
  const violations = made
    .filter((item) => !isRepeated(item))
    .map((item) => `Delivering everything once more made: ${item}`)
  if (refused > 0) violations.push(`${refused} redelivered webhooks were not taken`)
  return { violations, redelivered: sent, repeatedNotes: made.filter(isRepeated).length }
}

/** What agents have been told, as an inventory shows it. */
function notesOf({ desk }: Place): { threadId: string; text: string }[] {
  return desk.threads().flatMap(({ id }) => desk.notes(id).map(({ text }) => ({ threadId: id, text: show(text) })))
}

/** Everything that anybody could see, a line for each thing. */
function everything({ desk, botpress, bot }: Place): string[] {
  return [
    ...botpress.conversations(bot).map(({ id }) => `Botpress conversation ${id}`),
    ...botpress.users(bot).map(({ id }) => `Botpress user ${id}`),
    ...botpress.events(bot).map(({ id, type, payload }) => `Botpress event ${show({ id, type, payload })}`),
    ...bot.plugin.endUsers.flatMap(({ transcript }) => transcript.map((seen) => `line of webchat ${show(seen)}`)),
    ...desk.inventory(),
  ]
}

const show = (thing: unknown) => JSON.stringify(thing)

import type { Place } from './theatre'

/**
 * Delivers all news of the run once more, after everything is over, and finds what that changed: it is to be nothing. A
 * reply that was marked as not delivered may lose that mark.
 */
export async function redeliverAll(place: Place): Promise<{ violations: string[]; redelivered: number }> {
  const before = new Set(everything(place))
  const { sent, refused } = await place.desk.news.repeatAll()
  await place.settled()
  const violations = everything(place).flatMap((item) =>
    before.has(item) ? [] : [`Delivering everything once more made: ${item}`],
  )
  if (refused > 0) violations.push(`${refused} redelivered webhooks were not taken`)
  return { violations, redelivered: sent }
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

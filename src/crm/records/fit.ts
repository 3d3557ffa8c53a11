/** Longest answer of an action, in UTF-16 units as JSON: a model has to read all of it. */
export const answerMax = 20_000

/** How long something is in an answer. */
export const sizeOf = (value: unknown): number => JSON.stringify(value)?.length ?? 0

/** As many of the first as fit, but one at least. */
export function fitting<T>(items: readonly T[], room: number): T[] {
  let size = 0
  const count = items.findIndex((item) => {
    size += sizeOf(item) + 1
    return size > room
  })
  return count < 0 ? [...items] : items.slice(0, Math.max(1, count))
}

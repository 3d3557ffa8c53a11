import QuickLRU from 'quick-lru'

/** When what this process had scheduled comes due; epoch ms. */
const asked = new QuickLRU<string, Promise<number>>({ maxSize: 5_000 })

/**
 * Asks Botpress to schedule something, unless this process has done so: whether Botpress finds what waits for its time is
 * not documented, and a request can succeed after whoever waited for it gave up. One that failed is made again.
 *
 * @param name of what is scheduled, among those of all installations.
 * @param schedule resolves to when it comes due; epoch ms.
 */
export function scheduledOnce(name: string, schedule: () => Promise<number>): Promise<number> {
  const before = asked.get(name)
  if (before !== undefined) return before
  const asking = schedule()
  asked.set(name, asking)
  asking.catch(() => asked.delete(name))
  return asking
}

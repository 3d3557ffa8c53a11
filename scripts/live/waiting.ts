import { setTimeout as sleep } from 'node:timers/promises'

/** Time for one question to a help desk, as epoch ms. */
export const soon = (): number => Date.now() + 15_000

/** Looks until there is something to see, or the patience (in ms) ends. */
export async function awaited<T>(
  patience: number,
  look: () => T | undefined | Promise<T | undefined>,
): Promise<T | undefined> {
  const end = Date.now() + patience
  for (;;) {
    const found = await look()
    if (found !== undefined || Date.now() > end) return found
    await sleep(Math.min(1_000, patience / 20))
  }
}

import { expect } from 'vitest'

/** Waits for a condition; fails when it does not come true within `patience` ms. */
export async function until(condition: () => boolean, patience = 10_000): Promise<void> {
  await expect.poll(condition, { timeout: patience, interval: 10 }).toBe(true)
}

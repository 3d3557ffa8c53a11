/** Something took longer than there was time for. It may still happen. */
export class OutOfTimeError extends Error {
  override readonly name = 'OutOfTimeError'
  constructor(what: string) {
    super(`There was no time left to ${what}`)
  }
}

/**
 * Waits for a promise until a deadline.
 *
 * @param deadline epoch ms.
 * @throws {OutOfTimeError} at the deadline; what the promise throws before.
 */
export async function within<T>(deadline: number, what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const expiry = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new OutOfTimeError(what)), Math.max(0, deadline - Date.now()))
  })
  try {
    return await Promise.race([promise, expiry])
  } finally {
    clearTimeout(timer)
  }
}

/** Called between two steps, so that nothing new is begun after the answer was given. */
export function assertTime(deadline: number, what: string): void {
  if (Date.now() >= deadline) throw new OutOfTimeError(what)
}

/** Lets at most `max()` tasks run at once; the others wait in line. */
export class Limiter {
  private active = 0
  private readonly waiting: (() => void)[] = []

  constructor(private readonly max: () => number) {}

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.active >= this.max()) await new Promise<void>((resolve) => this.waiting.push(resolve))
    else this.active += 1
    try {
      return await task()
    } finally {
      // The place goes straight to the next in line, so that nobody slips in between.
      const next = this.waiting.shift()
      if (next === undefined) this.active -= 1
      else next()
    }
  }
}

/** Something that waits for its time. */
export type Scheduled = {
  /** Epoch ms. */
  dueAt: number
  kind: 'message' | 'event'
  id: string
  type: string
  conversationId?: string
}

type Entry = Scheduled & { run: () => void }

const longestTimer = 2 ** 31 - 1

/**
 * What is scheduled, delivered in due order (in order of scheduling where the times are equal): by timers, or in
 * `manual` mode only when `runAll` is called.
 */
export class Scheduler {
  private waiting: Entry[] = []
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly mode: 'timers' | 'manual',
    private readonly now: () => number,
  ) {}

  add(entry: Entry): void {
    let at = this.waiting.length
    while (at > 0 && (this.waiting[at - 1]?.dueAt ?? 0) > entry.dueAt) at -= 1
    this.waiting.splice(at, 0, entry)
    this.arm()
  }

  list(): Scheduled[] {
    return this.waiting.map(({ run: _, ...scheduled }) => scheduled)
  }

  /** Delivers everything that waits, whatever its time; returns how much that was. */
  runAll(): number {
    return this.run(() => true)
  }

  close(): void {
    clearTimeout(this.timer)
    this.waiting = []
  }

  private run(isDue: (entry: Entry) => boolean): number {
    let count = 0
    for (let next = this.waiting[0]; next && isDue(next); next = this.waiting[0]) {
      this.waiting.shift()
      next.run()
      count += 1
    }
    this.arm()
    return count
  }

  private arm(): void {
    clearTimeout(this.timer)
    const next = this.waiting[0]
    if (this.mode === 'manual' || !next) return
    const wait = Math.min(Math.max(0, next.dueAt - this.now()), longestTimer)
    this.timer = setTimeout(() => this.run((entry) => entry.dueAt <= this.now()), wait)
  }
}

import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Delivery, type SendContext, sendOnce, type Try } from './delivery'
import { Limiter } from './limiter'

export type ReleaseOptions = {
  order?: 'as-is' | 'reverse'
  /** How often each webhook is sent, at once; default 1. */
  copies?: number
  /** Puts all held events of one target into arrays of up to 100; default false. */
  batchAppEvents?: boolean
}

/** HubSpot puts up to 100 events into one app webhook. */
const maxBatch = 100

/** Sends webhooks, again and again until they are taken, and lets a test hold, reorder, double and delay them. */
export class Outbox {
  private readonly closing = new AbortController()
  private readonly context: SendContext
  private readonly pending = new Map<Promise<void>, Delivery[]>()
  private readonly limiters = new Map<string, Limiter>()
  private readonly delays = { channel: 0, app: 0 }
  private readonly losses = { channel: 0, app: 0 }
  private held: Delivery[] | undefined
  private gathered: Delivery[] | undefined
  private copies = 1

  constructor(context: Omit<SendContext, 'signal'>) {
    // Every webhook that waits for its next try listens to it.
    setMaxListeners(0, this.closing.signal)
    this.context = { ...context, signal: this.closing.signal }
  }

  /** Takes a webhook over; it leaves at once unless it has to wait, or is held or delayed. */
  queue(delivery: Delivery): void {
    if (this.held !== undefined) this.held.push(delivery)
    else if (delivery.kind === 'app' && this.context.settings.batchAppEvents) this.gather(delivery)
    else this.startCopies(delivery, this.copies, this.delays[delivery.kind])
  }

  /** Keeps back every webhook from now on, until `release`. */
  hold(): void {
    this.held ??= []
  }

  /** How many webhooks are held. */
  get heldCount(): number {
    return this.held?.length ?? 0
  }

  /** What is not taken yet and not given up: held, delayed, or being sent. */
  get undelivered(): readonly Delivery[] {
    return [...(this.held ?? []), ...(this.gathered ?? []), ...[...this.pending.values()].flat()]
  }

  /** Sends what was held, one after the other's first try; resolves when all are taken or given up. */
  async release(options: ReleaseOptions = {}): Promise<void> {
    let deliveries = this.held ?? []
    this.held = undefined
    if (options.order === 'reverse') deliveries.reverse()
    if (options.batchAppEvents) deliveries = batched(deliveries)
    const done: Promise<void>[] = []
    for (const delivery of deliveries) {
      const runs = this.startCopies(delivery, (options.copies ?? 1) * this.copies, 0)
      done.push(...runs.map((run) => run.done))
      await Promise.all(runs.map((run) => run.first))
    }
    await Promise.all(done)
  }

  /** Sends every further webhook `count` times at once. */
  duplicate(count: number): void {
    this.copies = count
  }

  /** The next `count` tries to deliver a webhook of this kind do not get through. */
  lose(kind: Delivery['kind'], count: number): void {
    this.losses[kind] = count
  }

  /** Sends further webhooks of this kind `ms` late. */
  delay(kind: Delivery['kind'], ms: number): void {
    this.delays[kind] = ms
  }

  /** Resolves when no webhook is under way any more; held ones do not count. */
  async settled(): Promise<void> {
    while (this.pending.size > 0) await Promise.all(this.pending.keys())
  }

  async close(): Promise<void> {
    this.closing.abort()
    await this.settled()
  }

  private startCopies(delivery: Delivery, copies: number, delayMs: number) {
    return Array.from({ length: copies }, (_, copy) => this.start(delivery, delayMs, copy > 0))
  }

  private start(
    delivery: Delivery,
    delayMs: number,
    isCopy: boolean,
  ): { first: Promise<boolean>; done: Promise<void> } {
    const copied: Pick<Try, 'meddling'> = isCopy ? { meddling: 'copied' } : {}
    const delayed: Pick<Try, 'meddling'> = delayMs > 0 ? { meddling: 'delayed' } : {}
    const first = this.pause(delayMs + (delivery.waitMs ?? 0)).then(() =>
      this.attempt(delivery, { number: 0, ...delayed, ...copied }),
    )
    const done = this.track(
      first.then((taken) => (taken ? undefined : this.repeat(delivery, copied))),
      [delivery],
    )
    return { first, done }
  }

  private track(work: Promise<void>, deliveries: Delivery[]): Promise<void> {
    this.pending.set(work, deliveries)
    return work.finally(() => this.pending.delete(work))
  }

  private async repeat(delivery: Delivery, copied: Pick<Try, 'meddling'>): Promise<void> {
    const { settings } = this.context
    if (delivery.kind === 'channel' && !settings.repeatsChannelWebhooks) return
    for (let number = 1; number < settings.maxDeliveries; number += 1) {
      const { redeliveryDelaysMs: delays } = settings
      await this.pause(delays[Math.min(number - 1, delays.length - 1)] ?? 0)
      if (await this.attempt(delivery, { number, ...copied })) return
    }
  }

  private async attempt(delivery: Delivery, attempt: Try): Promise<boolean> {
    // A closed stand-in counts everything as taken, which ends all repeating.
    if (this.closing.signal.aborted) return true
    if (this.losses[delivery.kind] > 0) {
      this.losses[delivery.kind] -= 1
      return false
    }
    if (delivery.kind === 'channel') return sendOnce(this.context, delivery, attempt)
    return this.limiter(delivery.url).run(() => sendOnce(this.context, delivery, attempt))
  }

  private limiter(url: string): Limiter {
    const limiter = this.limiters.get(url) ?? new Limiter(() => this.context.settings.maxConcurrentAppWebhooks)
    this.limiters.set(url, limiter)
    return limiter
  }

  private async pause(ms: number): Promise<void> {
    if (ms <= 0) return
    await sleep(ms, undefined, { signal: this.closing.signal }).catch(() => {
      // Closing wakes the sleeper; the next attempt then sees that it is over.
    })
  }

  private gather(delivery: Delivery): void {
    if (this.gathered !== undefined) {
      this.gathered.push(delivery)
      return
    }
    this.gathered = [delivery]
    const sent = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      const deliveries = batched(this.gathered ?? [])
      this.gathered = undefined
      for (const batch of deliveries) this.startCopies(batch, this.copies, this.delays.app)
    })
    void this.track(sent, [])
  }
}

/** The same webhooks with the app events of one target joined, each batch standing where its first event stood. */
function batched(deliveries: Delivery[]): Delivery[] {
  const result: Delivery[] = []
  const open = new Map<string, Extract<Delivery, { kind: 'app' }>>()
  for (const delivery of deliveries) {
    const batch = delivery.kind === 'app' ? open.get(delivery.url) : undefined
    if (delivery.kind === 'app' && batch !== undefined && batch.events.length + delivery.events.length <= maxBatch) {
      batch.events.push(...delivery.events)
      continue
    }
    const copy = delivery.kind === 'app' ? { ...delivery, events: [...delivery.events] } : delivery
    if (copy.kind === 'app') open.set(copy.url, copy)
    result.push(copy)
  }
  return result
}

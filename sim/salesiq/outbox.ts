import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CallLog } from '../http/call-log'
import { type Delivery, type SendContext, sendOnce, shakeHands, type Try } from './delivery'
import { type EventName, eventNames } from './event-model'
import type { Execution } from './model'
import type { Settings } from './settings'

export type ReleaseOptions = {
  order?: 'as-is' | 'reverse'
  /** How often each event is sent, at once; default 1. */
  copies?: number
}

type OutboxOptions = {
  settings: Settings
  /** Ours, in epoch ms, which the log goes by. */
  clock: () => number
  /** Zoho's, by which it stamps. */
  now: () => number
  log: CallLog
  /** Names what could not be delivered. */
  nextId: () => string
}

/** One delivery under way: its first try, and its end. */
type Run = { first: Promise<boolean>; done: Promise<void> }

/**
 * Sends events to webhooks, again until they are taken or the tries are spent, and lets a test hold, reorder, double, delay
 * and lose them.
 */
export class Outbox {
  private readonly closing = new AbortController()
  private readonly context: SendContext
  private readonly pending = new Map<Promise<void>, Delivery>()
  private held: Delivery[] | undefined
  private copies = 1
  private readonly delays = new Map<EventName, number>()
  /** Tries that are still to be lost, by event; events that were named together share their number. */
  private readonly losses = new Map<EventName, { left: number }>()

  constructor(private readonly options: OutboxOptions) {
    // Every event that waits for its next try listens to it.
    setMaxListeners(0, this.closing.signal)
    this.context = { ...options, signal: this.closing.signal }
  }

  /**
   * Takes an event over; it leaves at once unless it has to wait, or is held or delayed. Resolves when the first try has been
   * made, or at once when it is held.
   */
  async queue(delivery: Delivery): Promise<void> {
    if (this.held !== undefined) this.held.push(delivery)
    else
      await Promise.all(
        this.startCopies(delivery, this.copies, this.delays.get(delivery.event) ?? 0).map(({ first }) => first),
      )
  }

  /** Sends once more what could not be delivered; forgets it when it is taken now. */
  async resend(delivery: Delivery, execution: Execution): Promise<void> {
    execution.resends += 1
    const tried = this.attempt(delivery, { number: execution.attempts + 1 }).then((status) => {
      Object.assign(execution, { attempts: execution.attempts + 1, remoteStatus: status, lastAt: this.options.now() })
      if (!isTaken(status)) return
      delivery.webhook.executions = delivery.webhook.executions.filter((other) => other !== execution)
    })
    return this.track(tried, delivery)
  }

  /** Asks a URL whether anybody is there; returns the status, 0 for no answer. */
  shakeHands(url: string): Promise<number> {
    return shakeHands(this.context, url)
  }

  /** Keeps back every event from now on, until `release`. */
  hold(): void {
    this.held ??= []
  }

  /** How many events are held. */
  get heldCount(): number {
    return this.held?.length ?? 0
  }

  /** What is not taken yet and not given up: held, delayed, or being sent. */
  get undelivered(): readonly Delivery[] {
    return [...(this.held ?? []), ...this.pending.values()]
  }

  /** Sends what was held, one after the other's first try; resolves when all are taken or given up. */
  async release({ order, copies = 1 }: ReleaseOptions = {}): Promise<void> {
    const deliveries = this.held ?? []
    this.held = undefined
    if (order === 'reverse') deliveries.reverse()
    const done: Promise<void>[] = []
    for (const delivery of deliveries) {
      const runs = this.startCopies(delivery, copies * this.copies, 0)
      done.push(...runs.map((run) => run.done))
      await Promise.all(runs.map((run) => run.first))
    }
    await Promise.all(done)
  }

  /** Sends every further event `count` times at once. */
  duplicate(count: number): void {
    this.copies = count
  }

  /** The next `count` tries to deliver an event, or one of these, do not get through. */
  lose(count: number, events: readonly EventName[] = eventNames): void {
    const losses = { left: count }
    for (const event of events) this.losses.set(event, losses)
  }

  /** Sends further events, or these, `ms` late. */
  delay(ms: number, events: readonly EventName[] = eventNames): void {
    for (const event of events) this.delays.set(event, ms)
  }

  /** Resolves when no event is under way any more; held ones do not count. */
  async settled(): Promise<void> {
    while (this.pending.size > 0) await Promise.all(this.pending.keys())
  }

  async close(): Promise<void> {
    this.closing.abort()
    await this.settled()
  }

  private startCopies(delivery: Delivery, copies: number, delayMs: number): Run[] {
    return Array.from({ length: copies }, (_, copy) => this.start(delivery, delayMs, copy > 0))
  }

  private start(delivery: Delivery, delayMs: number, isCopy: boolean): Run {
    const copied: Pick<Try, 'meddling'> = isCopy ? { meddling: 'copied' } : {}
    const delayed: Pick<Try, 'meddling'> = delayMs > 0 ? { meddling: 'delayed' } : {}
    const first = this.pause(delayMs + (delivery.waitMs ?? 0)).then(() =>
      this.attempt(delivery, { number: 1, ...delayed, ...copied }),
    )
    const done = this.track(
      first.then((status) => (isTaken(status) ? undefined : this.repeat(delivery, status, copied))),
      delivery,
    )
    return { first: first.then(isTaken), done }
  }

  private track(work: Promise<void>, delivery: Delivery): Promise<void> {
    this.pending.set(work, delivery)
    return work.finally(() => this.pending.delete(work))
  }

  private async repeat(delivery: Delivery, failed: number, copied: Pick<Try, 'meddling'>): Promise<void> {
    let status = failed
    const tries = 1 + this.options.settings.redeliveryDelaysMs.length
    for (let number = 2; number <= tries; number += 1) {
      await this.pause(this.options.settings.redeliveryDelaysMs[number - 2] ?? 0)
      status = await this.attempt(delivery, { number, ...copied })
      if (isTaken(status)) return
    }
    this.keep(delivery, status, tries)
  }

  /** What nobody took is kept, to be looked up and sent again. */
  private keep(delivery: Delivery, remoteStatus: number, attempts: number): void {
    const { webhook, event, entityId, referenceId, appId, body } = delivery
    const lastAt = this.options.now()
    const id = this.options.nextId()
    webhook.executions.push({
      id,
      event,
      entityId,
      referenceId,
      appId,
      body,
      remoteStatus,
      attempts,
      resends: 0,
      lastAt,
    })
  }

  private async attempt(delivery: Delivery, attempt: Try): Promise<number> {
    // A closed stand-in and a webhook that is gone count everything as taken, which ends all repeating.
    if (this.closing.signal.aborted || delivery.webhook.status !== 'enabled') return 200
    const losses = this.losses.get(delivery.event)
    if (losses !== undefined && losses.left > 0) {
      losses.left -= 1
      return 0
    }
    return sendOnce(this.context, delivery, attempt)
  }

  private async pause(ms: number): Promise<void> {
    if (ms <= 0) return
    await sleep(ms, undefined, { signal: this.closing.signal }).catch(() => {
      // Closing wakes the sleeper; the next attempt then sees that it is over.
    })
  }
}

const isTaken = (status: number): boolean => status >= 200 && status < 300

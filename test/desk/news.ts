import type { Reply } from './seat'

/** Of what a desk sends news: replies, or what happens to threads (assigned, closed, reopened, deleted). */
export type Kind = 'replies' | 'changes'

/** What a desk sends to the integration by webhooks, and what can happen to it on the way. */
export type News = {
  /** Keeps back everything from now on, until `release`. */
  hold(): void
  /**
   * Sends what was held, one after the other; resolves when all was taken or given up. `joined`: in as few webhooks as
   * the desk would make of it; default false.
   */
  release(options?: { order?: 'as-is' | 'reverse'; copies?: number; joined?: boolean }): Promise<void>
  /** Sends everything from now on so many times at once. */
  duplicate(count: number): void
  /** Sends further news of this kind so many ms late. */
  delay(kind: Kind, ms: number): void
  /** The next `count` tries to deliver news of this kind do not get through. */
  lose(kind: Kind, count: number): void
  /** Loses all further news of changes; returns what ends that. */
  silence(): () => void
  /** From now on all goes as usual; sends what was held, and resolves when that was taken or given up. */
  calm(): Promise<void>
  /** Resolves when none is under way any more. */
  settled(): Promise<void>
  /** Delivers the news of a reply that was unheard so far; resolves with the status of the answer. */
  deliver(reply: Reply): Promise<number>
  /**
   * Sends everything that the bot took once more, as fresh as if it had just occurred, until it is taken; resolves with
   * how many webhooks that were, and how many of them were refused to the last.
   */
  repeatAll(): Promise<{ sent: number; refused: number }>
  /** The HTTP statuses that the integration has answered news with so far; 0 where there was no answer in time. */
  answers(): number[]
}

import type { Session } from '../session/session'
import type { Awaited } from './doubts'

/** What a desk has to say of a self-test on its connect page. Sentences are plain text, of people who set it up. */
export type Reasons = {
  /** Where the thread is, as people call it there, and its address where that is known. */
  place(session: Session, deadline: number): Promise<{ name: string; url?: string | undefined }>
  /** What may keep a conversation from being opened, besides what the desk says; a paragraph each. */
  unopened(deadline: number): Promise<string[]>
  /**
   * Why something that happened at the desk was not told to the bot, and what to do, a paragraph each; at least one.
   *
   * @throws what the desk answers.
   */
  unheard(what: Awaited, session: Session, deadline: number): Promise<string[]>
  /** What may keep agents from doing what is waited for; a paragraph each. */
  waiting(what: Awaited, session: Session, deadline: number): Promise<string[]>
  /** What a closing before any answer may mean. */
  closedEarly(reason: string): string
  /** What of a self-test stays at the desk. */
  stays: string
}

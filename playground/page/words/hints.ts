import type { Hint } from '../state/hints'
import type { DeskWords } from './desks'

/** What each hint says: where, and what happens there. */
export const hintWords: Record<Hint, { title: string; text(desk: Pick<DeskWords, 'name' | 'thread'>): string }> = {
  write: {
    title: 'Write here.',
    text: () => 'You are the end user. A bot answers you; “Talk to a human” hands you over to an agent.',
  },
  answer: {
    title: 'Answer there.',
    text: ({ name, thread }) => `You are the agent as well: open the ${thread} in ${name}, take it, and reply.`,
  },
  break: {
    title: 'Break it.',
    text: () => 'Turn something on, then go on writing on both sides. The ledger counts what arrives.',
  },
}

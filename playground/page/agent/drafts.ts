import type { UploadedFile } from '../../protocol'

/** What an agent has written and not sent. */
export type Draft = { html: string; hasWords: boolean; files: readonly UploadedFile[] }

const drafts = new Map<string, Draft>()

/** The draft of a thread. */
export const draftOf = (threadId: string): Draft => drafts.get(threadId) ?? { html: '', hasWords: false, files: [] }

/** Keeps a thread's draft while another thread is on screen. */
export function keepDraft(threadId: string, draft: Draft): void {
  drafts.set(threadId, draft)
}

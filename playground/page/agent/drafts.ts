import { signal } from '@preact/signals'
import type { UploadedFile } from '../../protocol'
import { keep, keptById } from '../state/kept-by-id'
import { type Draft, writing } from './draft'

const writings = keptById('agent-drafts', writing)

/** By thread; too large for the storage, they last as long as the page. */
const files = signal<ReadonlyMap<string, readonly UploadedFile[]>>(new Map())

/** The draft of a thread. */
export const draftOf = (threadId: string): Draft => ({
  ...(writings.value.get(threadId) ?? { mode: 'reply', html: '', hasWords: false }),
  files: files.value.get(threadId) ?? [],
})

/** Changes a thread's draft, whether or not the thread is on screen. */
export function changeDraft(threadId: string, change: Partial<Draft>): void {
  const { files: attached, ...written } = { ...draftOf(threadId), ...change }
  keep(writings, threadId, written)
  keep(files, threadId, attached)
}

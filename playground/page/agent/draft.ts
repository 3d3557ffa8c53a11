import * as z from 'zod/mini'
import type { UploadedFile } from '../../protocol'

/** What of a draft fits into the browser's storage. */
export const writing = z.object({ mode: z.enum(['reply', 'comment']), html: z.string(), hasWords: z.boolean() })

/** What an agent has written in a thread and not sent, and to whom: the end user, or colleagues. */
export type Draft = z.infer<typeof writing> & { files: readonly UploadedFile[] }
export type Mode = Draft['mode']

/**
 * A draft after `sent` could not be sent, with what was written since after it. Words for the end user and words among
 * colleagues together are an internal comment: nothing that colleagues were meant to read may become a reply.
 */
export function giveBack(now: Draft, sent: Draft): Draft {
  const files = [...sent.files, ...now.files]
  if (!now.hasWords) return { ...sent, files }
  const mode = sent.mode === now.mode ? now.mode : 'comment'
  return { mode, html: `${sent.html}${now.html}`, hasWords: true, files }
}

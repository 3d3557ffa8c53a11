import { editorId } from '../agent/editor'
import { threadListId } from '../agent/thread-list'
import { breakBodyId } from '../break/break-panel'
import { go } from '../state/here'
import type { Hint } from '../state/hints'
import { isBreakOpen } from '../state/layout'
import { messageBoxId } from '../user/message-box'

/** Where each hint leads; the first that is on the screen gets the focus. */
const targets: Record<Hint, readonly string[]> = {
  write: [messageBoxId],
  answer: [editorId, threadListId],
  break: [breakBodyId],
}

/** Brings what a hint is about onto the screen, and the focus there. */
export function showTarget(hint: Hint): void {
  if (hint === 'write') go({ view: 'user' })
  else if (hint === 'answer') go({ view: 'agent', side: undefined })
  else {
    isBreakOpen.value = true
    go({ view: 'break' })
  }
  requestAnimationFrame(() => focusFirst(targets[hint]))
}

/** Nothing is to be lost of the focus where it was: one goes on where one writes. */
export const leaveHints = (): void => focusFirst([messageBoxId, editorId, threadListId, breakBodyId])

function focusFirst(ids: readonly string[]): void {
  const [found] = ids.flatMap((id) => document.getElementById(id) ?? [])
  found?.focus()
}

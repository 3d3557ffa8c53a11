import type { Agent } from '../../protocol'
import { presenceWords } from '../words/names'

/** Whether an agent is there, where that is known: in a word only when they are not. */
export function Presence({ agent: { isThere } }: { agent: Pick<Agent, 'isThere'> }) {
  if (isThere === undefined) return null
  if (!isThere) {
    return (
      <span class="tag" data-tone="warn">
        {presenceWords(isThere)}
      </span>
    )
  }
  return (
    <>
      <span class="state-dot" data-state="agent" aria-hidden="true" />
      <span class="hidden">{presenceWords(isThere)}</span>
    </>
  )
}

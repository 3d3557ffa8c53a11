import type { Agent } from '../../protocol'
import { presenceWords } from '../words/names'

/** Whether an agent is there, where that is known. */
export function Presence({ agent: { isThere } }: { agent: Pick<Agent, 'isThere'> }) {
  if (isThere === undefined) return null
  return (
    <span class="tag" data-tone={isThere ? 'good' : 'warn'}>
      {presenceWords(isThere)}
    </span>
  )
}

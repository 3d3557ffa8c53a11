import { useRef } from 'preact/hooks'
import { crmNews } from '../state/crm'
import { go, here } from '../state/here'
import { isWide } from '../state/layout'
import type { Side } from '../state/place'
import { moveFocus, within } from './arrow-keys'
import { Badge } from './badge'

const sides: { side: Side | undefined; title: string; explanation: string }[] = [
  { side: undefined, title: 'Inbox', explanation: 'What agents see in HubSpot' },
  { side: 'crm', title: 'CRM', explanation: 'The records in HubSpot' },
  { side: 'actions', title: 'Actions', explanation: 'Try what a bot can do in the CRM' },
]

/** What stands beside the chat; on a narrow screen the inbox is a view of its own. */
export function SideTabs() {
  const list = useRef<HTMLElement>(null)
  const shown = here.value.side ?? (isWide.value ? undefined : 'crm')
  return (
    <nav
      class="side-tabs"
      aria-label="HubSpot and the actions"
      ref={list}
      onKeyDown={(event) => moveFocus(event, within(list.current, 'button'))}
    >
      {sides
        .filter(({ side }) => isWide.value || side !== undefined)
        .map(({ side, title, explanation }) => (
          <button
            key={title}
            type="button"
            title={explanation}
            aria-current={side === shown ? 'page' : undefined}
            onClick={() => go({ side, view: side === undefined ? 'agent' : 'crm' })}
          >
            {title}
            {side === 'crm' && <Badge count={crmNews.value} word="new" />}
          </button>
        ))}
    </nav>
  )
}

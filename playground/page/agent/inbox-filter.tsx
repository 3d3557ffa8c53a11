import { words } from '../desk'
import { Badge } from '../parts/badge'
import { Icon } from '../parts/icon'
import type { IconName } from '../parts/icon-paths'
import { go, here } from '../state/here'
import { unread } from '../state/unread'
import { world } from '../state/world'
import { capital, inboxIcons } from '../words/names'

/** Which inbox' or department's threads are listed, and how many unread messages wait in each. */
export function InboxFilter() {
  const inboxes = world.value?.inboxes ?? []
  return (
    <fieldset class="inbox-filter" aria-label={capital(words.inbox)}>
      <Choice id={undefined} name="All" />
      {inboxes.map(({ id, name, type }) => (
        <Choice key={id} id={id} name={name} icon={inboxIcons[type]} />
      ))}
    </fieldset>
  )
}

function Choice({ id, name, icon }: { id: string | undefined; name: string; icon?: IconName }) {
  const threads = (world.value?.threads ?? []).filter((thread) => id === undefined || thread.inboxId === id)
  const news = threads.reduce((sum, thread) => sum + (unread.value.get(thread.id) ?? 0), 0)
  return (
    <button type="button" class="chip" aria-pressed={here.value.inbox === id} onClick={() => go({ inbox: id })}>
      {icon && <Icon name={icon} size={14} />}
      {name}
      <Badge count={news} />
    </button>
  )
}

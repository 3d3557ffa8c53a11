import { Badge } from '../parts/badge'
import { Icon } from '../parts/icon'
import type { IconName } from '../parts/icon-paths'
import { crmNews } from '../state/crm'
import { go, view } from '../state/here'
import { type View, views } from '../state/place'
import { unread } from '../state/unread'
import { world } from '../state/world'

const words: Record<View, { title: string; icon: IconName }> = {
  user: { title: 'End user', icon: 'user' },
  agent: { title: 'Agent', icon: 'headset' },
  crm: { title: 'CRM', icon: 'database' },
  wire: { title: 'Wire', icon: 'wire' },
  break: { title: 'Break it', icon: 'zap' },
}

const badgeWords: Partial<Record<View, 'on' | 'new'>> = { break: 'on', crm: 'new' }

/** On a narrow screen: what to look at. */
export function ViewBar() {
  const news: Partial<Record<View, number>> = {
    user: sumOf(world.value?.users.map(({ id }) => id)),
    agent: sumOf(world.value?.threads.map(({ id }) => id)),
    crm: crmNews.value,
  }
  const broken = world.value?.breakages.filter(({ isOn }) => isOn).length ?? 0
  const shown = views.filter((name) => name !== 'crm' || world.value?.crm !== undefined)
  return (
    <nav class="view-bar" aria-label="Views">
      {shown.map((name) => (
        <button
          key={name}
          type="button"
          aria-current={view.value === name ? 'page' : undefined}
          onClick={() => go({ view: name })}
        >
          <Icon name={words[name].icon} size={20} />
          {words[name].title}
          <Badge count={name === 'break' ? broken : (news[name] ?? 0)} word={badgeWords[name] ?? 'unread'} />
        </button>
      ))}
    </nav>
  )
}

const sumOf = (ids: readonly string[] = []) => ids.reduce((sum, id) => sum + (unread.value.get(id) ?? 0), 0)

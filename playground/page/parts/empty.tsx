import type { ComponentChildren } from 'preact'
import { Icon } from './icon'
import type { IconName } from './icon-paths'

/** What stands where nothing is yet. */
export function Empty({ icon, children }: { icon: IconName; children: ComponentChildren }) {
  return (
    <div class="empty">
      <Icon name={icon} size={26} />
      <p>{children}</p>
    </div>
  )
}

import type { ChatLine } from '../../protocol'
import { words } from '../desk'
import { Icon } from '../parts/icon'
import type { IconName } from '../parts/icon-paths'

const { name } = words

const states: Record<NonNullable<ChatLine['delivery']>, { text: string; icon: IconName }> = {
  pending: { text: 'Sending', icon: 'clock' },
  delivered: { text: `Delivered to ${name}`, icon: 'check' },
  failed: { text: 'Not delivered', icon: 'alert' },
  lost: { text: 'Lost: the agent does not have it, and nothing is under way', icon: 'alert' },
}

/** Whether a message has reached the desk. */
export function Delivery({ state }: { state: NonNullable<ChatLine['delivery']> }) {
  const { text, icon } = states[state]
  return (
    <span class="delivery" data-state={state} title={text}>
      <Icon name={icon} size={14} />
      <span class="hidden">{text}</span>
    </span>
  )
}

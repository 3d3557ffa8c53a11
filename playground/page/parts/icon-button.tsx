import { Icon } from './icon'
import type { IconName } from './icon-paths'

type Props = {
  icon: IconName
  /** What it does, for the tooltip and for screen readers. */
  label: string
  onClick: () => void
  isPressed?: boolean
  isDisabled?: boolean
  size?: number
  class?: string
}

/** A button that shows an icon only. */
export function IconButton({ icon, label, onClick, isPressed, isDisabled, size, class: extra = '' }: Props) {
  return (
    <button
      type="button"
      class={`icon-button ${extra}`}
      aria-label={label}
      title={label}
      aria-pressed={isPressed}
      disabled={isDisabled}
      onClick={onClick}
    >
      <Icon name={icon} {...(size !== undefined && { size })} />
    </button>
  )
}

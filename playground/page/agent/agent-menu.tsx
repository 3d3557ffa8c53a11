import type { ComponentChildren } from 'preact'
import { Avatar } from '../parts/avatar'
import { Icon } from '../parts/icon'
import { Menu, type MenuItem } from '../parts/menu'
import { world } from '../state/world'

type Props = {
  /** What choosing does. */
  label: string
  /** What stands on the button. */
  trigger: ComponentChildren
  /** Who is in charge. */
  assignedTo: string | undefined
  onChoose: (agentId: string) => void
  more?: readonly MenuItem[]
}

/** Whose a conversation is, and whose it can become. */
export function AgentMenu({ label, trigger, assignedTo, onChoose, more = [] }: Props) {
  const agents = world.value?.agents ?? []
  return (
    <Menu
      label={label}
      hasWords
      triggerClass="button"
      place="below-end"
      trigger={
        <>
          <Icon name="user" />
          {trigger}
          <Icon name="chevron-down" size={14} />
        </>
      }
      items={[
        ...agents.map(({ id, name }) => ({
          id,
          title: name,
          isChosen: id === assignedTo,
          icon: <Avatar kind="agent" name={name} />,
          onChoose: () => onChoose(id),
        })),
        ...more,
      ]}
    />
  )
}

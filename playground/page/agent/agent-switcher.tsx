import { Avatar } from '../parts/avatar'
import { Icon } from '../parts/icon'
import { Menu } from '../parts/menu'
import { agent, chooseAgent } from '../state/selection'
import { world } from '../state/world'

/** Who looks at the desk. */
export function AgentSwitcher() {
  const current = agent.value
  if (!current) return null
  return (
    <Menu
      label="Change agent"
      hasWords
      triggerClass="button agent-switcher"
      place="below-end"
      trigger={
        <>
          <Avatar kind="agent" name={current.name} />
          <span class="hidden">You are</span> {current.name}
          <Icon name="chevron-down" size={14} />
        </>
      }
      items={(world.value?.agents ?? []).map(({ id, name }) => ({
        id,
        title: name,
        isChosen: id === current.id,
        icon: <Avatar kind="agent" name={name} />,
        onChoose: () => chooseAgent(id),
      }))}
    />
  )
}

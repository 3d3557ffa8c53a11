import { Avatar } from '../parts/avatar'
import { Icon } from '../parts/icon'
import { Menu, type MenuItem } from '../parts/menu'
import { Presence } from '../parts/presence'
import { agent, chooseAgent } from '../state/selection'
import { send } from '../state/send'
import { world } from '../state/world'
import { presenceWords } from '../words/names'

/** Who looks at the desk, and whether they are there for others. */
export function AgentSwitcher() {
  const current = agent.value
  if (!current) return null
  const { id: agentId, isThere } = current
  const toggle: MenuItem[] =
    isThere === undefined
      ? []
      : [
          {
            id: 'presence',
            title: isThere ? 'Set yourself away' : 'Be available again',
            explanation: 'Ask the bot whether anybody is there',
            icon: <Icon name="clock" />,
            onChoose: () => void send({ do: 'be-there', agentId, isThere: !isThere }),
          },
        ]
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
          <Presence agent={current} />
          <Icon name="chevron-down" size={14} />
        </>
      }
      items={[
        ...(world.value?.agents ?? []).map((one) => ({
          id: one.id,
          title: one.name,
          ...(one.isThere !== undefined && { explanation: presenceWords(one.isThere) }),
          isChosen: one.id === agentId,
          icon: <Avatar kind="agent" name={one.name} />,
          onChoose: () => chooseAgent(one.id),
        })),
        ...toggle,
      ]}
    />
  )
}

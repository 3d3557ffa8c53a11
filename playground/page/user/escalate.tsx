import type { EndUser } from '../../protocol'
import { words } from '../desk'
import { Icon } from '../parts/icon'
import { Menu } from '../parts/menu'
import { usePressed } from '../parts/pressed'
import { send } from '../state/send'
import { world } from '../state/world'
import { inboxIcons, inboxWords } from '../words/names'

/** Hands the conversation to a human: in the installation's own inbox or department, or in one that is chosen. */
export function Escalate({ user: { id: userId, transcript } }: { user: EndUser }) {
  const { isPressed, press } = usePressed(`${userId} ${transcript.length}`)
  return (
    <div class="split">
      <button
        type="button"
        class="button"
        data-tone="act"
        disabled={isPressed}
        onClick={() => void press(() => send({ do: 'escalate', userId }))}
      >
        <Icon name="headset" />
        Talk to a human
      </button>
      <Menu
        label={`Talk to a human in another ${words.inbox}`}
        trigger={<Icon name="chevron-down" size={14} />}
        triggerClass="button split-more"
        place="below-end"
        items={(world.value?.inboxes ?? []).map((inbox) => ({
          id: inbox.id,
          title: inboxWords(inbox),
          icon: <Icon name={inboxIcons[inbox.type]} />,
          onChoose: () => void press(() => send({ do: 'escalate', userId, inboxId: inbox.id })),
        }))}
      />
    </div>
  )
}

import type { Agent, Command, Thread } from '../../protocol'
import { Icon } from '../parts/icon'
import type { IconName } from '../parts/icon-paths'
import { usePressed } from '../parts/pressed'
import { send } from '../state/send'
import { AgentMenu } from './agent-menu'

type Act = { title: string; explanation?: string; icon: IconName; isMain?: boolean; command: Command }

/** Whose a chat of SalesIQ's is, and what can be done with it as it stands. */
export function ChatActions({ thread, me }: { thread: Thread; me: Agent }) {
  const { id: threadId, status, assignedTo, entries } = thread
  const target = { threadId, agentId: me.id }
  const { isPressed, press } = usePressed(`${threadId} ${entries.length} ${status}`)
  return (
    <div class="button-row">
      {status === 'CONNECTED' && (
        <AgentMenu
          label="Transfer the chat"
          trigger="Transfer"
          assignedTo={assignedTo}
          onChoose={(to) => void (to === assignedTo || send({ do: 'transfer', ...target, to }))}
        />
      )}
      {actsOn(thread, target).map(({ title, explanation, icon, isMain, command }) => (
        <button
          key={title}
          type="button"
          class="button"
          title={explanation}
          data-tone={isMain ? 'act' : undefined}
          disabled={isPressed}
          onClick={() => void press(() => send(command))}
        >
          <Icon name={icon} />
          {title}
        </button>
      ))}
    </div>
  )
}

function actsOn({ status }: Thread, target: { threadId: string; agentId: string }): Act[] {
  switch (status) {
    case 'WAITING':
      return [
        {
          title: 'Nobody picks up',
          explanation: 'The waiting time is over: the chat is missed',
          icon: 'clock',
          command: { do: 'miss', ...target },
        },
        { title: 'Pick up', icon: 'headset', isMain: true, command: { do: 'pick-up', ...target } },
      ]
    case 'CONNECTED':
      return [
        {
          title: 'Goes idle',
          explanation: 'Nobody has said anything for long: SalesIQ ends the chat itself',
          icon: 'clock',
          command: { do: 'idle', ...target },
        },
        { title: 'End chat', icon: 'check', command: { do: 'close', ...target } },
      ]
    default:
      return [{ title: 'Reopen', icon: 'restart', command: { do: 'reopen', ...target } }]
  }
}

import { useRef } from 'preact/hooks'
import type { Agent, Thread } from '../../protocol'
import { Confirm } from '../parts/confirm'
import { Icon } from '../parts/icon'
import { IconButton } from '../parts/icon-button'
import { usePressed } from '../parts/pressed'
import { send } from '../state/send'
import { world } from '../state/world'
import { AgentMenu } from './agent-menu'

/** Whose a thread of HubSpot's is, and how it ends. */
export function ThreadActions({ thread, me }: { thread: Thread; me: Agent }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const assignee = world.value?.agents.find(({ id }) => id === thread.assignedTo)
  const target = { threadId: thread.id, agentId: me.id }
  const { isPressed, press } = usePressed(`${thread.id} ${thread.entries.length} ${thread.status}`)
  const assign = (agentId: string | null) => send({ do: 'assign', threadId: thread.id, agentId, by: me.id })
  return (
    <div class="button-row">
      {thread.assignedTo !== me.id && (
        <button type="button" class="button" disabled={isPressed} onClick={() => void press(() => assign(me.id))}>
          Assign to me
        </button>
      )}
      <AgentMenu
        label="Assign the thread"
        trigger={
          <>
            <span class="hidden">Assigned to</span> {assignee?.name ?? 'Nobody'}
          </>
        }
        assignedTo={thread.assignedTo}
        onChoose={(id) => void assign(id)}
        more={[
          {
            id: 'nobody',
            title: 'Unassigned',
            isChosen: !thread.assignedTo,
            icon: <Icon name="user" />,
            onChoose: () => void assign(null),
          },
        ]}
      />
      {thread.status === 'OPEN' ? (
        <button
          type="button"
          class="button"
          disabled={isPressed}
          onClick={() => void press(() => send({ do: 'close', ...target }))}
        >
          <Icon name="check" />
          Close
        </button>
      ) : (
        <button
          type="button"
          class="button"
          disabled={isPressed}
          onClick={() => void press(() => send({ do: 'reopen', ...target }))}
        >
          <Icon name="restart" />
          Reopen
        </button>
      )}
      <IconButton icon="trash" label="Delete the thread" onClick={() => dialog.current?.showModal()} />
      <Confirm
        dialog={dialog}
        title={`Delete the thread of ${thread.contact.name}?`}
        text="HubSpot keeps it in the trash for a while, but the conversation with the end user ends at once."
        action="Delete the thread"
        onConfirm={() => void send({ do: 'delete', ...target })}
      />
    </div>
  )
}

import { isOver } from '../../desks'
import type { EndUser } from '../../protocol'
import { words } from '../desk'
import { Avatar } from '../parts/avatar'
import { Icon } from '../parts/icon'
import { usePressed } from '../parts/pressed'
import { showThread } from '../state/selection'
import { send } from '../state/send'
import { world } from '../state/world'
import { answeringWords, capital } from '../words/names'
import { Escalate } from './escalate'

/** Who the end user is, who answers, and the way to a human or back. */
export function UserHeader({ user }: { user: EndUser }) {
  const thread = world.value?.threads.find(({ userId, status }) => userId === user.id && !isOver(status))
  const isInSession = user.talkingTo === 'nobody' || user.talkingTo === 'agent'
  const { isPressed, press } = usePressed(`${user.id} ${user.transcript.length}`)
  return (
    <header class="chat-head">
      <Avatar kind="user" name={user.name} />
      <div class="chat-who">
        <h3>
          {user.name} <span>{user.address ?? 'Anonymous'}</span>
        </h3>
        <p role="status">
          <span class="state-dot" data-state={user.talkingTo} aria-hidden="true" />
          {answeringWords(user, words.name)}
        </p>
      </div>
      {user.talkingTo === 'bot' && <Escalate user={user} />}
      {isInSession && (
        <div class="button-row">
          {thread && (
            <button
              type="button"
              class="button"
              onClick={() => showThread(thread.id)}
              title={`Show the ${words.thread} in ${words.name}`}
            >
              <Icon name="inbox" />
              {capital(words.thread)}
            </button>
          )}
          <button
            type="button"
            class="button"
            title="Sends /end: the conversation goes back to the bot"
            disabled={isPressed}
            onClick={() => void press(() => send({ do: 'say', userId: user.id, text: '/end' }))}
          >
            Leave
          </button>
        </div>
      )}
    </header>
  )
}

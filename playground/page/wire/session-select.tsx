import type { EndUser } from '../../protocol'
import { filterInForce, narrow } from '../state/wire-filter'
import { world } from '../state/world'
import { clock } from '../words/time'

/** Narrows the wire down to an end user, or to one of their sessions where there were several. */
export function SessionSelect() {
  const { userId = '', sessionId = '' } = filterInForce.value
  const users = world.value?.users ?? []
  return (
    <select
      aria-label="Session"
      value={sessionId || userId}
      onChange={({ currentTarget }) => narrow(asChosen(currentTarget.value, users))}
    >
      <option value="">All sessions</option>
      {users.flatMap(({ id, name, sessions }) => [
        <option key={id} value={id}>
          {name}
        </option>,
        ...(sessions.length > 1 ? sessions : []).map((session, index) => (
          <option key={session.id} value={session.id}>
            {`${name}, session ${index + 1} (${clock(session.at)})`}
          </option>
        )),
      ])}
    </select>
  )
}

/** The ids of end users and of sessions are never the same. */
function asChosen(id: string, users: readonly EndUser[]) {
  const isUser = users.some((user) => user.id === id)
  return { userId: isUser ? id : undefined, sessionId: isUser || id === '' ? undefined : id }
}

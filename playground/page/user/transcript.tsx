import type { EndUser } from '../../protocol'
import { Icon } from '../parts/icon'
import { Log } from '../parts/log'
import { spoken } from '../state/spoken'
import { chatItems, openChoice } from '../words/chat'
import { Line } from './line'

/** What was said, oldest first. */
export function Transcript({ user }: { user: EndUser }) {
  const items = chatItems(user)
  const choice = openChoice(user)
  return (
    <Log class="transcript" label={`Chat of ${user.name}`} count={items.length} spoken={spoken.user.value}>
      {items.map((item) =>
        item.type === 'line' ? (
          <Line
            key={item.line.id}
            line={item.line}
            startsGroup={item.startsGroup}
            endsGroup={item.endsGroup}
            userId={user.id}
            canChoose={item.line.id === choice}
          />
        ) : (
          <p class="failure" key={`failure ${item.at}`}>
            <Icon name="alert" size={14} />
            <span>{item.message}</span>
          </p>
        ),
      )}
    </Log>
  )
}

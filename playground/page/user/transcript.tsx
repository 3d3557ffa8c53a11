import { useRef } from 'preact/hooks'
import type { EndUser } from '../../protocol'
import { useFollowEnd } from '../parts/follow-end'
import { Icon } from '../parts/icon'
import { chatItems, openChoice } from '../words/chat'
import { Line } from './line'

/** What was said, oldest first. New lines are announced. */
export function Transcript({ user }: { user: EndUser }) {
  const box = useRef<HTMLDivElement>(null)
  const items = chatItems(user)
  const onScroll = useFollowEnd(box, user.id)
  const choice = openChoice(user)
  return (
    <div
      class="transcript"
      role="log"
      aria-label={`Chat of ${user.name}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable with the keyboard
      tabIndex={0}
      ref={box}
      onScroll={onScroll}
    >
      <div class="feed">
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
      </div>
    </div>
  )
}

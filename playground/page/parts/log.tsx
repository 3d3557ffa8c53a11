import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { moveFocus, within } from './arrow-keys'
import { Badge } from './badge'
import { useFollowEnd } from './follow-end'
import { Icon } from './icon'
import { useOneStop } from './one-stop'

type Props = {
  class: string
  label: string
  /** How many entries there are. */
  count: number
  /** Grows whenever something was said from this page, which its writer wants to see. */
  spoken: number
  children: ComponentChildren
}

const wireButtons = '.wire-button'

/**
 * What was said, oldest first. New entries are announced. It follows them while the reader is at its end, and says that
 * there are some while the reader is further up. Its buttons to the wire are one stop for the Tab key, with arrow keys
 * between them.
 */
export function Log({ class: name, label, count, spoken, children }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const { onScroll, isAway, toEnd } = useFollowEnd(box)
  useOneStop(box, wireButtons)
  useLayoutEffect(toEnd, [spoken, toEnd])
  const seen = useRef(count)
  if (!isAway) seen.current = count
  const news = count - seen.current
  return (
    <div class="talk">
      <div
        class={name}
        role="log"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable with the keyboard
        tabIndex={0}
        ref={box}
        onScroll={onScroll}
        onKeyDown={(event) => {
          if (event.target instanceof Element && event.target.matches(wireButtons)) {
            moveFocus(event, within(box.current, wireButtons))
          }
        }}
      >
        <div class="feed">{children}</div>
      </div>
      {news > 0 && (
        <button
          type="button"
          class="button news"
          onClick={() => {
            toEnd()
            // The button goes; the focus stays where one reads on.
            box.current?.focus({ preventScroll: true })
          }}
        >
          <Icon name="arrow-down" size={14} />
          New messages
          <Badge count={news} />
        </button>
      )}
    </div>
  )
}

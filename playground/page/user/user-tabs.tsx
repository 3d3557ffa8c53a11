import { useLayoutEffect, useRef } from 'preact/hooks'
import { moveFocus, within } from '../parts/arrow-keys'
import { Badge } from '../parts/badge'
import { chooseUser, user } from '../state/selection'
import { unread } from '../state/unread'
import { world } from '../state/world'
import { AddUser } from './add-user'

/** A tab for each end user, and the button that adds one. */
export function UserTabs() {
  const list = useRef<HTMLDivElement>(null)
  const shown = user.value
  const count = world.value?.users.length
  useLayoutEffect(() => {
    if (!list.current) return
    // At once, and again whenever other panels take some of the list's room.
    const observer = new ResizeObserver(() => showChosen(list.current))
    observer.observe(list.current)
    return () => observer.disconnect()
  }, [shown?.id, count])
  return (
    <div class="user-tabs">
      <div
        role="tablist"
        aria-label="End users"
        tabIndex={-1}
        ref={list}
        onKeyDown={(event) => moveFocus(event, within(list.current, '[role=tab]'))?.click()}
      >
        {world.value?.users.map(({ id, name, talkingTo }) => {
          const isShown = id === shown?.id
          const news = isShown ? 0 : (unread.value.get(id) ?? 0)
          return (
            <button
              key={id}
              type="button"
              role="tab"
              id={`user-tab-${id}`}
              aria-selected={isShown}
              aria-controls="user-panel"
              tabIndex={isShown ? 0 : -1}
              onClick={() => chooseUser(id)}
            >
              <span class="state-dot" data-state={talkingTo} aria-hidden="true" />
              {name}
              <Badge count={news} />
            </button>
          )
        })}
      </div>
      <AddUser />
    </div>
  )
}

function showChosen(list: HTMLElement | null): void {
  const [tab] = within(list, '[aria-selected=true]')
  tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

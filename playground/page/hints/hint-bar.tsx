import { useCallback, useLayoutEffect, useRef } from 'preact/hooks'
import { words } from '../desk'
import { Icon } from '../parts/icon'
import { IconButton } from '../parts/icon-button'
import { endHints, hint, hints, nextHint } from '../state/hints'
import { world } from '../state/world'
import { hintWords } from '../words/hints'
import { leaveHints, showTarget } from './show'

/** What to try first, one thing after the other, in a row of its own: it lies on nothing, and goes away for good. */
export function HintBar() {
  const shown = hint.value
  return shown ? <Bar shown={shown} /> : null
}

function Bar({ shown }: { shown: NonNullable<typeof hint.value> }) {
  const root = useRef<HTMLElement>(null)
  const end = useCallback(() => {
    const hadFocus = root.current?.contains(document.activeElement)
    endHints()
    if (hadFocus) leaveHints()
  }, [])
  useEscape(end)
  const { title, text } = hintWords[shown]
  const isLast = shown === hints.at(-1)
  return (
    <aside class="hints" aria-label="First steps" ref={root}>
      {/* Empty at first, so that what comes into it is announced. */}
      <p role="status">
        {world.value && (
          <>
            <span class="hint-count">
              {hints.indexOf(shown) + 1} of {hints.length}
            </span>{' '}
            <b>{title}</b> {text(words)}
          </>
        )}
      </p>
      <div class="hint-buttons">
        <button type="button" class="button" onClick={() => showTarget(shown)}>
          Show me
        </button>
        {!isLast && (
          <button type="button" class="button" onClick={nextHint}>
            Next
            <Icon name="arrow-right" size={14} />
          </button>
        )}
        <IconButton icon="close" label="No more hints" onClick={end} />
      </div>
    </aside>
  )
}

/** Calls `end` on Escape, where that means nothing else. */
function useEscape(end: () => void): void {
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      const isInSearch = event.target instanceof Element && event.target.matches('input[type=search], select')
      if (!isInSearch && document.querySelector('dialog[open]') === null) end()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [end])
}

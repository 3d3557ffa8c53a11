import type { ComponentChildren } from 'preact'
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { moveFocus, within } from './arrow-keys'
import { useDismissal } from './dismissal'

export type MenuItem = {
  id: string
  title: string
  explanation?: string
  icon?: ComponentChildren
  /** Of one that is one of several to choose from. */
  isChosen?: boolean
  onChoose: () => void
}

type Props = {
  /** What the menu is for. */
  label: string
  /** Without words in it, an icon, the button is named by the label. */
  hasWords?: boolean
  trigger: ComponentChildren
  triggerClass?: string
  items: readonly MenuItem[]
  /** Where the menu opens, seen from its button. */
  place?: 'below-start' | 'below-end' | 'above-end'
}

/** A button that opens a menu; arrow keys within, Escape closes and gives the focus back. */
export function Menu({
  label,
  hasWords = false,
  trigger,
  triggerClass = 'button',
  items,
  place = 'below-start',
}: Props) {
  const [isOpen, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const close = useCallback((by: 'key' | 'pointer') => {
    setOpen(false)
    if (by === 'key') button.current?.focus()
  }, [])
  useDismissal(root, isOpen, close)
  useLayoutEffect(() => {
    if (isOpen) within(list.current, '[role^=menuitem]')[0]?.focus()
  }, [isOpen])
  return (
    <div class="menu" ref={root}>
      <button
        type="button"
        ref={button}
        class={triggerClass}
        {...(!hasWords && { 'aria-label': label })}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {trigger}
      </button>
      {isOpen && (
        <div
          class="menu-list"
          data-place={place}
          role="menu"
          aria-label={label}
          tabIndex={-1}
          ref={list}
          onKeyDown={(event) => {
            if (event.key === 'Tab') setOpen(false)
            else moveFocus(event, within(list.current, '[role^=menuitem]'))
          }}
        >
          {items.map((item) => (
            <button
              key={item.id}
              type="button"
              role={item.isChosen === undefined ? 'menuitem' : 'menuitemradio'}
              {...(item.isChosen !== undefined && { 'aria-checked': item.isChosen })}
              tabIndex={-1}
              onClick={() => {
                close('key')
                item.onChoose()
              }}
            >
              {item.icon}
              <span>
                <span class="menu-title">{item.title}</span>
                {item.explanation && <span class="menu-explanation">{item.explanation}</span>}
              </span>
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
